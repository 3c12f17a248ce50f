#include "token_commands.hpp"

#include <fmt/format.h>

#include <string>
#include <variant>

#include "confab/base/digest.hpp"
#include "confab/core/ports/operation_log.hpp"
#include "confab/core/rooms/access.hpp"
#include "confab/core/rooms/posting_tokens.hpp"
#include "confab/core/users/name_refusal.hpp"
#include "confab/core/users/user_clock.hpp"

namespace confab {

void TokenCommands::add_to(CommandTable& table) { table.add("token", *this, &TokenCommands::token); }

void TokenCommands::token(Caller& caller, const Arguments& arguments, Now now) {
    const std::string choice = arguments.choice(0);
    if (choice == "add") return add(caller, arguments.after_choice(0), now);
    if (choice != "revoke") return list(caller);
    log_.propose({now, operation::RemoveToken{caller.id(), names_.key_of(arguments.after_choice(0))}});
}

// The token is told once, here, and its digest is all that goes any further.
void TokenCommands::add(const Caller& caller, std::string_view name, Now now) {
    auto checked = names_.check_person(name);
    if (const auto* fault = std::get_if<NameFault>(&checked)) return caller.refuse(refusal_of(*fault));
    const std::uint64_t first = random_();
    const std::uint64_t second = random_();
    if (first == 0 || second == 0) return caller.refuse({Code::tokens_unavailable});
    const std::string token = fmt::format("{:016x}{:016x}", first, second);
    const std::string digest = digest_of(token);
    log_.propose({now, operation::AddToken{caller.id(), std::move(std::get<Name>(checked)), digest}});
    const PostingTokens::Found made = tokens_.find(digest, {});
    if (made.token != nullptr) caller.tell({Code::token_shown, token, made.room->name().text});
}

void TokenCommands::list(const Caller& caller) const {
    const User& user = caller.user();
    const Room& room = *user.connection.current;
    if (const Refusal why = Access::can_set_rules(roles_.actor(user, &room), room, false))
        return caller.refuse(why);
    if (!room.rules || room.rules->tokens.empty()) return caller.tell({Code::tokens_none, room.name().text});
    for (const PostingToken& each : room.rules->tokens) {
        caller.tell({Code::token_listed, each.name.text, tokens_.maker_of(each),
                     LocalTime{each.made, clock_of(user)}});
    }
}

}  // namespace confab
