#include "confab/core/operations/room_operations.hpp"

namespace confab {

void RoomOperations::apply(const operation::Join& what, User& user, Now now) {
    memberships_.join(user, what.room, what.word, now);
}

void RoomOperations::apply(const operation::Accept& what, User& user, Now now) {
    memberships_.accept(user, what.room, now);
}

Outcome RoomOperations::apply(const operation::Leave& what, User& user, Now now) {
    Room* room = what.room.empty() ? user.connection.current : access_.find(user, what.room);
    if (room == nullptr || user.membership(*room) == nullptr) {
        const std::string_view name = what.room;
        return refused({Code::not_in_room, name.substr(name.starts_with('#') ? 1 : 0)});
    }
    const bool stays = user.rooms.size() == 1 && user.needs_room();
    if (stays && room == &rooms_.lobby()) return refused({Code::only_in_lobby});
    memberships_.leave(user, *room, now);
    return {};
}

// One that they are in; null if they are in none, or not in that one.
Room* RoomOperations::place(const User& user, RoomId which) {
    Room* room = which ? rooms_.find(which) : user.connection.current;
    return room == nullptr || user.membership(*room) == nullptr ? nullptr : room;
}

Refusal RoomOperations::apply(const operation::SetTopic& what, User& user, Now now) {
    Room* room = place(user, what.room);
    return room == nullptr ? Refusal(Code::in_no_room) : topics_.set(user, *room, what.text, now);
}

Outcome RoomOperations::apply(const operation::SetRoom& what, User& user, Now now) {
    if (Refusal why = access_.can_take_part(user)) return refused(std::move(why));
    Room* room = place(user, what.room);
    if (room == nullptr) return refused({Code::in_no_room});
    return set(what, roles_.actor(user, room), *room, now);
}

Outcome RoomOperations::set(const operation::SetRoom& what, const Actor& actor, Room& room, Now now) {
    using Rule = operation::SetRoom::Rule;
    switch (what.rule) {
        case Rule::moderated: return settings_.set_moderated(actor, room, what.on, now);
        case Rule::history: return settings_.set_history(actor, room, what.on, now);
        case Rule::slow: return settings_.set_slow(actor, room, what.seconds, now);
        case Rule::key: return settings_.set_key(actor, room, what.word, now);
        case Rule::hidden: return settings_.set_private(actor, room, what.on, now);
        case Rule::by_invitation: return settings_.set_by_invitation(actor, room, what.on, now);
        case Rule::topic_lock: return settings_.set_topic_lock(actor, room, what.on, now);
        case Rule::own: return ownership_.own(actor, room, now);
        case Rule::drop: return ownership_.drop(actor, room, now);
    }
    return {};
}

Outcome RoomOperations::apply(const operation::Grant& what, User& user, Now now) {
    const bool invites = what.kind == GrantKind::invited && what.on;
    if (Refusal why = invites ? access_.can_talk(user, now) : access_.can_take_part(user))
        return refused(std::move(why));
    Room* room = place(user, what.room);
    if (room == nullptr) return refused({Code::in_no_room});
    return grants_.set(roles_.actor(user, room), *room, what.kind, what.on, what.whom, now);
}

Outcome RoomOperations::apply(const operation::AddToken& what, User& user, Now now) {
    if (Refusal why = access_.can_take_part(user)) return refused(std::move(why));
    Room* room = user.connection.current;
    if (room == nullptr) return refused({Code::in_no_room});
    return tokens_.add(roles_.actor(user, room), *room, what.name, what.digest, now);
}

Outcome RoomOperations::apply(const operation::RemoveToken& what, User& user, Now now) {
    Room* room = user.connection.current;
    if (room == nullptr) return refused({Code::in_no_room});
    return tokens_.remove(roles_.actor(user, room), *room, what.key, now);
}

Refusal RoomOperations::apply(const operation::Post& what, Now now) {
    const PostingTokens::Found found = tokens_.find(what.digest, what.room);
    if (found.token == nullptr) return {Code::token_wrong};
    if (Refusal why = tokens_.can_post(*found.room, *found.token, now)) return why;
    posting_.say_by(*found.token, tokens_.maker_of(*found.token), *found.room, what.text, now);
    return {};
}

}  // namespace confab
