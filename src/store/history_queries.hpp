// Reads what was said. One connection, one thread.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "condition.hpp"
#include "confab/core/ports/message_log.hpp"
#include "database.hpp"
#include "fresh_words.hpp"
#include "search_text.hpp"

namespace confab::store {

class HistoryQueries {
  public:
    explicit HistoryQueries(const std::string& path);  // throws StorageError
    HistoryQueries(const HistoryQueries&) = delete;
    HistoryQueries& operator=(const HistoryQueries&) = delete;

    // Throws StorageError, also if it is not done by then (SQLITE_INTERRUPT).
    HistoryAnswer answer(const HistoryQuery& query, Instant until);
    bool is_there() const { return database_.is_there(); }

    static constexpr std::size_t max_bytes = 524'288;  // of the names and texts of an answer
    static constexpr std::size_t max_lines = 10'000;   // of one, whatever is asked for

  private:
    // The clock may have been set back by this much, and lines since a time are still all found; it is what a
    // walk goes on for after the first line that is too old.
    static constexpr Milliseconds clock_slack{3'600'000};

    struct Room {
        std::int64_t number = 0;
        RoomKey key;
        std::string name;
        std::uint64_t indexed = 0;  // its messages up to this id are in the word index
    };
    // What is looked for, in any room.
    struct Wanted {
        const HistoryQuery& query;
        SearchWords words;
        std::set<std::int64_t> who;  // only what they said; empty: anybody
        std::size_t limit;
    };
    // Newest first while it is collected.
    struct Found {
        std::vector<FoundLine> lines;
        std::size_t bytes = 0;
        bool more = false;
    };
    bool find(const RoomKey& key, Room& room);
    Found walk_back(const Room& room, std::uint64_t from, std::uint64_t to, const HistoryQuery& query,
                    std::size_t limit, std::size_t bytes);
    bool walk_part(const Room& room, const HistoryQuery& query, const PrivateIds& ids, std::size_t limit,
                   std::size_t bytes, Found& found);
    Found walk_on(const Room& room, std::uint64_t from, std::uint64_t to, const PrivateIds& ids,
                  std::size_t limit, std::size_t bytes);
    static const PrivateIds& in_private(const HistoryQuery& query, const Room& room);
    static bool may_show(const FoundLine& line, const PrivateIds& ids);
    static std::vector<IdRange> parts(std::uint64_t from, std::uint64_t to, const PrivateIds& ids);
    Found around(const Room& room, const HistoryQuery& query, std::size_t limit);
    Found search(const HistoryQuery& query, std::size_t limit);
    Found search_room(const Room& room, const Wanted& wanted);
    bool search_fresh(const Room& room, const Wanted& wanted, Found& found);
    void search_index(const Room& room, const Wanted& wanted, Found& found);
    static Found merged(Found a, Found b, std::size_t limit);
    void check_time() const;
    static FoundLine line_at(Statement& statement, const Room& room);
    static bool take(FoundLine line, std::size_t limit, std::size_t bytes, Found& found);
    std::vector<std::int64_t> people(const std::string& key);

    Database database_;
    FreshWords fresh_words_;
    Instant until_{};
    Statement find_room_, back_, on_, search_, people_;
};

}  // namespace confab::store
