// All bans and mutes, found by the person they are for. It saves what changes in it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "confab/base/ids.hpp"
#include "confab/base/room_key.hpp"
#include "confab/base/snapshot/forward.hpp"
#include "confab/base/time.hpp"
#include "confab/core/ports/state_store.hpp"
#include "confab/core/sanctions/sanction.hpp"

namespace confab {

// The person that one asks about. What is not known is left empty.
struct Subject {
    std::string_view name_key{};
    AccountId account = 0;
    UserId user{};
    Address address{};
    std::uint64_t at_login = 0;  // the last sanction there was when they logged in
};

// Where a sanction holds. Everyone in the whole server, or in one room.
class SanctionRegister {
  public:
    static constexpr std::size_t max_of_a_room = 500;

    // `state` outlives it.
    explicit SanctionRegister(StateStore& state) : state_(state) {}

    // At the start.
    void load(std::vector<Sanction> sanctions, std::uint64_t last);
    // Gives it its id. `user`: the person it is for if they are here, so that another name does not help.
    Sanction add(Sanction sanction, UserId user = {});
    // Puts another in the place of the one with its id, which is there.
    void replace(Sanction sanction);
    void remove(std::uint64_t id);
    // Removes those that are over, a few at a time. True if there were some. Until then they are passed over
    // wherever somebody asks.
    bool sweep(Now now);

    // The account is no more; what held it holds the name from then on.
    void account_gone(const Account& account);
    void rename_room(const RoomKey& before, const RoomKey& after);
    void forget_room(const RoomKey& key);
    // The room can have no more. True the first time since one of its sanctions was removed.
    bool note_full(const RoomKey& room_key) { return told_full_.insert(room_key).second; }

    const Sanction* find(std::uint64_t id) const;
    // Is it for that connection, whatever its name?
    bool is_for(std::uint64_t id, UserId user) const;
    // The ids of those that are for that connection, whatever its name.
    std::vector<std::uint64_t> of_user(UserId user) const;
    // It is for that connection too from now on, and for none before. Nothing if it was lifted.
    void hold(std::uint64_t id, UserId user);
    // What is for `before` is for `after` from now on.
    void follow(UserId before, UserId after);
    // One that holds now, of that kind, for `whom` in that room (none(): the whole server). A network counts
    // for a person with an account too if they are banned from the whole server, or logged in after it was
    // imposed.
    const Sanction* against(const Subject& whom, Sanction::Kind kind, const RoomKey& room_key, Now now) const;
    std::size_t size() const { return all_.size(); }
    bool any(Sanction::Kind kind) const { return count_[kind == Sanction::Kind::mute ? 1 : 0] != 0; }
    std::size_t of_room(const RoomKey& room_key) const;
    std::size_t of_rooms() const { return of_rooms_; }
    std::uint64_t last() const { return last_; }  // id given

    template <class F>  // in the order of their ids; `f` does not change anything here
    void for_each(F&& f) const {
        for (const auto& [id, held] : all_) f(held.sanction);
    }

    template <class F>  // the keys of rooms, and how many they have
    void for_each_room(F&& f) const {
        for (const auto& [key, count] : rooms_) f(key, count);
    }

    void save(snapshot::Writer& out) const;
    void load(snapshot::Reader& in);

  private:
    struct Held {
        Sanction sanction;
        UserId user;

        template <class Archive, class Self>
        static void fields(Archive& archive, Self& self) {
            archive(self.sanction, self.user);
        }
    };
    // Ids in order, by what index_key() gives: of several sanctions the oldest is told.
    using Index = std::unordered_map<std::string, std::vector<std::uint64_t>>;

    void put(Sanction sanction, UserId user);
    void take_out(std::uint64_t id);
    void index(const std::string& key, std::uint64_t id);
    void unindex(const std::string& key, std::uint64_t id);
    const std::vector<std::uint64_t>& indexed(const std::string& key) const;
    std::vector<std::uint64_t> over(Now now, std::size_t most) const;
    const Sanction* first(const std::string& key, Sanction::Kind kind, const RoomKey& room_key,
                          const Subject& whom, Now now) const;

    StateStore& state_;
    std::map<std::uint64_t, Held> all_;
    Index index_;
    std::map<std::uint8_t, std::size_t> bits_;  // of the networks there are, and how many have as many
    std::set<std::pair<WallTime, std::uint64_t>> ends_;  // of those that end
    std::unordered_map<RoomKey, std::size_t> rooms_;
    std::size_t of_rooms_ = 0;
    std::size_t count_[2] = {0, 0};  // bans, mutes
    std::uint64_t last_ = 0;
    std::unordered_set<RoomKey> told_full_;  // rooms whose owners know that they are full
};

}  // namespace confab
