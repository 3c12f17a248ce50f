// What was said before, again: from memory as far as that goes back, else from the log.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "confab/base/time.hpp"
#include "confab/base/zone_clock.hpp"
#include "confab/core/pending_requests.hpp"
#include "confab/core/ports/message_log.hpp"

namespace confab {

class Hub;
class Room;
struct Client;

// Where somebody is in what was said before.
struct Reading {
    struct Result {
        std::string room_key;
        std::uint64_t id;
    };
    std::string room_key;         // what /more goes on with
    std::uint64_t before = 0;     // the oldest id shown of it
    std::vector<Result> results;  // of the last search, as numbered
};

struct Search {
    std::string words;
    std::string from_key;      // empty: of anyone
    const Room* in = nullptr;  // none: in all rooms that one is in
    WallTime since{};
};

// Everything is shown in a frame: a title, the lines, "now live". What is asked of the log is answered later,
// and what the client sends meanwhile waits (Waits).
class History {
  public:
    static constexpr std::size_t most_lines = 1000;     // at once; what is older is for /more
    static constexpr std::size_t max_results = 20;      // of a search
    static constexpr std::size_t max_missed = 500;      // lines of one room after having been away
    static constexpr std::size_t default_context = 10;  // lines around a result

    // `hub` outlives it.
    explicit History(Hub& hub) : hub_(hub) {}

    // For who comes in: the last lines that are in memory. False if there are none to show.
    bool replay(const Client& client, const Room& room, std::size_t lines, Now now);
    struct Missed {
        std::uint64_t above;  // ids
        std::uint64_t up_to;
        WallTime since;  // for the title
    };
    // For who comes back. `then` is called when it has been shown, or nothing was missed.
    void missed(Client& client, const Room& room, const Missed& missed, Now now,
                std::function<void(Client&, Now)> then);

    void last(Client& client, const Room& room, std::size_t lines, Now now);
    void since(Client& client, const Room& room, WallTime since, Now now);
    void more(Client& client, Now now);
    void search(Client& client, const Search& search, Now now);
    // Around the result of the last search with that number, from 1.
    void context(Client& client, std::size_t number, std::size_t lines, Now now);

    // May `client` read what was said in the room? Who is in it may, and who could come in just so.
    bool may_read(const Client& client, const Room& room, Now now) const;
    // The clock `client` goes by.
    static ZoneClock clock_of(const Client& client);

  private:
    using Lines = std::vector<const Message*>;
    // How lines are to be shown once they are there: "last 3 lines of #dev:" has something before its count
    // and after the room.
    struct Page {
        std::string room_key;
        std::string room;
        std::string before;
        std::string after;
        std::string nothing;  // told where there are no lines; may be empty
        bool hint = false;    // say so if there is more
        // Instead of `after`: what was missed since then, or since the first of the lines if that is older.
        std::optional<WallTime> since{};
    };

    bool in_memory(const Room& room, std::uint64_t from_id) const;
    // Of what is in memory, that with ids above and up to these, and no older than `since`.
    Lines remembered(const Client& client, const Room& room, std::uint64_t above = 0,
                     std::uint64_t up_to = UINT64_MAX, WallTime since = {}) const;
    void show(Client& client, const Page& page, Lines lines, bool more, Now now);
    void ask(Client& client, HistoryQuery query, Page page, Now now,
             std::function<void(Client&, Now)> then = {});
    // `then` gets no answer where there was none; the client has been told so.
    void ask(Client& client, HistoryQuery query, Now now,
             const std::function<void(Client&, const HistoryAnswer*, Now)>& then);
    void show_results(Client& client, const std::string& words, const HistoryAnswer& answer, Now now);
    void frame(const Client& client, std::string_view title, Now now);
    void line(const Client& client, std::string_view room, const Message& said);
    bool ignored(const Client& client, const Message& said) const;

    Hub& hub_;
};

}  // namespace confab
