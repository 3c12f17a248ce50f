// One room: its members, what was said, and what is still to be told of comings and goings.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "confab/base/address.hpp"
#include "confab/base/ids.hpp"
#include "confab/base/room_key.hpp"
#include "confab/base/snapshot/forward.hpp"
#include "confab/base/time.hpp"
#include "confab/core/rooms/corrections.hpp"
#include "confab/core/rooms/message_ring.hpp"
#include "confab/core/rooms/room_guests.hpp"
#include "confab/core/rooms/room_rules.hpp"
#include "confab/core/rooms/run.hpp"
#include "confab/core/users/user.hpp"

namespace confab {

class UserDirectory;

// Rooms above this many members are told of comings and goings in sums.
inline constexpr std::size_t large_room = 50;

// What happened in a room since its last summary.
struct Comings {
    std::uint32_t joined = 0;
    std::uint32_t left = 0;
    MonoTime due{};  // when to tell
    bool empty() const { return joined == 0 && left == 0; }
};

class Room {
  public:
    // `last_id`: the next message gets a larger one.
    Room(RoomId id, RoomName name, std::uint64_t last_id = 0)
        : id_(id), name_(std::move(name)), last_id_(last_id) {}

    RoomId id() const { return id_; }
    const RoomName& name() const { return name_; }
    const std::vector<User*>& members() const { return members_; }
    bool is_lobby() const { return id_.serial == 1; }
    // Rooms that not everybody sees have private keys: see access.hpp.
    bool hidden() const { return rules && rules->unlisted; }
    bool owned() const { return rules && rules->owner != 0; }
    bool has_key() const { return rules && !rules->key.empty(); }
    // A public room that is only remembered does not exist for anyone.
    bool exists() const { return !members_.empty() || rules || is_lobby(); }
    bool large() const { return members_.size() > large_room; }

    // Membership is symmetric: these two change the room's list and the user's at once.
    Membership& add(User& user);
    void remove(User& user);

    RoomRules& rules_or_new() {
        if (!rules) rules = std::make_unique<RoomRules>();
        return *rules;
    }
    RoomGuests& guests_or_new() {
        if (!guests) guests = std::make_unique<RoomGuests>();
        return *guests;
    }

    std::uint64_t next_id() { return ++last_id_; }
    std::uint64_t last_id() const { return last_id_; }  // 0: nothing was said yet

    std::string topic;
    TopicMark topic_mark;
    std::unique_ptr<RoomRules> rules;    // of a room that is somebody's own, or has rules
    std::unique_ptr<RoomGuests> guests;  // what guests may do; operators alone need no rules
    std::optional<Network> maker;        // the source of the user that made it; nothing at the start
    MessageRing history;
    std::vector<Correction> corrections;  // the last ones, in order
    Comings comings;                      // of a large room, for those who see all; due while not empty
    std::unique_ptr<Run> run;             // what the quiet ones are told when it is over
    std::size_t quiet_members = 0;        // connections of members with Quiet::on

  private:
    RoomId id_;
    RoomName name_;
    friend class RoomDirectory;

    template <class Archive, class Self>
    static void fields(Archive& archive, Self& self);
    void save_members(snapshot::Writer& out) const;
    bool load_members(snapshot::Reader& in, UserDirectory& users);
    bool load_member(snapshot::Reader& in, UserDirectory& users);
    bool talks_here(User& user, std::size_t number);
    static std::size_t quiet_connections(const User& user);

    std::vector<User*> members_;
    std::uint64_t last_id_ = 0;
    std::uint64_t asleep_ = 0;  // nobody is in it, and it is among those remembered: its number there
};

// The rooms there are, by name. A room lives as long as somebody is in it or it is somebody's own, the
// lobby for ever. Where messages last, what was said is still there when somebody comes back: a room that
// nobody is in is remembered then, the latest `remember` of them; nobody is shown that it is.
class RoomDirectory {
  public:
    explicit RoomDirectory(RoomName lobby);

    Room& lobby() { return *lobby_; }
    Room* find(RoomId id);
    Room* find_by_key(const RoomKey& key);
    Room& make(RoomName name);         // the key must be free
    void forget_if_empty(Room& room);  // `room` may be gone afterwards
    void remember(std::size_t most) { remembered_most_ = most; }
    void wake(Room& room);  // before somebody comes in
    // At the start: a room as it was. The key must be free, but for the lobby's.
    Room& restore(RoomName name, std::uint64_t last_id);
    // Another key, which no room has that anybody is in or that has rules.
    void change_key(Room& room, RoomKey key);
    // No message of a room that is made has such an id, or a smaller one.
    void ids_above(std::uint64_t id) { last_id_of_others_ = std::max(last_id_of_others_, id); }

    std::size_t size() const { return by_key_.size(); }
    std::size_t awake() const { return by_key_.size() - asleep_; }

    // The rooms with a private key of that base, if they are hidden, in the order of the owners in the keys.
    template <class F>
    void for_each_hidden(std::string_view base, F&& f) {
        auto entry = private_ones_.lower_bound({std::string(base), 0});
        for (; entry != private_ones_.end() && entry->first.first == base; ++entry) {
            if (entry->second->hidden()) f(*entry->second);
        }
    }
    template <class F>
    void for_each(F&& f) {
        for (auto& room : slots_) {
            if (room) f(*room);
        }
    }

    // With the places of people in them.
    void save(snapshot::Writer& out) const;
    void load(snapshot::Reader& in, UserDirectory& users);

  private:
    template <class Archive, class Self>
    static void fields(Archive& archive, Self& self);
    bool load_room(snapshot::Reader& in, UserDirectory& users);
    bool knows_all_slots() const;
    void forget_all();

    std::vector<std::unique_ptr<Room>> slots_;
    std::vector<std::uint32_t> free_slots_;
    // Rooms are found by the key they have themselves.
    struct Key {
        using is_transparent = void;
        static const RoomKey& of(const RoomKey& key) { return key; }
        static const RoomKey& of(const Room* room) { return room->name().key; }
    };
    struct KeyHash : Key {
        std::size_t operator()(const auto& one) const { return std::hash<RoomKey>()(of(one)); }
    };
    struct SameKey : Key {
        bool operator()(const auto& a, const auto& b) const { return of(a) == of(b); }
    };
    std::unordered_set<Room*, KeyHash, SameKey> by_key_;
    std::map<std::pair<std::string, AccountId>, Room*> private_ones_;  // by base and owner of the key
    void index(Room& room);
    void unindex(const Room& room);
    void forget(Room& room);

    std::uint32_t last_serial_ = 0;
    std::size_t remembered_most_ = 0;
    std::deque<std::pair<RoomId, std::uint64_t>> remembered_;  // some have been woken since
    std::size_t asleep_ = 0;
    std::uint64_t last_asleep_ = 0;
    std::uint64_t last_id_of_others_ = 0;
    Room* lobby_;
};

}  // namespace confab
