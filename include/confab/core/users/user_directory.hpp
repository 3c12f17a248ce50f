// All connected users, by id and by name. It owns them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <set>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "confab/base/ids.hpp"
#include "confab/base/snapshot/forward.hpp"
#include "confab/core/users/account_directory.hpp"
#include "confab/core/users/user.hpp"

namespace confab {

// Names are unique by their key, always: names_ holds those users of slots_ that have one.
class UserDirectory {
  public:
    // `id` must not be in use, nor its slot, nor the name. The reference lives until remove().
    User& add(ClientId id, Name name, std::uint32_t guest_number);
    // A user without a name: for_each() and the names leave them out, until rename().
    User& add_unnamed(ClientId id);
    // With all connections.
    void remove(UserId id);
    // Gives `to` the connection that `from` acts on. If it is the only one, `from` is gone then; they must be
    // in no room.
    void move_connection(User& from, User& to);
    // One more of `user`, whose slot is not in use; it is not acted on yet.
    void add_connection(User& user, Connection added);
    // `user` has another one.
    void remove_connection(User& user, ClientId id);

    User* find(UserId id);
    // Whose connection it is.
    User* find(ClientId id) {
        User* user = id.slot < by_connection_.size() ? by_connection_[id.slot] : nullptr;
        const bool theirs =
            user != nullptr && (user->connection.id == id || user->find_connection(id) != nullptr);
        return theirs ? user : nullptr;
    }
    User* find_by_key(std::string_view key);
    bool holds(std::string_view key) const { return names_.contains(key); }

    // The new key must be free, or be the user's own.
    void rename(User& user, Name name);

    // The lowest number that no guest has. It stays taken until that user renames or leaves.
    std::uint32_t take_guest_number();
    // That very number, as after a crash; false if another guest has it.
    bool claim_guest_number(std::uint32_t number);
    void give_back_guest_number(std::uint32_t number) { free_guest_numbers_.insert(number); }

    std::size_t size() const { return names_.size(); }
    std::size_t connections() const { return connections_; }

    template <class F>
    void for_each(F&& f) {
        for (auto& user : slots_) {
            if (user && !user->is_unnamed()) f(*user);
        }
    }
    // Also those who have no name yet.
    template <class F>
    void for_each_connected(F&& f) {
        for (auto& user : slots_) {
            if (user) f(*user);
        }
    }

    // What each of them is, but for their places in rooms: RoomDirectory has those.
    void save(snapshot::Writer& out) const;
    void load(snapshot::Reader& in, AccountDirectory& accounts);

  private:
    // Users are found by the key they have themselves, so that the map adds little to each.
    struct KeyOf {
        using is_transparent = void;
        static std::string_view key(std::string_view text) { return text; }
        static std::string_view key(const User* user) { return user->name.key; }
    };
    struct Hash : KeyOf {
        std::size_t operator()(const auto& of) const { return std::hash<std::string_view>()(key(of)); }
    };
    struct Equal : KeyOf {
        bool operator()(const auto& a, const auto& b) const { return key(a) == key(b); }
    };

    bool take(std::unique_ptr<User> user);
    bool take_connections(User& user);
    bool knows_all_slots() const;
    std::size_t all() const { return slots_.size() - free_slots_.size(); }
    User& add(ClientId id);

    std::vector<std::unique_ptr<User>> slots_;  // by UserId
    std::vector<std::uint32_t> free_slots_;
    std::uint32_t last_serial_ = 0;
    std::vector<User*> by_connection_;  // by the slot of the ClientId
    std::size_t connections_ = 0;
    std::unordered_set<User*, Hash, Equal> names_;
    std::set<std::uint32_t> free_guest_numbers_;
    std::uint32_t next_guest_number_ = 1;
};

}  // namespace confab
