#include <algorithm>
#include <utility>
#include <vector>

#include "confab/core/rooms/room.hpp"
#include "confab/core/users/user_directory.hpp"
#include "room_fields.hpp"

namespace confab {

namespace {

// A member, and which of their rooms this is.
struct Place {
    UserId who;
    std::size_t number = 0;
    std::vector<std::size_t> talking{};  // the connections that talk there, in the order of the user's
    Membership membership{};

    template <class Archive, class Self>
    static void fields(Archive& archive, Self& self) {
        archive(self.who, self.number, self.talking, self.membership);
    }
};

Place place_of(const User& user, const Room& room) {
    const Membership& membership = *user.membership(room);
    Place place{user.id, static_cast<std::size_t>(&membership - user.rooms.data()), {}, membership};
    std::size_t number = 0;
    user.for_each_connection([&](const Connection& each) {
        if (each.current == &room) place.talking.push_back(number);
        ++number;
    });
    return place;
}

// Each connection that has to talks somewhere, and those that are not acted on know what they have read.
bool knows_rooms(const User& user) {
    bool knows = true;
    user.for_each_connection([&](const Connection& each) {
        knows = knows && (each.current != nullptr || (each.home != Home::always && user.rooms.empty()));
        if (&each != &user.connection)
            knows = knows && each.extras && each.extras->seen.size() == user.rooms.size();
    });
    return knows;
}

}  // namespace

// --- One room

template <class Archive, class Self>
void Room::fields(Archive& archive, Self& self) {
    archive(self.topic, self.rules, self.guests, self.maker, self.history, self.comings, self.asleep_,
            self.corrections, self.topic_mark.by, self.topic_mark.at);
}

void Room::save_members(snapshot::Writer& out) const {
    const bool sums = run != nullptr;
    out(sums);
    if (sums) out(run->began, *run);
    out(members_.size());
    for (const User* user : members_) out(place_of(*user, *this));
}

bool Room::load_members(snapshot::Reader& in, UserDirectory& users) {
    bool sums = false;
    MonoTime began{};
    in(sums);
    if (sums) {
        in(began);
        run = std::make_unique<Run>(began);
        in(*run);
    }
    std::size_t count = 0;
    in(count);
    in.expect(count <= in.left());
    while (in.ok() && members_.size() < count) in.expect(load_member(in, users));
    return in.ok();
}

// A user has as many rooms as they have places, so none is left out when all were read.
bool Room::load_member(snapshot::Reader& in, UserDirectory& users) {
    constexpr std::size_t max_rooms = 1 << 16;
    Place place;
    in(place);
    User* user = users.find(place.who);
    if (user == nullptr || place.number >= max_rooms || user->membership(*this) != nullptr) return false;
    if (user->rooms.size() <= place.number) user->rooms.resize(place.number + 1);
    Membership& membership = user->rooms[place.number];
    if (membership.room != nullptr) return false;
    membership = place.membership;
    membership.room = this;
    membership.index = static_cast<std::uint32_t>(members_.size());
    quiet_members += quiet_connections(*user);
    members_.push_back(user);
    return std::all_of(place.talking.begin(), place.talking.end(),
                       [&](std::size_t number) { return talks_here(*user, number); });
}

// False if it has no such connection, or one that talks elsewhere.
bool Room::talks_here(User& user, std::size_t number) {
    Connection* found = number == 0 ? &user.connection : nullptr;
    if (number > 0 && number < user.connections()) found = &(*user.others)[number - 1];
    return found != nullptr && std::exchange(found->current, this) == nullptr;
}

// --- All of them

template <class Archive, class Self>
void RoomDirectory::fields(Archive& archive, Self& self) {
    archive(self.free_slots_, self.last_serial_, self.remembered_, self.last_asleep_,
            self.last_id_of_others_);
}

void RoomDirectory::save(snapshot::Writer& out) const {
    fields(out, *this);
    out(by_key_.size());
    for (const auto& room : slots_) {
        if (!room) continue;
        out(room->id(), room->name(), room->last_id());
        Room::fields(out, *room);
        room->save_members(out);
    }
}

void RoomDirectory::forget_all() {
    by_key_.clear();
    private_ones_.clear();
    slots_.clear();
    lobby_ = nullptr;
    asleep_ = 0;
}

void RoomDirectory::load(snapshot::Reader& in, UserDirectory& users) {
    forget_all();
    fields(in, *this);
    std::size_t count = 0;
    in(count);
    in.expect(count <= in.left() && count > 0);
    slots_.resize(in.ok() ? count + free_slots_.size() : 0);
    while (in.ok() && by_key_.size() < count) in.expect(load_room(in, users));
    in.expect(knows_all_slots());
    users.for_each_connected([&](const User& user) {
        if (user.is_unnamed()) return in.expect(user.rooms.empty() && user.connection.current == nullptr);
        in.expect((!user.rooms.empty() || !user.needs_room()) && knows_rooms(user));
        for (const Membership& membership : user.rooms) in.expect(membership.room != nullptr);
    });
}

bool RoomDirectory::load_room(snapshot::Reader& in, UserDirectory& users) {
    RoomId id;
    RoomName name;
    std::uint64_t last_id = 0;
    in(id, name, last_id);
    const bool fits = id.slot < slots_.size() && !slots_[id.slot] && id && id.serial <= last_serial_;
    if (!in.ok() || !fits || name.key.empty() || find_by_key(name.key) != nullptr) return false;
    auto& room = slots_[id.slot] = std::make_unique<Room>(id, std::move(name), last_id);
    index(*room);
    if (room->is_lobby()) lobby_ = room.get();
    Room::fields(in, *room);
    if (room->asleep_ != 0) ++asleep_;
    return room->load_members(in, users);
}

// Each is a room's or free, and one is the lobby's.
bool RoomDirectory::knows_all_slots() const {
    std::vector<bool> free(slots_.size());
    for (const std::uint32_t slot : free_slots_) {
        if (slot >= slots_.size() || slots_[slot] || free[slot]) return false;
        free[slot] = true;
    }
    return lobby_ != nullptr;
}

}  // namespace confab
