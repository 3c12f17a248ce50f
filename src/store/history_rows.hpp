// What is written to and removed from history.db, row by row. Everything here throws StorageError, and is
// called within a transaction of the caller's.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "confab/base/room_key.hpp"
#include "confab/core/event.hpp"
#include "confab/core/users/account.hpp"
#include "database.hpp"
#include "word_index.hpp"

namespace confab::store {

// A message that waits; it owns its texts.
struct WaitingMessage {
    std::uint64_t mark = 0;
    std::uint64_t id = 0;
    WallTime time{};
    AccountId account = 0;
    EventType type = EventType::message;
    RoomKey room_key;
    std::string room;
    std::string from_key;
    std::string from;
    std::string text;
    bool in_private = false;
    std::uint64_t reply_to = 0;

    std::size_t bytes() const {
        return sizeof(*this) + room_key.stored().size() + room.size() + from_key.size() + from.size() +
               text.size();
    }
};

// A message that says something else from now on, or is gone if there is no text.
struct LineChange {
    std::uint64_t mark = 0;
    RoomKey room;
    std::uint64_t id = 0;
    std::optional<std::string> text{};
};

// A room goes by another key.
struct RoomRename {
    std::uint64_t mark = 0;
    RoomKey before;
    RoomKey after;
    std::uint64_t up_to = 0;  // the last id that is known under the old one
};

// Once it has been done, nothing comes of doing it again. Another room that had the new key keeps what was
// said in it, under a key that no room has.
void rename_room(Database& database, const RoomRename& rename);

// By code; without one: it is removed.
using SeatChanges = std::unordered_map<std::string, std::optional<GuestSeat>>;

class HistoryRows {
  public:
    explicit HistoryRows(Database& database);

    // An id that is there already is left as it is.
    void add(std::vector<WaitingMessage*>& messages);
    void save(const SeatChanges& seats, WallTime now);
    void rename(const std::vector<RoomRename>& rooms);
    // What is not there is no error.
    void change(const std::vector<LineChange>& changes);
    // Ascending row ids are faster. What is not there is no error.
    void remove(const std::vector<std::int64_t>& rows);
    void remove_seats_of(std::string_view name_key);
    // Those who have this name by any spelling.
    std::set<std::int64_t> people(std::string_view key);
    // The spellings of it of whom nothing is left.
    // Only while the word index is not behind.
    void forget_people(std::string_view key);
    // The same of anybody: looks at some, from where it stopped the last time. False: it is through.
    bool forget_some_people();
    // Its last id is remembered as one of the others'.
    void forget_room(std::int64_t room);

    WordIndex& words() { return words_; }

    // After a transaction that was undone: what was learnt in it may not be true.
    void forget_cache();

  private:
    struct Known {
        std::int64_t number = 0;
        std::string name;
        std::uint64_t last_id = 0;
        std::int64_t used = 0;  // to be written; 0: nothing is
    };
    void change(std::int64_t place, const std::string& text);
    Known& room_of(const WaitingMessage& message);
    std::int64_t person_of(const WaitingMessage& message);

    Database& database_;
    WordIndex words_;
    std::unordered_map<RoomKey, Known> rooms_;
    std::unordered_map<std::string, std::int64_t> people_;  // by key, a newline and name
    std::string cache_key_;
    std::int64_t person_at_ = 0;  // forget_some_people() goes on after this one

    Statement find_room_, make_room_, update_room_, find_person_, make_person_;
    Statement add_message_, find_message_, remove_message_, change_message_;
    Statement save_seat_, remove_seat_, remove_seats_of_, people_of_, some_people_, remove_person_;
    Statement forget_id_, remove_room_;
};

}  // namespace confab::store
