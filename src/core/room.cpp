#include "confab/core/room.hpp"

#include <algorithm>
#include <cassert>

namespace confab {

Membership& Room::add(Client& client) {
    assert(client.membership(*this) == nullptr);
    members_.push_back(&client);
    client.rooms.push_back({.room = this,
                            .index = static_cast<std::uint32_t>(members_.size() - 1),
                            .seen = static_cast<std::uint32_t>(last_id_)});
    if (client.view.quiet == Quiet::on) ++quiet_members;
    return client.rooms.back();
}

void Room::remove(Client& client) {
    Membership* membership = client.membership(*this);
    assert(membership != nullptr);

    // The last member takes the free place, so leaving costs the same in any room.
    Client* last = members_.back();
    members_[membership->index] = last;
    last->membership(*this)->index = membership->index;
    members_.pop_back();
    if (client.view.quiet == Quiet::on) --quiet_members;
    client.rooms.erase(client.rooms.begin() + (membership - client.rooms.data()));
}

Rooms::Rooms(Name lobby) : lobby_(&make(std::move(lobby))) {}

Room* Rooms::find(RoomId id) {
    if (id.slot >= slots_.size() || !slots_[id.slot]) return nullptr;
    Room* room = slots_[id.slot].get();
    return room->id() == id ? room : nullptr;
}

Room* Rooms::find_by_key(std::string_view key) {
    const auto found = by_key_.find(key);
    return found == by_key_.end() ? nullptr : found->second;
}

Room& Rooms::make(Name name) {
    if (free_slots_.empty()) {
        free_slots_.push_back(static_cast<std::uint32_t>(slots_.size()));
        slots_.emplace_back();
    }
    const RoomId id{free_slots_.back(), ++last_serial_};
    free_slots_.pop_back();
    auto room = std::make_unique<Room>(id, std::move(name));
    by_key_.emplace(room->name().key, room.get());
    return *(slots_[id.slot] = std::move(room));
}

void Rooms::forget_if_empty(Room& room) {
    if (&room == lobby_ || !room.members().empty()) return;
    const std::uint32_t slot = room.id().slot;
    by_key_.erase(room.name().key);
    slots_[slot].reset();
    free_slots_.push_back(slot);
}

}  // namespace confab
