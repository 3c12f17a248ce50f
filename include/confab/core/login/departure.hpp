// How a user leaves the server, and what they leave behind.
#pragma once

#include <cstdint>
#include <string_view>

#include "confab/core/login/account_saves.hpp"
#include "confab/core/login/delivered_seats.hpp"
#include "confab/core/moderation/expulsion.hpp"
#include "confab/core/pending_requests.hpp"
#include "confab/core/ports/passwords.hpp"
#include "confab/core/rooms/guest_seats.hpp"
#include "confab/core/rooms/memberships.hpp"
#include "confab/core/users/resume_tokens.hpp"

namespace confab {

class Departure final : public Expulsion {
  public:
    // All of them outlive it.
    Departure(EventSink& events, UserDirectory& users, Ignores& ignores, MessageLog& log,
              Passwords& passwords, const Access& access, Ownership& ownership, Memberships& memberships,
              Presence& presence, ResumeTokens& tokens, GuestSeats& guest_seats, const DeliveredSeats& seats,
              AccountSaves& saves, PendingRequests& pending, Replies& replies)
        : events_(events),
          users_(users),
          ignores_(ignores),
          log_(log),
          passwords_(passwords),
          access_(access),
          ownership_(ownership),
          memberships_(memberships),
          presence_(presence),
          tokens_(tokens),
          guest_seats_(guest_seats),
          seats_(seats),
          saves_(saves),
          pending_(pending),
          replies_(replies) {}

    // The connection that the user acts on is gone or going; `reason` may be empty. They are gone with the
    // last.
    void lost(User& user, std::string_view reason, Now now, Arrived arrived);
    // /quit, the same. The last words of a user that may not speak are not heard.
    void quit(User& user, std::string_view reason, Now now);
    void expel(User& user, const Refusal& why, std::string_view reason, Now now) override;
    void close(User& user, ClientId connection, const Refusal& why, std::string_view reason,
               Now now) override;
    // The same, by the user on another connection.
    void end(User& user, ClientId connection, const Reply& why, std::string_view reason, Now now);
    // All but the one that the user acts on. Gives how many that were.
    std::size_t close_others(User& user, const Reply& why, std::string_view reason, Now now);
    // The connection that the user acts on is about to be another person's. If it is the only one, the user
    // leaves their rooms, and has no place to come back to.
    void give_away(User& user, Now now);
    // All users. Nobody is told that others leave.
    void stop(Now now);

  private:
    // Where the reason comes from: the server, the user, a moderator.
    enum class Farewell : std::uint8_t { told, said, put_off };

    void remove(User& user, std::string_view reason, Now now, Farewell farewell, Arrived arrived);
    void leave_rooms(User& user, std::string_view reason, bool stayed, Now now, Farewell farewell);
    void tell_farewell(User& user, const Membership& was, std::string_view reason, Farewell farewell,
                       Now now);
    void keep_token(const User& user, bool stayed, Now now, Arrived arrived);
    void hang_up(User& user, ClientId connection, std::string_view reason);
    void drop(User& user, ClientId connection, std::string_view reason, Now now);
    void take_out(User& user, ClientId connection);

    EventSink& events_;
    UserDirectory& users_;
    Ignores& ignores_;
    MessageLog& log_;
    Passwords& passwords_;
    const Access& access_;
    Ownership& ownership_;
    Memberships& memberships_;
    Presence& presence_;
    ResumeTokens& tokens_;
    GuestSeats& guest_seats_;
    const DeliveredSeats& seats_;
    AccountSaves& saves_;
    PendingRequests& pending_;
    Replies& replies_;
    bool stopping_ = false;
};

}  // namespace confab
