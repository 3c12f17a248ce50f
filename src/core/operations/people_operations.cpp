#include "confab/core/operations/people_operations.hpp"

#include "confab/core/users/sending.hpp"

namespace confab {

Refusal PeopleOperations::apply(const operation::Say& what, User& user, Now now) {
    note_active(user, now);
    Room* room = what.room ? room_of(user, what.room) : user.connection.current;
    if (room == nullptr) return {Code::in_no_room};
    return posting_.say(user, *room, what.type, what.text, now);
}

void PeopleOperations::note_active(User& user, Now now) {
    user.connection.last_active = now.mono;
    if (user.others) share_sending(events_, user, now);
    saves_.touched(user, now);
}

// Null if the user is not in it any more.
Room* PeopleOperations::room_of(const User& user, RoomId id) {
    Room* room = rooms_.find(id);
    return room == nullptr || user.membership(*room) == nullptr ? nullptr : room;
}

Refusal PeopleOperations::apply(const operation::Answer& what, User& user, Now now) {
    Room* room = room_of(user, what.room);
    if (room == nullptr) return {Code::message_unknown};
    note_active(user, now);
    return posting_.answer(user, *room, what.to, what.text, now);
}

Refusal PeopleOperations::apply(const operation::Edit& what, User& user, Now now) {
    Room* room = room_of(user, what.room);
    if (room == nullptr) return {Code::message_unknown};
    return editing_.edit(user, *room, what.id, what.text, now);
}

Refusal PeopleOperations::apply(const operation::Delete& what, User& user, Now now) {
    Room* room = room_of(user, what.room);
    if (room == nullptr) return {Code::message_unknown};
    return editing_.remove(user, *room, what.id, now);
}

void PeopleOperations::apply(const operation::Wrote& what, User& user, Now now) {
    if (User* to = users_.find(what.to)) posting_.note_exchange(user, *to, now);
}

Refusal PeopleOperations::apply(const operation::Rename& what, User& user, Now now) {
    return authentication_.take_name(user, what.name, now);
}

Outcome PeopleOperations::apply(const operation::SetAway& what, User& user, Now now) {
    if (!what.away && (!user.extras || !user.extras->away)) return {true, {Code::you_were_not_away}};
    const Refusal refusal = access_.can_talk(user, now);
    if (!what.text.empty() && refusal) return refused(refusal);

    UserExtras& extras = user.more();
    extras.away = what.away;
    extras.away_text = what.text;
    events_.person_changed(user.id, PersonChange::away);
    return {true, what.away ? Reply(Code::you_are_away, what.text) : Reply(Code::you_are_back)};
}

Outcome PeopleOperations::apply(const operation::Ignore& what, User& user, Now /*now*/) {
    if (!what.on) {
        if (!ignores_.remove(user, what.whom.key)) return refused({Code::not_ignored, what.whom.text});
        return {true, {Code::unignored, what.whom.text}};
    }
    const User* other = users_.find_by_key(what.whom.key);
    const PostingToken* token = tokens_.find_by_key(what.whom.key);
    if (other == nullptr && token == nullptr) return refused({Code::nobody_here_called, what.whom.text});
    if (other == &user) return refused({Code::ignore_yourself});
    if (user.more().ignores.size() >= Ignores::max_per_user) {
        return refused({Code::ignored_too_many, Ignores::max_per_user});
    }
    const Name& name = other == nullptr ? token->name : other->name;
    ignores_.add(user, name);
    return {true, {Code::ignored, name.text}};
}

}  // namespace confab
