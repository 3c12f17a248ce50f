#include "moderation_commands.hpp"

#include "confab/base/term.hpp"
#include "confab/core/moderation/moderation.hpp"

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
    const auto room = scope(caller, arguments[0]);
    if (!room) return;
    const Actor actor = roles_.actor(caller.user(), *room);
    caller.tell_outcome(moderation_.kick(actor, *room, arguments[1], arguments[2], now));
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
    const auto room = wide_scope(caller, arguments[0]);
    if (!room) return;
    const Actor actor = roles_.actor(caller.user(), *room);
    if (actor.role < Role::room_operator) return caller.refuse({Code::bans_need_operator});

    const RoomKey key = *room == nullptr ? RoomKey::none() : (*room)->name().key;
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
    const Actor actor = roles_.actor(caller.user(), nullptr);
    caller.tell_outcome(moderation_.set_lockdown(actor, arguments.is_on(0), now));
}

void ModerationCommands::impose(const Caller& caller, const Arguments& arguments, Sanction::Kind kind,
                                Now now) {
    const auto room = wide_scope(caller, arguments[0]);
    if (!room) return;
    const Term term = parse_term(arguments.behind(1));
    if (term.bad_time) return caller.refuse({Code::duration_unknown, *term.bad_time});

    const Order order{
        .kind = kind, .room = *room, .target = arguments[1], .time = term.time, .reason = term.reason};
    caller.tell_outcome(moderation_.impose(roles_.actor(caller.user(), *room), order, now));
}

void ModerationCommands::lift(const Caller& caller, const Arguments& arguments, Sanction::Kind kind,
                              Now now) {
    const auto room = wide_scope(caller, arguments[0]);
    if (!room) return;
    const Actor actor = roles_.actor(caller.user(), *room);
    caller.tell_outcome(moderation_.lift(actor, kind, *room, arguments[1], now));
}

std::optional<Room*> ModerationCommands::scope(const Caller& caller, std::string_view room) {
    if (room.empty()) return &caller.room();
    Room* found = access_.find(caller.user(), room);
    if (found != nullptr) return found;
    caller.refuse({Code::room_unknown});
    return std::nullopt;
}

std::optional<Room*> ModerationCommands::wide_scope(const Caller& caller, std::string_view room) {
    if (room.empty() && server_roles_.is_operator(caller.user())) return nullptr;
    return scope(caller, room);
}

}  // namespace confab
