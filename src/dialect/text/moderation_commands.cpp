#include "moderation_commands.hpp"

#include "confab/base/term.hpp"
#include "confab/core/moderation/moderation.hpp"
#include "confab/core/ports/operation_log.hpp"

namespace confab {

void ModerationCommands::add_to(CommandTable& table) {
    table.add("kick", *this, &ModerationCommands::kick);
    table.add("mute", *this, &ModerationCommands::mute);
    table.add("unmute", *this, &ModerationCommands::unmute);
    table.add("ban", *this, &ModerationCommands::ban);
    table.add("unban", *this, &ModerationCommands::unban);
    table.add("bans", *this, &ModerationCommands::bans);
    table.add("lockdown", *this, &ModerationCommands::lockdown);
}

void ModerationCommands::kick(Caller& caller, const Arguments& arguments, Now now) {
    const auto scope = narrow_scope(caller, arguments[0]);
    if (!scope) return;
    log_.propose(
        {now, operation::Kick{{caller.id()}, *scope, std::string(arguments[1]), std::string(arguments[2])}});
}

void ModerationCommands::mute(Caller& caller, const Arguments& arguments, Now now) {
    impose(caller, arguments, Sanction::Kind::mute, now);
}

void ModerationCommands::unmute(Caller& caller, const Arguments& arguments, Now now) {
    lift(caller, arguments, Sanction::Kind::mute, now);
}

void ModerationCommands::ban(Caller& caller, const Arguments& arguments, Now now) {
    impose(caller, arguments, Sanction::Kind::ban, now);
}

void ModerationCommands::unban(Caller& caller, const Arguments& arguments, Now now) {
    lift(caller, arguments, Sanction::Kind::ban, now);
}

// Server operators see what holds in the whole server and, if they name a room, what holds there.
void ModerationCommands::bans(Caller& caller, const Arguments& arguments, Now now) {
    const auto scope = wide_scope(caller, arguments[0]);
    if (!scope) return;
    const Room* room = room_of(caller, *scope);
    const Actor actor = roles_.actor(caller.user(), room);
    if (actor.role < Role::room_operator) return caller.refuse({Code::bans_need_operator});

    const RoomKey key = room == nullptr ? RoomKey::none() : room->name().key;
    std::size_t listed = 0;
    sanctions_.for_each([&](const Sanction& sanction) {
        if (sanction.room_key != key || sanction.until <= now.wall || ++listed > max_listed) return;
        const bool addresses = actor.role == Role::server_operator;
        caller.tell(moderation_.describe(sanction, caller.user(), addresses));
    });
    caller.tell_unlisted(listed);
    if (listed == 0) caller.tell({Code::bans_none});
}

void ModerationCommands::lockdown(Caller& caller, const Arguments& arguments, Now now) {
    log_.propose({now, operation::SetLockdown{{caller.id()}, arguments.is_on(0)}});
}

void ModerationCommands::impose(const Caller& caller, const Arguments& arguments, Sanction::Kind kind,
                                Now now) {
    const auto scope = wide_scope(caller, arguments[0]);
    if (!scope) return;
    const Term term = parse_term(arguments.behind(1));
    if (term.bad_time) return caller.refuse({Code::duration_unknown, *term.bad_time});
    log_.propose(
        {now,
         operation::Impose{
             {caller.id()}, *scope, kind, std::string(arguments[1]), term.time, std::string(term.reason)}});
}

void ModerationCommands::lift(const Caller& caller, const Arguments& arguments, Sanction::Kind kind,
                              Now now) {
    const auto scope = wide_scope(caller, arguments[0]);
    if (!scope) return;
    log_.propose({now, operation::Lift{{caller.id()}, *scope, kind, std::string(arguments[1])}});
}

std::optional<operation::Scope> ModerationCommands::narrow_scope(const Caller& caller,
                                                                 std::string_view room) const {
    if (room.empty()) return operation::Scope{operation::Scope::Kind::current};
    const Room* found = access_.find(caller.user(), room);
    if (found != nullptr) return operation::Scope{operation::Scope::Kind::room, found->id()};
    caller.refuse({Code::room_unknown});
    return std::nullopt;
}

std::optional<operation::Scope> ModerationCommands::wide_scope(const Caller& caller,
                                                               std::string_view room) const {
    if (room.empty() && server_roles_.is_operator(caller.user())) return operation::Scope{};
    return narrow_scope(caller, room);
}

Room* ModerationCommands::room_of(const Caller& caller, const operation::Scope& scope) {
    if (scope.kind == operation::Scope::Kind::server) return nullptr;
    return scope.kind == operation::Scope::Kind::current ? &caller.room() : rooms_.find(scope.room);
}

}  // namespace confab
