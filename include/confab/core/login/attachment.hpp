// Gives a person that is here already one more connection.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "confab/core/login/departure.hpp"
#include "confab/core/login/resume.hpp"
#include "confab/core/pending_request.hpp"
#include "confab/core/settings.hpp"

namespace confab {

class Attachment {
  public:
    // All of them outlive it.
    Attachment(EventSink& events, const ChatSettings& settings, UserDirectory& users, RoomDirectory& rooms,
               Memberships& memberships, Ignores& ignores, Views& views, Replay& replay,
               GuestSeats& guest_seats, const DeliveredSeats& seats, Departure& departure, Resume& resume,
               Replies& replies)
        : events_(events),
          settings_(settings),
          users_(users),
          rooms_(rooms),
          memberships_(memberships),
          ignores_(ignores),
          views_(views),
          replay_(replay),
          guest_seats_(guest_seats),
          seats_(seats),
          departure_(departure),
          resume_(resume),
          replies_(replies) {}

    Refusal can_attach(const User& person) const;
    // The connection that `guest` acts on is one of `person` from now on, which they act on: it is in their
    // rooms, talks where they talked last, and looks as it did there. A guest without another one leaves, and
    // is gone afterwards: its rooms, roles and ignores are not carried over. `told`: what it is told first,
    // if anything.
    void attach(User& guest, User& person, const Ghost& found, const Reply& told, Now now);

    // The guest has the code of another guest. If that one is still here, it becomes a connection of theirs,
    // and the code that it was given takes the place of `code`.
    void resume(User& guest, const std::string& code, const Ghost& found, Now now);

  private:
    void enter_rooms(User& person, const Connection& before);
    using Came = std::map<RoomKey, std::uint64_t>;
    static Came came_of(const User& guest);
    void show_missed(User& person, const DeliveredSeats::Place& place, const Came& came, Now now);

    EventSink& events_;
    const ChatSettings& settings_;
    UserDirectory& users_;
    RoomDirectory& rooms_;
    Memberships& memberships_;
    Ignores& ignores_;
    Views& views_;
    Replay& replay_;
    GuestSeats& guest_seats_;
    const DeliveredSeats& seats_;
    Departure& departure_;
    Resume& resume_;
    Replies& replies_;
};

}  // namespace confab
