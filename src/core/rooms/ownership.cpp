#include "confab/core/rooms/ownership.hpp"

#include <algorithm>
#include <utility>

#include "confab/core/rooms/access.hpp"
#include "confab/core/rooms/roles.hpp"

namespace confab {

namespace {

bool untouched(const Room& room) {
    const RoomRules& rules = *room.rules;
    return room.topic.empty() && room.history.size() == 0 && rules.keeps_history && !rules.unlisted &&
           !rules.moderated && !rules.by_invitation && !rules.topic_lock && rules.slow == 0 &&
           rules.key.empty() && rules.operators.empty() && rules.voices.empty() && rules.invited.empty() &&
           rules.tokens.empty();
}

}  // namespace

// --- Getting an owner

// The user that makes a room is its operator while they are there. A room that existed before, with what was
// said in it, gets no owner by that: that takes /room own.
void Ownership::made(Room& room, const User& user, bool is_new, Now now) {
    room.maker = source_of(user.connection.address);
    if (Roles::marked(user.id, room) != Role::room_operator) {
        room.guests_or_new().operators.push_back(user.id);
    }
    if (user.account == nullptr) return;
    if (!is_new) {
        return replies_.tell(user, {Code::room_has_no_owner, room.name().text}, now);
    }
    if (const std::size_t owned = rooms_of(*user.account); owned >= settings_.max_owned_rooms) {
        return replies_.tell(user, {Code::room_left_without_owner, owned, room.name().text}, now);
    }
    give_to(room, *user.account);
    replies_.tell(user, {Code::room_is_yours, room.name().text}, now);
}

std::size_t Ownership::rooms_of(const Account& account) const {
    std::size_t owned = 0;
    rooms_.for_each([&](const Room& room) {
        if (room.rules && room.rules->owner == account.id) ++owned;
    });
    return owned;
}

void Ownership::give_to(Room& room, const Account& account) {
    RoomRules& rules = room.rules_or_new();
    rules.owner = account.id;
    for (auto* list : {&rules.operators, &rules.voices, &rules.invited}) std::erase(*list, account.id);
    if (room.guests) {
        std::erase_if(room.guests->operators, [&](UserId id) {
            const User* user = users_.find(id);
            return user != nullptr && user->account == &account;
        });
    }
    records_.save(room);
}

Refusal Ownership::can_own(const Actor& actor, const Room& room, Now now) const {
    const std::string& name = room.name().text;
    if (room.is_lobby()) return {Code::lobby_cannot_be_owned, name};
    const Account* account = actor.user == nullptr ? nullptr : actor.user->account;
    if (room.owned()) {
        if (account != nullptr && room.rules->owner == account->id) return {Code::room_yours_already, name};
        return {Code::room_owned_by, name, owner_name(*room.rules)};
    }
    if (account == nullptr) return {Code::owner_needs_account};
    if (actor.role < Role::room_operator && has_operator(room, now)) return {Code::room_has_operator, name};
    const std::size_t owned = rooms_of(*account);
    if (owned < settings_.max_owned_rooms) return {};
    return {Code::owned_too_many, owned};
}

Outcome Ownership::own(const Actor& actor, Room& room, Now now) {
    if (Refusal why = can_own(actor, room, now)) return refused(std::move(why));
    const Account& account = *actor.user->account;
    if (Refusal why = visibility_.move_to(room, account)) return refused(std::move(why));
    give_to(room, account);
    changes_.tell(actor, room, Code::room_now_owned, now);
    return changes_.made(actor, room, "own", {Code::room_is_yours, room.name().text}, now);
}

// --- Losing it

// An ordinary room again, and nothing of it is kept but what was said.
void Ownership::let_go(Room& room) {
    records_.remove(room);
    sanctions_.forget_room(room.name().key);
    room.guests.reset();
    if (room.hidden()) {
        room.history.keep(0);
        room.topic.clear();
    }
    room.rules.reset();
    records_.save(room);
}

void Ownership::emptied(Room& room) {
    if (room.members().empty() && !room.is_lobby()) clean_up(room);
    rooms_.forget_if_empty(room);
}

// Of a room without an owner nothing stays but what was said, and the operators that may come back to it.
void Ownership::clean_up(Room& room) {
    const bool banned_from = sanctions_.of_room(room.name().key) != 0;
    if (room.owned()) {
        if (untouched(room) && !banned_from) let_go(room);
        return;
    }
    if (room.rules && !room.rules->keeps_history && !room.hidden()) return;  // until an operator ends that
    if (!room.rules) {
        if (banned_from) sanctions_.forget_room(room.name().key);
        if (room.guests && room.guests->absent.empty()) room.guests.reset();
        return;
    }
    std::unique_ptr<RoomGuests> guests = room.hidden() ? nullptr : std::move(room.guests);
    let_go(room);
    if (guests && !guests->absent.empty()) room.guests = std::move(guests);
}

Outcome Ownership::drop(const Actor& actor, Room& room, Now now) {
    if (Refusal why = Access::can_set_rules(actor, room, true)) return refused(std::move(why));
    if (!room.rules) return refused({Code::room_has_no_rules, room.name().text});
    if (room.hidden()) {
        if (Refusal why = visibility_.show(room)) return refused(std::move(why));
    }
    audit_.add(actor, "room", "", room.name().text, "drop", now);
    changes_.tell(actor, room, Code::room_given_up, now);
    Outcome dropped{true, {Code::room_dropped, room.name().text}};
    let_go(room);
    const bool stays = actor.user != nullptr && actor.user->membership(room) != nullptr;
    if (stays && !room.is_lobby()) {
        room.guests_or_new().operators.push_back(actor.user->id);  // as if they had made it
    }
    rooms_.forget_if_empty(room);
    return dropped;
}

void Ownership::owner_gone(AccountId account, Now now) {
    rooms_.for_each([&](Room& room) {
        if (!room.rules) return;
        RoomRules& rules = *room.rules;
        const auto named = std::erase(rules.operators, account) + std::erase(rules.voices, account) +
                           std::erase(rules.invited, account);
        if (rules.owner == account) return lose_owner(room, account, now);
        if (named != 0) records_.save(room);
    });
}

// What is private stays so, for those who are in it.
void Ownership::lose_owner(Room& room, AccountId account, Now now) {
    tell_owner_gone(room, account, now);
    if (room.hidden() && !room.members().empty()) {
        records_.remove(room);
        room.rules->owner = 0;
        return;
    }
    let_go(room);
    rooms_.forget_if_empty(room);
}

void Ownership::tell_owner_gone(const Room& room, AccountId account, Now now) {
    const Account* owner = accounts_.find(account);
    if (owner == nullptr) return;
    changes_.tell(from_outside(owner->name.text), room, Code::room_owner_gone, now);
}

std::string_view Ownership::owner_name(const RoomRules& rules) const {
    const Account* owner = accounts_.find(rules.owner);
    return owner == nullptr ? std::string_view() : std::string_view(owner->name.text);
}

}  // namespace confab
