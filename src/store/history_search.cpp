// Searches: the word index, and what is not in it yet.
#include <algorithm>
#include <iterator>

#include "columns.hpp"
#include "history_queries.hpp"
#include "schema.hpp"
#include "search_text.hpp"

namespace confab::store {

std::vector<std::int64_t> HistoryQueries::people(const std::string& key) {
    std::vector<std::int64_t> numbers;
    people_.bind(key);
    while (people_.step()) numbers.push_back(people_.number(0));
    people_.reset();
    return numbers;
}

// All of it sees one moment: what is not in the index then is looked through.
HistoryQueries::Found HistoryQueries::search(const HistoryQuery& query, std::size_t limit) {
    Found found;
    const ReadTransaction moment(database_);
    std::vector<std::int64_t> who;
    if (!query.from_key.empty()) {
        who = people(query.from_key);
        if (who.empty()) return found;
    }
    const Wanted wanted{query, search_words(query.words, who), {who.begin(), who.end()}, limit};
    if (wanted.words.expression.empty()) return found;
    for (const RoomKey& key : query.rooms) {
        Room room;
        if (find(key, room)) found = merged(std::move(found), search_room(room, wanted), limit);
    }
    return found;
}

HistoryQueries::Found HistoryQueries::search_room(const Room& room, const Wanted& wanted) {
    Found found;
    if (search_fresh(room, wanted, found)) search_index(room, wanted, found);
    back_.reset();
    search_.reset();
    return found;
}

void HistoryQueries::check_time() const {
    if (std::chrono::steady_clock::now() >= until_) throw StorageError(SQLITE_INTERRUPT, "takes too long");
}

// What was said last and is not in the word index yet. False: nothing older is wanted.
bool HistoryQueries::search_fresh(const Room& room, const Wanted& wanted, Found& found) {
    constexpr std::size_t at_a_time = 500;
    const PrivateIds& ids = in_private(wanted.query, room);
    fresh_words_.forget();  // what a search that took too long left
    back_.bind(row_id(room.number, room.indexed + 1), row_id(room.number, max_id));
    bool more = true;
    bool old = false;
    while (more && !old) {
        check_time();
        std::vector<FoundLine> lines;
        std::size_t rows = 0;
        while (rows++ < at_a_time && (more = back_.step())) {
            FoundLine line = line_at(back_, room);
            old = line.said.time + clock_slack < wanted.query.since;
            if (old) break;
            if (line.said.time < wanted.query.since || !may_show(line, ids)) continue;
            const std::int64_t person = back_.number(5);
            if (!wanted.who.empty() && !wanted.who.contains(person)) continue;
            fresh_words_.add(row_id(room.number, line.said.id), line.said.text, person);
            lines.push_back(std::move(line));
        }
        if (lines.empty()) continue;
        const std::set<std::int64_t> matching = fresh_words_.take(wanted.words.expression);
        for (FoundLine& line : lines) {
            if (!matching.contains(row_id(room.number, line.said.id))) continue;
            if (!wanted.words.found_in(line.said.text)) continue;
            if (take(std::move(line), wanted.limit, max_bytes, found)) continue;
            found.more = true;
            return false;
        }
    }
    return !old;
}

void HistoryQueries::search_index(const Room& room, const Wanted& wanted, Found& found) {
    if (room.indexed == 0) return;
    search_.bind(wanted.words.expression, row_id(room.number, 1), row_id(room.number, room.indexed));
    while (search_.step()) {
        check_time();
        const WallTime time = wall_time(search_.number(1));
        if (time < wanted.query.since) {
            if (time + clock_slack < wanted.query.since) return;
            continue;
        }
        FoundLine line = line_at(search_, room);
        if (!may_show(line, in_private(wanted.query, room)) || !wanted.words.found_in(line.said.text))
            continue;
        if (take(std::move(line), wanted.limit, max_bytes, found)) continue;
        found.more = true;
        return;
    }
}

// The newest of both, newest first.
HistoryQueries::Found HistoryQueries::merged(Found a, Found b, std::size_t limit) {
    std::vector<FoundLine> all;
    std::merge(std::make_move_iterator(a.lines.begin()), std::make_move_iterator(a.lines.end()),
               std::make_move_iterator(b.lines.begin()), std::make_move_iterator(b.lines.end()),
               std::back_inserter(all),
               [](const FoundLine& x, const FoundLine& y) { return x.said.time > y.said.time; });
    Found both;
    both.more = a.more || b.more;
    for (FoundLine& line : all) {
        if (take(std::move(line), limit, max_bytes, both)) continue;
        both.more = true;
        break;
    }
    return both;
}

}  // namespace confab::store
