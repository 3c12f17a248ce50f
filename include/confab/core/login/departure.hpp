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
              Presence& presence, Views& views, ResumeTokens& tokens, GuestSeats& guest_seats,
              const DeliveredSeats& seats, AccountSaves& saves, PendingRequests& pending, Replies& replies)
        : events_(events),
          users_(users),
          ignores_(ignores),
          log_(log),
          passwords_(passwords),
          access_(access),
          ownership_(ownership),
          memberships_(memberships),
          presence_(presence),
          views_(views),
          tokens_(tokens),
          guest_seats_(guest_seats),
          seats_(seats),
          saves_(saves),
          pending_(pending),
          replies_(replies) {}

    // The user is gone after each of these.

    // The connection is gone or going; `reason` may be empty.
    void lost(User& user, std::string_view reason, Now now, Arrived arrived);
    // /quit. The last words of a user that may not speak are not heard.
    void quit(User& user, std::string_view reason, Now now);
    void expel(User& user, const Refusal& why, std::string_view reason, Now now) override;
    // `user` is the same person as `ghost`: hangs up on that one, and its rooms are told nothing. How the
    // ghost saw things, and its away mark, go over to `user`; not its name and its rooms. Those stand even
    // if nobody is in them any more: call Memberships::forget_if_empty() when `user` has gone into them.
    void take_over(User& ghost, User& user, Now now);
    // All users. Nobody is told that others leave.
    void stop(Now now);

  private:
    // Whether the rooms are told, and where the reason comes from: the server, the user, a moderator.
    enum class Farewell : std::uint8_t { quiet, told, said, put_off };

    void remove(User& user, std::string_view reason, Now now, Farewell farewell, Arrived arrived);
    void leave_rooms(User& user, std::string_view reason, bool stayed, Now now, Farewell farewell);
    void tell_farewell(User& user, const Membership& was, std::string_view reason, Farewell farewell,
                       Now now);
    void keep_token(const User& user, bool stayed, Now now, Arrived arrived);
    void hand_over_view(const User& ghost, User& user);

    EventSink& events_;
    UserDirectory& users_;
    Ignores& ignores_;
    MessageLog& log_;
    Passwords& passwords_;
    const Access& access_;
    Ownership& ownership_;
    Memberships& memberships_;
    Presence& presence_;
    Views& views_;
    ResumeTokens& tokens_;
    GuestSeats& guest_seats_;
    const DeliveredSeats& seats_;
    AccountSaves& saves_;
    PendingRequests& pending_;
    Replies& replies_;
    bool stopping_ = false;
};

}  // namespace confab
