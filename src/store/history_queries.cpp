#include "history_queries.hpp"

#include <algorithm>

#include "columns.hpp"
#include "schema.hpp"
#include "search_text.hpp"

namespace confab::store {

namespace {

// The clock may have been set back by this much, and lines since a time are still all found; it is what a
// walk goes on for after the first line that is too old.
constexpr Milliseconds clock_slack{3'600'000};

// How many steps of SQLite's machine between two looks at the clock: some 50 microseconds.
constexpr int steps_between = 2000;

int is_late(void* until) {
    return std::chrono::steady_clock::now() >= *static_cast<const Instant*>(until) ? 1 : 0;
}

std::size_t cost(const FoundLine& line) {
    return line.room.size() + line.said.from.size() + line.said.text.size();
}

constexpr std::string_view columns = "SELECT m.number, m.time, m.emote, p.name, m.text FROM ";

std::string with_columns(std::string_view rest) { return std::string(columns).append(rest); }

}  // namespace

HistoryQueries::HistoryQueries(const std::string& path)
    : database_(path, Database::Access::read),
      find_room_(database_, "SELECT number, name FROM room WHERE key=?"),
      back_(database_, with_columns("message m JOIN person p ON p.number=m.person "
                                    "WHERE m.number BETWEEN ? AND ? ORDER BY m.number DESC")),
      on_(database_, with_columns("message m JOIN person p ON p.number=m.person "
                                  "WHERE m.number BETWEEN ? AND ? ORDER BY m.number")),
      search_(database_,
              with_columns("words w CROSS JOIN message m ON m.number=w.rowid "
                           "CROSS JOIN person p ON p.number=m.person "
                           "WHERE words MATCH ? AND w.rowid BETWEEN ? AND ? ORDER BY w.rowid DESC")),
      people_(database_, "SELECT number FROM person WHERE key=? LIMIT 200") {
    sqlite3_progress_handler(database_.handle(), steps_between, is_late, &until_);
    until_ = Instant::max();
}

HistoryAnswer HistoryQueries::answer(const HistoryQuery& query, Instant until) {
    until_ = until;
    const std::size_t limit = std::min(query.limit, most_lines);
    HistoryAnswer answer;
    answer.ticket = query.ticket;
    Found found;
    Room room;
    using Kind = HistoryQuery::Kind;
    if (query.kind == Kind::search) {
        found = search(query, limit);
    } else if (!query.rooms.empty() && find(query.rooms.front(), room)) {
        const std::uint64_t up_to = std::min(query.up_to, largest_id);
        const std::uint64_t below = query.id == 0 ? 0 : std::min(query.id - 1, up_to);
        switch (query.kind) {
            case Kind::last:
            case Kind::since: found = walk_back(room, 1, up_to, query, limit, most_bytes); break;
            case Kind::before: found = walk_back(room, 1, below, query, limit, most_bytes); break;
            case Kind::after: found = walk_back(room, query.id + 1, up_to, query, limit, most_bytes); break;
            case Kind::around: found = around(room, query, limit); break;
            case Kind::search: break;
        }
    }
    std::reverse(found.lines.begin(), found.lines.end());
    answer.lines = std::move(found.lines);
    answer.more = found.more;
    return answer;
}

bool HistoryQueries::find(const std::string& key, Room& room) {
    const bool there = find_room_.bind(key).step();
    if (there) {
        room.number = find_room_.number(0);
        room.key = key;
        room.name = find_room_.text(1);
    }
    find_room_.reset();
    return there;
}

// Adds the row the statement is at. False: it does not fit any more.
bool HistoryQueries::take(Statement& statement, const Room& room, std::size_t limit, std::size_t bytes,
                          Found& found) {
    if (found.lines.size() >= limit) return false;
    FoundLine line;
    line.room_key = room.key;
    line.room = room.name;
    line.said.id = id_at(statement.number(0));
    line.said.time = wall_time(statement.number(1));
    line.said.type = statement.number(2) != 0 ? EventType::emote : EventType::message;
    line.said.from = statement.text(3);
    line.said.text = statement.text(4);
    if (!found.lines.empty() && found.bytes + cost(line) > bytes) return false;
    found.bytes += cost(line);
    found.lines.push_back(std::move(line));
    return true;
}

HistoryQueries::Found HistoryQueries::walk_back(const Room& room, std::uint64_t from, std::uint64_t to,
                                                const HistoryQuery& query, std::size_t limit,
                                                std::size_t bytes) {
    Found found;
    if (to == 0 || from > to) return found;
    const bool timed = query.kind == HistoryQuery::Kind::since;
    back_.bind(place(room.number, from), place(room.number, to));
    while (back_.step()) {
        const WallTime time = wall_time(back_.number(1));
        if (timed && time < query.since) {
            if (time + clock_slack < query.since) break;
            continue;
        }
        if (take(back_, room, limit, bytes, found)) continue;
        found.more = true;
        break;
    }
    back_.reset();
    return found;
}

HistoryQueries::Found HistoryQueries::walk_on(const Room& room, std::uint64_t from, std::uint64_t to,
                                              std::size_t limit, std::size_t bytes) {
    Found found;
    if (from > to) return found;
    on_.bind(place(room.number, from), place(room.number, to));
    while (on_.step() && take(on_, room, limit, bytes, found)) {
    }
    on_.reset();
    return found;
}

HistoryQueries::Found HistoryQueries::around(const Room& room, const HistoryQuery& query, std::size_t limit) {
    const std::size_t half = limit / 2;
    const std::uint64_t up_to = std::min(query.up_to, largest_id);
    const std::uint64_t below = query.id == 0 ? 0 : std::min(query.id - 1, up_to);
    Found older = walk_back(room, 1, below, query, half, most_bytes / 2);
    Found found = walk_on(room, std::max<std::uint64_t>(1, query.id), up_to, half + 1, most_bytes / 2);
    std::reverse(found.lines.begin(), found.lines.end());
    found.lines.insert(found.lines.end(), std::make_move_iterator(older.lines.begin()),
                       std::make_move_iterator(older.lines.end()));
    found.more = older.more;
    return found;
}

std::vector<std::int64_t> HistoryQueries::people(const std::string& key) {
    std::vector<std::int64_t> numbers;
    people_.bind(key);
    while (people_.step()) numbers.push_back(people_.number(0));
    people_.reset();
    return numbers;
}

HistoryQueries::Found HistoryQueries::search(const HistoryQuery& query, std::size_t limit) {
    Found found;
    std::vector<std::int64_t> who;
    if (!query.from_key.empty()) {
        who = people(query.from_key);
        if (who.empty()) return found;
    }
    const std::string expression = match_expression(query.words, who);
    if (expression.empty()) return found;
    for (const std::string& key : query.rooms) {
        Room room;
        if (find(key, room)) search_room(room, expression, query, limit, found);
    }
    return found;
}

// Adds what is in `room`, so that `found` has the newest of all rooms so far, newest first.
void HistoryQueries::search_room(const Room& room, const std::string& expression, const HistoryQuery& query,
                                 std::size_t limit, Found& found) {
    Found here;
    search_.bind(expression, place(room.number, 1), place(room.number, largest_id));
    while (search_.step()) {
        if (std::chrono::steady_clock::now() >= until_)
            throw StorageError(SQLITE_INTERRUPT, "takes too long");
        const WallTime time = wall_time(search_.number(1));
        if (time < query.since) {
            if (time + clock_slack < query.since) break;
            continue;
        }
        if (take(search_, room, limit, most_bytes, here)) continue;
        here.more = true;
        break;
    }
    search_.reset();

    std::vector<FoundLine> all;
    std::merge(std::make_move_iterator(found.lines.begin()), std::make_move_iterator(found.lines.end()),
               std::make_move_iterator(here.lines.begin()), std::make_move_iterator(here.lines.end()),
               std::back_inserter(all),
               [](const FoundLine& a, const FoundLine& b) { return a.said.time > b.said.time; });
    Found both;
    both.more = found.more || here.more;
    for (FoundLine& line : all) {
        const bool fits = both.lines.empty() || both.bytes + cost(line) <= most_bytes;
        if (both.lines.size() >= limit || !fits) {
            both.more = true;
            break;
        }
        both.bytes += cost(line);
        both.lines.push_back(std::move(line));
    }
    found = std::move(both);
}

}  // namespace confab::store
