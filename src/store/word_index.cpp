#include "word_index.hpp"

#include <fmt/format.h>

#include "schema.hpp"
#include "search_text.hpp"

namespace confab::store {

namespace {

constexpr Milliseconds max_slice{4};  // a commit that comes due waits for it, and for its own commit
constexpr int rows_between = 16;      // two looks at the clock
constexpr int max_rooms = 200;        // of a slice

}  // namespace

WordIndex::WordIndex(Database& database)
    : database_(database),
      mark_of_(database, "SELECT indexed, last_id FROM room WHERE number=?"),
      set_mark_(database, "UPDATE room SET indexed=?2 WHERE number=?1"),
      rows_(database,
            "SELECT number, text, person FROM message WHERE number BETWEEN ? AND ? ORDER BY number"),
      add_(database, "INSERT INTO words(rowid, text, who) VALUES(?,?,?)"),
      remove_(database, "INSERT INTO words(words, rowid, text, who) VALUES('delete',?,?,?)"),
      merge_(database, "INSERT INTO words(words, rank) VALUES('merge', ?)"),
      has_(database, "SELECT 1 FROM words WHERE words MATCH ? LIMIT 1") {
    Statement rooms(database, "SELECT number FROM room WHERE indexed < last_id");
    while (rooms.step()) behind_.insert(rooms.number(0));
}

bool WordIndex::is_indexed(std::int64_t place) {
    const bool there = mark_of_.bind(room_at(place)).step();
    const std::uint64_t mark = there ? mark_of_.count(0) : 0;
    mark_of_.reset();
    return id_at(place) <= mark;
}

void WordIndex::added_late(std::int64_t place, std::string_view text, std::int64_t person) {
    if (!is_indexed(place)) return;
    const std::string words = indexed_text(text);
    const std::string who = person_word(person);
    add_.run(place, words, who);
}

// Telling a contentless index to remove what it does not have would damage it.
void WordIndex::removed(std::int64_t place, std::string_view text, std::int64_t person) {
    if (!is_indexed(place)) return;
    const std::string words = indexed_text(text);
    const std::string who = person_word(person);
    remove_.run(place, words, who);
}

std::uint64_t WordIndex::left() {
    return static_cast<std::uint64_t>(
        database_.number("SELECT coalesce(sum(last_id - indexed), 0) FROM room"));
}

bool WordIndex::slice() {
    if (behind_.empty()) return false;
    const Instant until = now() + max_slice;
    std::set<std::int64_t> done;
    auto at = behind_.lower_bound(next_room_);
    if (at == behind_.end()) at = behind_.begin();
    Transaction transaction(database_);
    // Upwards, because FTS5 begins another segment whenever a row comes below the one before.
    for (int rooms = 0; at != behind_.end() && rooms < max_rooms && now() < until; ++at, ++rooms) {
        next_room_ = *at + 1;
        if (index_room(*at, until)) done.insert(*at);
    }
    transaction.commit();
    for (const std::int64_t room : done) behind_.erase(room);
    return !behind_.empty();
}

// False: there was no time for all of it.
bool WordIndex::index_room(std::int64_t room, Instant until) {
    const bool there = mark_of_.bind(room).step();
    const std::uint64_t mark = there ? mark_of_.count(0) : 0;
    const std::uint64_t last = there ? mark_of_.count(1) : 0;
    mark_of_.reset();
    if (mark >= last) return true;

    std::uint64_t up_to = last;
    int rows = 0;
    rows_.bind(row_id(room, mark + 1), row_id(room, last));
    while (rows_.step()) {
        const std::string words = indexed_text(rows_.text(1));
        const std::string who = person_word(rows_.number(2));
        add_.run(rows_.number(0), words, who);
        if (++rows % rows_between != 0 || now() < until) continue;
        up_to = id_at(rows_.number(0));
        break;
    }
    rows_.reset();
    set_mark_.run(room, up_to);
    return up_to == last;
}

bool WordIndex::merge() {
    constexpr std::int64_t pages = 32;
    const std::int64_t before = database_.total_changes();
    merge_.run(pages);
    return database_.total_changes() - before >= 2;  // one is the statement's own, says FTS5
}

bool WordIndex::has(std::int64_t person) {
    const std::string expression = fmt::format("{{who}} : {}", person_word(person));
    const bool any = has_.bind(expression).step();
    has_.reset();
    return any;
}

}  // namespace confab::store
