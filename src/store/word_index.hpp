// The word index, which follows the messages: they are committed first, and their words later, when there is
// time. Up to where a room is indexed is in its row, which changes in the same transaction as the index, so
// the index catches up after a crash, and a search knows what it has to look through itself (FreshWords).
//
// For the writer's thread. Everything throws StorageError.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>

#include "condition.hpp"
#include "confab/base/time.hpp"
#include "database.hpp"

namespace confab::store {

class WordIndex {
  public:
    explicit WordIndex(Database& database);

    // There are messages in the room that are not indexed, or may be.
    void follow(std::int64_t room) { behind_.insert(room); }
    bool behind() const { return !behind_.empty(); }
    // So many messages at most are not indexed yet: looks at all rooms.
    std::uint64_t left();

    // Within a transaction of the caller's, beside what happens to the message itself. One above the room's
    // mark is not in the index, and is left to slice().
    void added_late(std::int64_t place, std::string_view text, std::int64_t person);
    void removed(std::int64_t place, std::string_view text, std::int64_t person);

    // Indexes for some milliseconds, in a transaction of its own. False: nothing is behind any more.
    bool slice();
    // A little of the merging that keeps the index fast: some milliseconds. Outside of a transaction.
    // False: there is nothing more to merge.
    bool merge();
    // Is there anything of this person? Only what is indexed counts.
    bool has(std::int64_t person);

  private:
    bool is_indexed(std::int64_t place);
    bool index_room(std::int64_t room, Instant until);

    Database& database_;
    std::set<std::int64_t> behind_;  // rooms, by number
    std::int64_t next_room_ = 0;     // so that a busy room does not keep the others waiting
    Statement mark_of_, set_mark_, rows_, add_, remove_, merge_, has_;
};

}  // namespace confab::store
