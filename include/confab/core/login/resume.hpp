// Coming back after a lost connection: to one's name and rooms, and to what was said meanwhile.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "confab/core/login/departure.hpp"
#include "confab/core/login/naming.hpp"
#include "confab/core/messages/editing.hpp"
#include "confab/core/messages/history.hpp"
#include "confab/core/pending_requests.hpp"
#include "confab/core/ports/operation_log.hpp"
#include "confab/core/users/resume_tokens.hpp"

namespace confab {

// A guest has a code from the greeting. What it stands for when the connection has gone is in ResumeTokens.
class Resume {
  public:
    // All of them outlive it.
    Resume(EventSink& events, const ChatSettings& settings, const NameRules& names, UserDirectory& users,
           MessageLog& log, Ignores& ignores, SanctionRegister& sanctions, const SanctionCheck& check,
           RoomDirectory& rooms, const Access& access, Ownership& ownership, Memberships& memberships,
           Views& views, History& history, Editing& editing, ResumeTokens& tokens, GuestSeats& guest_seats,
           Naming& naming, PendingRequests& pending, OperationLog& operations, Replies& replies)
        : events_(events),
          settings_(settings),
          names_(names),
          users_(users),
          log_(log),
          ignores_(ignores),
          sanctions_(sanctions),
          check_(check),
          rooms_(rooms),
          access_(access),
          ownership_(ownership),
          memberships_(memberships),
          views_(views),
          history_(history),
          editing_(editing),
          tokens_(tokens),
          guest_seats_(guest_seats),
          naming_(naming),
          pending_(pending),
          operations_(operations),
          replies_(replies) {}

    // At the start. Some may be too old.
    void load(std::vector<GuestSeat> seats);

    // /resume
    void resume(User& user, std::string_view code, Now now);
    // Finds out what has arrived at `ghost`, which may be gone by then. `user` waits meanwhile.
    void measure(User& user, const User& ghost, std::variant<std::string, AccountId> proof, Now now);
    // The ghost was measured for that code; there may be none.
    void measured(const User& user, const std::string& code, const Ghost& found, Now now);

    // --- What operations do

    // The person with the code has gone.
    void come_back(User& user, const std::string& code, Now now);
    // The guest with that code, if still here; else null.
    User* find_ghost(const std::string& code);
    // The place of the user is found by the code of the connection that came back, and no longer by `code`.
    void move_seat(User& user, const std::string& code, GuestSeat seat);

    // Puts the user into the rooms they were in, the last one current, and shows what was said there after it
    // had gone. Rooms that would not let it in, or are gone, are left out. What was missed in one room may
    // have to be asked for before the next.
    void go_on(User& user, ResumeProgress progress, Now now);
    void answered(User& user, ShowMissed request, Answer answer, Now now);

  private:
    void take_name(User& user, const Name& name, Now now);
    void settle(User& user, const ResumeTokens::Token& token, Now now);
    void enter_next(User& user, ResumeProgress& progress, Now now);
    Room* enter(User& user, const Seat& seat, const ResumeProgress& progress, Now now);
    bool can_make(const User& user, const RoomName& room, Now now) const;
    void arrive(User& user, const ResumeProgress& progress, Now now);
    void leave_the_lobby(User& user, const ResumeProgress& progress, Now now);

    EventSink& events_;
    const ChatSettings& settings_;
    const NameRules& names_;
    UserDirectory& users_;
    MessageLog& log_;
    Ignores& ignores_;
    SanctionRegister& sanctions_;
    const SanctionCheck& check_;
    RoomDirectory& rooms_;
    const Access& access_;
    Ownership& ownership_;
    Memberships& memberships_;
    Views& views_;
    History& history_;
    Editing& editing_;
    ResumeTokens& tokens_;
    GuestSeats& guest_seats_;
    Naming& naming_;
    PendingRequests& pending_;
    OperationLog& operations_;
    Replies& replies_;
};

}  // namespace confab
