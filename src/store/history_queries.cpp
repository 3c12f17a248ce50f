#include "history_queries.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "columns.hpp"
#include "schema.hpp"

namespace confab::store {

namespace {

// How many steps of SQLite's machine between two looks at the clock: some 50 microseconds.
constexpr int steps_between = 2000;

int is_late(void* until) {
    return std::chrono::steady_clock::now() >= *static_cast<const Instant*>(until) ? 1 : 0;
}

std::size_t cost(const FoundLine& line) {
    return line.room.size() + line.said.from.size() + line.said.text.size();
}

constexpr std::string_view columns =
    "SELECT m.number, m.time, m.emote, p.name, m.text, m.person, m.private, m.reply_to FROM ";

std::string with_columns(std::string_view rest) { return fmt::format("{}{}", columns, rest); }

}  // namespace

HistoryQueries::HistoryQueries(const std::string& path)
    : database_(path, Database::Access::read),
      find_room_(database_, "SELECT number, name, indexed FROM room WHERE key=?"),
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
    const std::size_t limit = std::min(query.limit, max_lines);
    HistoryAnswer answer;
    answer.ticket = query.ticket;
    Found found;
    Room room;
    using Kind = HistoryQuery::Kind;
    if (query.kind == Kind::search) {
        found = search(query, limit);
    } else if (!query.rooms.empty() && find(query.rooms.front(), room)) {
        const std::uint64_t up_to = std::min(query.up_to, max_id);
        const std::uint64_t below = query.id == 0 ? 0 : std::min(query.id - 1, up_to);
        switch (query.kind) {
            case Kind::last:
            case Kind::since: found = walk_back(room, 1, up_to, query, limit, max_bytes); break;
            case Kind::before: found = walk_back(room, 1, below, query, limit, max_bytes); break;
            case Kind::after: found = walk_back(room, query.id + 1, up_to, query, limit, max_bytes); break;
            case Kind::around: found = around(room, query, limit); break;
            case Kind::search: break;
        }
    }
    std::reverse(found.lines.begin(), found.lines.end());
    answer.lines = std::move(found.lines);
    answer.more = found.more;
    return answer;
}

bool HistoryQueries::find(const RoomKey& key, Room& room) {
    const bool there = find_room_.bind(key.stored()).step();
    if (there) {
        room.number = find_room_.number(0);
        room.key = key;
        room.name = find_room_.text(1);
        room.indexed = find_room_.count(2);
    }
    find_room_.reset();
    return there;
}

FoundLine HistoryQueries::line_at(Statement& statement, const Room& room) {
    FoundLine line;
    line.room_key = room.key;
    line.room = room.name;
    line.said.id = id_at(statement.number(0));
    line.said.time = wall_time(statement.number(1));
    line.said.type = statement.number(2) != 0 ? EventType::emote : EventType::message;
    line.said.from = statement.text(3);
    line.said.text = statement.text(4);
    line.said.in_private = statement.number(6) != 0;
    line.said.reply_to = statement.count(7);
    return line;
}

const PrivateIds& HistoryQueries::in_private(const HistoryQuery& query, const Room& room) {
    static const PrivateIds none;
    const auto found = query.in_private.find(room.key);
    return found == query.in_private.end() ? none : found->second;
}

bool HistoryQueries::may_show(const FoundLine& line, const PrivateIds& ids) {
    return !line.said.in_private || ids.shows(line.said.id);
}

// The ids from `from` to `to` without those that are hidden, newest first: what may be shown of a long
// private period need not be looked for line by line.
std::vector<IdRange> HistoryQueries::parts(std::uint64_t from, std::uint64_t to, const PrivateIds& ids) {
    std::vector<IdRange> found;
    std::vector<IdRange> hidden = ids.hidden;
    std::sort(hidden.begin(), hidden.end(), [](const auto& a, const auto& b) { return a.from > b.from; });
    for (const IdRange& gap : hidden) {
        if (gap.from > to || gap.to < from) continue;
        if (gap.to < to) found.push_back({gap.to + 1, to});
        if (gap.from <= from) return found;
        to = gap.from - 1;
    }
    if (from <= to) found.push_back({from, to});
    return found;
}

// False: it does not fit any more.
bool HistoryQueries::take(FoundLine line, std::size_t limit, std::size_t bytes, Found& found) {
    if (found.lines.size() >= limit) return false;
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
    const PrivateIds& ids = in_private(query, room);
    for (const IdRange& part : parts(from, to, ids)) {
        back_.bind(row_id(room.number, part.from), row_id(room.number, part.to));
        const bool on = walk_part(room, query, ids, limit, bytes, found);
        back_.reset();
        if (!on) break;
    }
    return found;
}

// Over what back_ has. False: that is enough.
bool HistoryQueries::walk_part(const Room& room, const HistoryQuery& query, const PrivateIds& ids,
                               std::size_t limit, std::size_t bytes, Found& found) {
    const bool timed = query.kind == HistoryQuery::Kind::since;
    while (back_.step()) {
        const WallTime time = wall_time(back_.number(1));
        if (timed && time < query.since) {
            if (time + clock_slack < query.since) return false;
            continue;
        }
        FoundLine line = line_at(back_, room);
        if (!may_show(line, ids) || take(std::move(line), limit, bytes, found)) continue;
        found.more = true;
        return false;
    }
    return true;
}

HistoryQueries::Found HistoryQueries::walk_on(const Room& room, std::uint64_t from, std::uint64_t to,
                                              const PrivateIds& ids, std::size_t limit, std::size_t bytes) {
    Found found;
    if (from > to) return found;
    on_.bind(row_id(room.number, from), row_id(room.number, to));
    while (on_.step()) {
        FoundLine line = line_at(on_, room);
        if (may_show(line, ids) && !take(std::move(line), limit, bytes, found)) break;
    }
    on_.reset();
    return found;
}

HistoryQueries::Found HistoryQueries::around(const Room& room, const HistoryQuery& query, std::size_t limit) {
    const std::size_t half = limit / 2;
    const std::uint64_t up_to = std::min(query.up_to, max_id);
    const std::uint64_t below = query.id == 0 ? 0 : std::min(query.id - 1, up_to);
    Found older = walk_back(room, 1, below, query, half, max_bytes / 2);
    Found found = walk_on(room, std::max<std::uint64_t>(1, query.id), up_to, in_private(query, room),
                          half + 1, max_bytes / 2);
    std::reverse(found.lines.begin(), found.lines.end());
    found.lines.insert(found.lines.end(), std::make_move_iterator(older.lines.begin()),
                       std::make_move_iterator(older.lines.end()));
    found.more = older.more;
    return found;
}

}  // namespace confab::store
