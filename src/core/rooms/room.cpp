#include "confab/core/rooms/room.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace confab {

namespace {

constexpr std::size_t history_remembered = 20;  // lines of a room that nobody is in

std::pair<std::string, AccountId> private_place(const RoomKey& key) {
    return {std::string(key.base()), key.owner()};
}

}  // namespace

std::size_t Room::quiet_connections(const User& user) {
    std::size_t quiet = 0;
    user.for_each_connection(
        [&](const Connection& each) { quiet += each.view.quiet == Quiet::on ? 1U : 0U; });
    return quiet;
}

Membership& Room::add(User& user) {
    assert(user.membership(*this) == nullptr);
    members_.push_back(&user);
    user.rooms.push_back({.room = this,
                          .index = static_cast<std::uint32_t>(members_.size() - 1),
                          .seen = static_cast<std::uint32_t>(last_id_)});
    if (user.others) {
        for (Connection& other : *user.others) other.more().seen.push_back(user.rooms.back().seen);
    }
    quiet_members += quiet_connections(user);
    return user.rooms.back();
}

void Room::remove(User& user) {
    Membership* membership = user.membership(*this);
    assert(membership != nullptr);

    // The last member takes the free place, so leaving costs the same in any room.
    User* last = members_.back();
    members_[membership->index] = last;
    last->membership(*this)->index = membership->index;
    members_.pop_back();
    quiet_members -= quiet_connections(user);
    const auto place = membership - user.rooms.data();
    if (user.others) {
        for (Connection& other : *user.others) other.extras->seen.erase(other.extras->seen.begin() + place);
    }
    user.rooms.erase(user.rooms.begin() + place);
}

RoomDirectory::RoomDirectory(RoomName lobby) : lobby_(&make(std::move(lobby))) {}

Room* RoomDirectory::find(RoomId id) {
    if (id.slot >= slots_.size() || !slots_[id.slot]) return nullptr;
    Room* room = slots_[id.slot].get();
    return room->id() == id ? room : nullptr;
}

Room* RoomDirectory::find_by_key(const RoomKey& key) {
    const auto found = by_key_.find(key);
    return found == by_key_.end() ? nullptr : *found;
}

Room& RoomDirectory::make(RoomName name) {
    if (free_slots_.empty()) {
        free_slots_.push_back(static_cast<std::uint32_t>(slots_.size()));
        slots_.emplace_back();
    }
    const RoomId id{free_slots_.back(), ++last_serial_};
    free_slots_.pop_back();
    auto room = std::make_unique<Room>(id, std::move(name), last_id_of_others_);
    index(*room);
    return *(slots_[id.slot] = std::move(room));
}

void RoomDirectory::index(Room& room) {
    const RoomKey& key = room.name().key;
    by_key_.insert(&room);
    if (key.is_private()) private_ones_.emplace(private_place(key), &room);
}

void RoomDirectory::unindex(const Room& room) {
    const RoomKey& key = room.name().key;
    by_key_.erase(by_key_.find(key));
    if (key.is_private()) private_ones_.erase(private_place(key));
}

void RoomDirectory::forget_if_empty(Room& room) {
    if (&room == lobby_ || room.rules || room.asleep_ != 0 || !room.members().empty()) return;
    if (remembered_most_ == 0 || room.last_id() == 0 || room.name().key.is_private()) return forget(room);
    room.asleep_ = ++last_asleep_;
    room.topic.clear();
    room.history.keep(history_remembered);
    remembered_.emplace_back(room.id(), room.asleep_);
    ++asleep_;
    while (asleep_ > remembered_most_ || remembered_.size() > 2 * remembered_most_) {
        const auto [oldest, number] = remembered_.front();
        remembered_.pop_front();
        Room* candidate = find(oldest);
        if (candidate == nullptr || candidate->asleep_ != number) continue;
        wake(*candidate);
        forget(*candidate);
    }
}

void RoomDirectory::wake(Room& room) {
    if (std::exchange(room.asleep_, 0) != 0) --asleep_;
}

void RoomDirectory::forget(Room& room) {
    if (remembered_most_ != 0) ids_above(room.last_id());
    const std::uint32_t slot = room.id().slot;
    unindex(room);
    slots_[slot].reset();
    free_slots_.push_back(slot);
}

// No later message of any room under either key has an id that was given under it before. What is unread
// stays as many.
void RoomDirectory::change_key(Room& room, RoomKey key) {
    if (Room* asleep = find_by_key(key)) {
        wake(*asleep);
        last_id_of_others_ = std::max(last_id_of_others_, asleep->last_id());
        forget(*asleep);
    }
    ids_above(room.last_id());
    const auto more = static_cast<std::uint32_t>(last_id_of_others_ - room.last_id_);
    for (User* member : room.members_) {
        Membership& membership = *member->membership(room);
        membership.seen += more;
        if (!member->others) continue;
        const auto place = static_cast<std::size_t>(&membership - member->rooms.data());
        for (Connection& other : *member->others) other.extras->seen[place] += more;
    }
    room.last_id_ = last_id_of_others_;
    unindex(room);
    room.name_.key = std::move(key);
    index(room);
}

Room& RoomDirectory::restore(RoomName name, std::uint64_t last_id) {
    Room* room = find_by_key(name.key);
    if (room == nullptr) room = &make(std::move(name));
    room->last_id_ = std::max(room->last_id_, last_id);
    return *room;
}

}  // namespace confab
