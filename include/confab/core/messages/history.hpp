// What was said before, again: from memory as far as that goes back, else from the log.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "confab/base/time.hpp"
#include "confab/core/pending_requests.hpp"
#include "confab/core/ports/message_log.hpp"
#include "confab/core/rooms/access.hpp"
#include "confab/core/rooms/replay.hpp"
#include "confab/core/users/replies.hpp"

namespace confab {

struct Search {
    std::string words;
    std::string from_key;      // empty: of anyone
    const Room* in = nullptr;  // null: in all rooms that the user is in
    WallTime since{};
};

// Everything is shown in a frame: a title, the lines, "now live". What the log is asked for is answered
// later; what the user sends meanwhile waits (PendingRequests).
class History {
  public:
    static constexpr std::size_t max_lines = 1000;      // at once; older ones are for /more
    static constexpr std::size_t max_results = 20;      // of a search
    static constexpr std::size_t max_missed = 500;      // lines of one room after having been away
    static constexpr std::size_t default_context = 10;  // lines around a result

    // All of them outlive it.
    History(const ChatSettings& settings, RoomDirectory& rooms, MessageLog& log, const Access& access,
            Replay& replay, PendingRequests& pending, Replies& replies)
        : settings_(settings),
          rooms_(rooms),
          log_(log),
          access_(access),
          replay_(replay),
          pending_(pending),
          replies_(replies) {}

    void last(User& user, const Room& room, std::size_t lines, Now now);
    void since(User& user, const Room& room, WallTime since, Now now);
    void more(User& user, Now now);
    void search(User& user, const Search& search, Now now);
    // Around the result of the last search with that number, from 1.
    void context(User& user, std::size_t number, std::size_t lines, Now now);
    // Lines shown if nobody says how many.
    std::size_t default_lines() const;

    struct Missed {
        std::uint64_t above;  // ids
        std::uint64_t up_to;
        WallTime since;  // for the title
    };
    struct MissedQuery {
        HistoryQuery query;
        Page page;
    };
    // Shows what a user missed that comes back. If memory does not hold it, nothing is shown, and this is
    // what the log has to be asked.
    std::optional<MissedQuery> missed(User& user, const Room& room, const Missed& missed, Now now);

    // The user waits for the log, and `request` is what for. False: the log has too many questions; the
    // user was told so, and does not wait.
    bool ask(User& user, HistoryQuery query, PendingRequest request, Now now);
    // The answers; an error is told.
    void answered(User& user, const ShowPage& request, Answer answer, Now now);
    void answered(User& user, const ShowResults& request, Answer answer, Now now);

  private:
    const HistoryAnswer* usable(User& user, Answer& answer, Now now);
    bool in_memory(const Room& room, std::uint64_t from_id) const;
    void show(User& user, const Page& page, Replay::Lines lines, bool more, Now now);
    void show_results(User& user, const std::string& words, const HistoryAnswer& answer, Now now);
    void show_result(User& user, std::size_t number, const FoundLine& found, Now now);

    const ChatSettings& settings_;
    RoomDirectory& rooms_;
    MessageLog& log_;
    const Access& access_;
    Replay& replay_;
    PendingRequests& pending_;
    Replies& replies_;
};

}  // namespace confab
