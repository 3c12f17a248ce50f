// Correcting what was said, and taking it back.
#pragma once

#include <span>
#include <vector>

#include "confab/core/outcome.hpp"
#include "confab/core/ports/event_sink.hpp"
#include "confab/core/ports/message_log.hpp"
#include "confab/core/rooms/access.hpp"
#include "confab/core/rooms/roles.hpp"
#include "confab/core/sanctions/audit.hpp"
#include "confab/core/users/account_directory.hpp"
#include "confab/core/users/ignores.hpp"
#include "confab/core/users/replies.hpp"
#include "confab/core/users/user_directory.hpp"

namespace confab {

class Editing {
  public:
    // All of them outlive it.
    Editing(EventSink& events, const ChatSettings& settings, UserDirectory& users, AccountDirectory& accounts,
            const Ignores& ignores, MessageLog& log, const Access& access, const Roles& roles, Audit& audit,
            Replies& replies)
        : events_(events),
          settings_(settings),
          users_(users),
          accounts_(accounts),
          ignores_(ignores),
          log_(log),
          access_(access),
          roles_(roles),
          audit_(audit),
          replies_(replies) {}

    // One's own message, for ChatSettings::edit_time.
    Refusal edit(const User& user, Room& room, std::uint64_t id, std::string_view text, Now now);
    // The same, or at any time that of somebody who ranks below an operator of the room.
    Refusal remove(const User& user, Room& room, std::uint64_t id, Now now);
    // The newest message of the user there, or null.
    static const Message* last_of(const User& user, const Room& room);
    // Shows what was corrected since then of messages up to that id.
    void tell_missed(const User& user, const Room& room, std::uint64_t up_to, WallTime since);

  private:
    Refusal can_change(const Message& said, Now now) const;
    Refusal can_remove(const User& user, const Room& room, const Message& said, Now now) const;
    Role role_of(const Author& author, const Room& room) const;
    void note(Room& room, Correction correction);
    void collect_except(const User& user, const Room& room, const Message& said);

    EventSink& events_;
    const ChatSettings& settings_;
    UserDirectory& users_;
    AccountDirectory& accounts_;
    const Ignores& ignores_;
    MessageLog& log_;
    const Access& access_;
    const Roles& roles_;
    Audit& audit_;
    Replies& replies_;
    std::vector<ClientId> except_;
};

}  // namespace confab
