// How many bans and mutes there may be. Rooms have at most half of all, so that nobody can keep server
// operators from acting by owning some; and the owner of rooms has a tenth, in all of them together.
#include <algorithm>

#include "moderation_target.hpp"

namespace confab {

namespace {

std::size_t part(std::size_t all, std::size_t divided_by) {
    return std::max<std::size_t>(1, all / divided_by);
}

AccountId owner_of(const Room& room) { return room.rules ? room.rules->owner : 0; }

// Of one owner. Rooms without an owner are one person's if they were made from one place.
bool of_one_person(const Room& a, const Room& b, const ChatSettings& settings) {
    if (&a == &b) return true;
    if (owner_of(a) != owner_of(b)) return false;
    return owner_of(a) != 0 || (a.maker && a.maker == b.maker && !settings.is_exempt(a.maker->address));
}

}  // namespace

Moderation::Shares Moderation::shares() const {
    const std::size_t all = settings_.max_sanctions;
    return {.rooms = part(all, 2), .person = part(all, 10)};
}

std::size_t Moderation::of_the_same_person(const Room& room) const {
    std::size_t count = 0;
    sanctions_.for_each_room([&](const RoomKey& key, std::size_t those) {
        const Room* other = rooms_.find_by_key(key);
        if (other != nullptr && of_one_person(*other, room, settings_)) count += those;
    });
    return count;
}

Refusal Moderation::too_many(const Actor& actor, const Room* room, std::size_t more) const {
    if (sanctions_.size() + more > settings_.max_sanctions) {
        return {Code::sanctions_full, sanctions_.size(), at_tool(actor)};
    }
    if (room == nullptr) return {};
    return too_many_there(actor, *room, more);
}

// Those that are over go first.
Refusal Moderation::make_room(const Actor& actor, const Room* room, std::size_t more, Now now) {
    Refusal full = too_many(actor, room, more);
    while (full && sweep(now)) full = too_many(actor, room, more);
    if (full && room != nullptr) tell_owner_full(actor, *room, full, now);
    return full;
}

// The shares are for those who have nothing to say outside of their rooms.
Refusal Moderation::too_many_there(const Actor& actor, const Room& room, std::size_t more) const {
    const std::size_t there = sanctions_.of_room(room.name().key);
    if (there + more > SanctionRegister::max_of_a_room) {
        return {Code::sanctions_full_in_room, room.name().text, there, at_tool(actor)};
    }
    if (actor.role == Role::server_operator) return {};
    if (const std::size_t theirs = of_the_same_person(room); theirs + more > shares().person) {
        return {Code::sanctions_full_of_owner, room.name().text, theirs};
    }
    if (sanctions_.of_rooms() + more <= shares().rooms) return {};
    return {Code::sanctions_full_of_rooms, sanctions_.of_rooms()};
}

// Once, until one of them is lifted: its operators could make a flood of it.
void Moderation::tell_owner_full(const Actor& actor, const Room& room, const Refusal& full, Now now) {
    const AccountId owner = owner_of(room);
    if (owner == 0 || !sanctions_.note_full(room.name().key)) return;
    users_.for_each([&](User& user) {
        if (user.account == nullptr || user.account->id != owner || &user == actor.user) return;
        replies_.tell(user, {Code::operator_could_not_act, actor.name, room.name().text}, now);
        replies_.tell(user, full, now);
    });
}

}  // namespace confab
