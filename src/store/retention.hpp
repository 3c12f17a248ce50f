// What history.db gets rid of, a slice at a time so that no commit waits long for it: what is older or more
// than is to be kept, and what somebody had removed.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "confab/core/users/account.hpp"
#include "deleted.hpp"
#include "history_rows.hpp"

namespace confab::store {

struct KeepRules {
    Milliseconds age{0};      // 0: no limit
    std::uint64_t lines = 0;  // of a room: its last ones by id; 0: no limit
};

// One walk over all rooms.
class Retention {
  public:
    // `by_age`: the clock is believed; else nothing goes because it is too old.
    Retention(Database& database, HistoryRows& rows, KeepRules rules, WallTime now, bool by_age,
              Deleted& deleted);
    // False: it is over. Throws StorageError.
    bool slice();

  private:
    struct Due {
        std::int64_t number;
        std::uint64_t last_id;
    };
    struct Going {
        std::vector<std::int64_t> places;
        std::uint64_t too_old = 0;
    };
    bool look_at(const Due& room, Going& going);
    void forget_seats();
    bool forget_people();
    bool shrink();

    Database& database_;
    HistoryRows& rows_;
    KeepRules rules_;
    WallTime now_;
    Deleted& counts_;
    std::vector<Due> rooms_;  // still to be looked at
    std::vector<std::int64_t> empty_;
    bool deleted_ = false;
    int people_left_ = 20;  // slices of looking for people of whom nothing is left
};

// A removal: of the messages of a person, so that they are in no file any more; or of a room, whose words may
// stay in the index for a while, as those of messages that are too old do.
class Purge {
  public:
    using Done = std::function<void(std::string error, std::uint64_t count)>;
    Purge(std::string name_key, AccountId account, Done done)
        : name_key_(std::move(name_key)), account_(account), done_(std::move(done)) {}
    struct OfRoom {
        RoomKey key;
        std::uint64_t up_to;  // id of the last message that goes
    };
    explicit Purge(OfRoom room) : room_(std::move(room)) {}
    // Is to be done even if it fails: nobody is told who could ask again.
    bool must_be() const { return room_.has_value(); }

    // False: it is over. Throws StorageError; it may be called again then.
    bool slice(Database& database, HistoryRows& rows);
    // Looked at up to this number; the highest there was when it began.
    std::int64_t looked_at() const { return at_; }
    std::int64_t last() const { return last_; }
    void tell(const std::string& error) {
        if (done_) done_(error, count_);
    }

  private:
    bool remove(Database& database, HistoryRows& rows);
    bool remove_of_room(Database& database, HistoryRows& rows);
    void forget(Database& database, HistoryRows& rows);
    bool merge(Database& database);
    bool clear_journal(Database& database);

    std::string name_key_;
    AccountId account_ = 0;
    std::optional<OfRoom> room_;
    Done done_;
    std::int64_t at_ = 0;     // looked at up to here
    std::int64_t last_ = -1;  // -1: not known yet
    std::uint64_t count_ = 0;
    int merges_ = 0;
    int tries_ = 0;
    enum class Step : std::uint8_t { remove, forget, merge, clear_journal } step_ = Step::remove;
};

}  // namespace confab::store
