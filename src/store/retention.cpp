#include "retention.hpp"

#include <algorithm>

#include "columns.hpp"
#include "schema.hpp"

namespace confab::store {

namespace {

// Rows deleted at a time: some 10 ms.
constexpr std::int64_t slice_rows = 250;
constexpr int slice_rooms = 200;
// Pages left free in the file, for what is said next; and given back at a time.
constexpr std::int64_t spare_pages = 256;

}  // namespace

Retention::Retention(Database& database, HistoryRows& rows, KeepRules rules, WallTime now, bool by_age,
                     Deleted& deleted)
    : database_(database), rows_(rows), rules_(rules), now_(now), counts_(deleted) {
    if (!by_age) rules_.age = Milliseconds{0};
    if (by_age) forget_seats();
    if (rules_.age.count() == 0 && rules_.lines == 0) return;
    Statement all(database, "SELECT number, last_id FROM room");
    while (all.step()) rooms_.push_back({all.number(0), all.count(1)});
}

// Guests who did not come back, and those whom nobody saw go.
void Retention::forget_seats() {
    constexpr Milliseconds seat_age = std::chrono::hours(24);
    Statement(database_, "DELETE FROM seat WHERE max(left_at, saved) < ?").run(in_ms(now_ - seat_age));
    counts_.seats += database_.changes();
}

// Adds what goes of its oldest messages. False: nothing more goes.
//
// The clock may have been set back in between, so a younger message does not end the walk. Only if none of
// the oldest ones goes, nothing after them does.
bool Retention::look_at(const Due& room, Going& going) {
    const std::int64_t oldest = rules_.age.count() == 0 ? 0 : in_ms(now_ - rules_.age);
    const std::uint64_t last_too_many =
        rules_.lines == 0 || room.last_id <= rules_.lines ? 0 : room.last_id - rules_.lines;
    Statement first(database_,
                    "SELECT number, time FROM message WHERE number BETWEEN ? AND ? ORDER BY number LIMIT ?");
    first.bind(row_id(room.number, 0), row_id(room.number, max_id), slice_rows);
    std::int64_t seen = 0;
    bool any = false;
    while (first.step()) {
        ++seen;
        const bool too_many = id_at(first.number(0)) <= last_too_many;
        const bool too_old = rules_.age.count() != 0 && first.number(1) < oldest;
        if (!too_many && !too_old) continue;
        going.places.push_back(first.number(0));
        if (!too_many) ++going.too_old;
        any = true;
    }
    if (seen == 0) empty_.push_back(room.number);
    return any;  // then it is looked at again, and found empty if it was all
}

bool Retention::slice() {
    Going going;
    for (int looked = 0; looked < slice_rooms && !rooms_.empty(); ++looked) {
        if (look_at(rooms_.back(), going)) break;
        rooms_.pop_back();
    }
    if (!going.places.empty() || !empty_.empty()) {
        Transaction transaction(database_);
        rows_.remove(going.places);
        // A room of which nothing is left is not kept for its name: guests could make any number of them.
        for (const std::int64_t room : empty_) rows_.forget_room(room);
        transaction.commit();
        counts_.old_messages += going.too_old;
        counts_.too_many_messages += going.places.size() - going.too_old;
        empty_.clear();
        deleted_ = true;
    }
    return !rooms_.empty() || forget_people() || shrink();
}

// Guests could make any number of names. A walk looks at some of them; the next one goes on from there.
bool Retention::forget_people() {
    if (!deleted_ || people_left_ == 0) return false;
    if (rows_.words().slice()) return true;  // it knows who said something when it is not behind
    Transaction transaction(database_);
    const bool more = rows_.forget_some_people();
    transaction.commit();
    people_left_ = more ? people_left_ - 1 : 0;
    return true;
}

bool Retention::shrink() {
    if (!deleted_ || database_.number("PRAGMA freelist_count") <= spare_pages) return false;
    database_.run("PRAGMA incremental_vacuum(128)");
    return true;
}

bool Purge::slice(Database& database, HistoryRows& rows) {
    if (room_) return remove_of_room(database, rows);
    switch (step_) {
        case Step::remove:
            if (!remove(database, rows)) step_ = Step::forget;
            return true;
        case Step::forget:
            // Whether there is anything left of somebody, the index knows when it is not behind.
            if (rows.words().slice()) return true;
            forget(database, rows);
            step_ = Step::merge;
            return true;
        case Step::merge:
            if (!merge(database)) step_ = Step::clear_journal;
            return true;
        case Step::clear_journal: return clear_journal(database);
    }
    return false;
}

bool Purge::remove(Database& database, HistoryRows& rows) {
    if (last_ < 0) last_ = database.number("SELECT coalesce(max(number), 0) FROM message");
    constexpr std::int64_t look_at = 5000;
    const std::set<std::int64_t> people =
        name_key_.empty() ? std::set<std::int64_t>{} : rows.people(name_key_);
    Statement next(database,
                   "SELECT number, person, account FROM message WHERE number > ? ORDER BY number LIMIT ?");
    next.bind(at_, look_at);
    std::vector<std::int64_t> places;
    std::int64_t at = at_;
    bool more = false;
    while (static_cast<std::int64_t>(places.size()) < slice_rows && next.step()) {
        more = true;
        at = next.number(0);
        if (people.contains(next.number(1)) || (account_ != 0 && next.count(2) == account_)) {
            places.push_back(at);
        }
    }
    next.reset();
    if (!places.empty()) {
        Transaction transaction(database);
        rows.remove(places);
        transaction.commit();
    }
    at_ = at;
    count_ += places.size();
    return more;
}

// The room stays known, for its last id.
bool Purge::remove_of_room(Database& database, HistoryRows& rows) {
    Statement find(database, "SELECT number FROM room WHERE key=?");
    if (!find.bind(room_->key.stored()).step()) return false;
    const std::int64_t number = find.number(0);
    find.reset();
    Statement next(database,
                   "SELECT number FROM message WHERE number BETWEEN ? AND ? ORDER BY number LIMIT ?");
    next.bind(row_id(number, 0), row_id(number, std::min(room_->up_to, max_id)), slice_rows);
    std::vector<std::int64_t> places;
    while (next.step()) places.push_back(next.number(0));
    next.reset();
    if (places.empty()) return false;
    Transaction transaction(database);
    rows.remove(places);
    transaction.commit();
    count_ += places.size();
    return true;
}

void Purge::forget(Database& database, HistoryRows& rows) {
    if (name_key_.empty()) return;
    Transaction transaction(database);
    rows.forget_people(name_key_);
    rows.remove_seats_of(name_key_);
    transaction.commit();
}

// FTS5 only marks words as deleted. They are gone when all of the index has been merged into one.
bool Purge::merge(Database& database) {
    constexpr int most = 100'000;  // new messages make new work meanwhile
    Statement merge(database, "INSERT INTO words(words, rank) VALUES('merge', ?)");
    const std::int64_t before = database.total_changes();
    merge.run(merges_ == 0 ? -64 : 64);
    return (database.total_changes() - before >= 2 || merges_ == 0) && ++merges_ < most;
}

// What was overwritten in the file is still in the journal, which is cleared when nobody reads from it.
bool Purge::clear_journal(Database& database) {
    constexpr int most = 500;
    sqlite3_busy_timeout(database.handle(), 10);
    const int code =
        sqlite3_wal_checkpoint_v2(database.handle(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    sqlite3_busy_timeout(database.handle(), 2000);
    if (code != SQLITE_OK && code != SQLITE_BUSY && code != SQLITE_LOCKED) database.fail();
    return code != SQLITE_OK && ++tries_ < most;
}

}  // namespace confab::store
