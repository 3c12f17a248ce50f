// What was said, for as long as it is kept. Core owns this interface; the store is behind it.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "confab/base/ids.hpp"
#include "confab/base/room_key.hpp"
#include "confab/core/event.hpp"
#include "confab/core/rooms/message_ring.hpp"
#include "confab/core/users/account.hpp"

namespace confab {

// The views last for the call they are passed to.
struct KeptMessage {
    const RoomKey& room_key;
    std::string_view room;  // its name
    std::string_view from_key;
    AccountId account = 0;    // the sender's, if registered
    const Event& event;       // message or emote, with its id
    bool in_private = false;  // the room was private then
};

struct IdRange {
    std::uint64_t from;
    std::uint64_t to;
};

// Messages of one room that were said while it was private: those that the asking client is shown, and those
// that it is not. A message that is marked as said in private and is in neither is not shown.
struct PrivateIds {
    std::vector<IdRange> shown{};
    std::vector<IdRange> hidden{};

    bool shows(std::uint64_t id) const {
        return std::any_of(shown.begin(), shown.end(),
                           [id](const IdRange& range) { return range.from <= id && id <= range.to; });
    }
};

struct HistoryQuery {
    enum class Kind : std::uint8_t {
        last,    // the newest lines
        since,   // from `since` on, the newest ones if there are too many
        before,  // with ids below `id`, the newest of them
        after,   // with ids above `id`, the newest ones if there are too many
        around,  // `id` itself and half of `limit` on either side
        search,  // those that have all of the words, the newest ones; in any of the rooms
    };
    Ticket ticket = 0;
    std::string source{};  // of the asker: sources take turns
    Kind kind = Kind::last;
    std::vector<RoomKey> rooms{};  // one, but for a search
    std::uint64_t id = 0;
    std::uint64_t up_to = std::numeric_limits<std::int64_t>::max();  // no larger id; not for a search
    WallTime since{};
    std::string from_key{};  // of a search: only what they said
    std::string words{};     // of a search: as typed, never anything but words
    std::size_t limit = 0;   // lines
    std::map<RoomKey, PrivateIds> in_private{};
};

struct FoundLine {
    RoomKey room_key;
    std::string room;  // its name
    Message said;
};

struct HistoryAnswer {
    Ticket ticket = 0;
    bool failed = false;             // the log could not be read
    bool busy = false;               // it was not: the question gave way to those of others
    bool more = false;               // there are older ones than these
    std::vector<FoundLine> lines{};  // in the order of saying
};

// A room as it is found at the start.
struct RoomTail {
    RoomName room;
    std::uint64_t last_id = 0;
    std::vector<Message> lines;  // the last ones, oldest first
};

// Promises the hub relies on: no call blocks, none calls back into the hub before it has returned, and
// what is asked sees everything that was added before. What cannot be kept at the moment is kept later,
// or counted and told to operators.
class MessageLog {
  public:
    virtual ~MessageLog() = default;

    // False: nothing is ever kept here, so asking is of no use.
    virtual bool lasts() const { return false; }
    virtual void add(const KeptMessage& /*message*/) {}
    // The message with that id says this from now on, or is gone. Too much of it at once is not kept.
    virtual void replace(const RoomKey& /*room*/, std::uint64_t /*id*/, std::string_view /*text*/) {}
    virtual void remove(const RoomKey& /*room*/, std::uint64_t /*id*/) {}
    // More was added than can be kept in the time that is promised, although keeping works: the edge
    // should read more slowly from clients that talk until this is over. For the thread that adds.
    virtual bool behind() const { return false; }
    // Removes, soon, the messages of the room with ids up to that one. At the end of a run some of them may
    // still be there: the caller asks again at the next start. False: too much is being removed
    // already.
    virtual bool forget(const RoomKey& /*room*/, std::uint64_t /*up_to*/) { return true; }
    // The room goes by another key from now on; its messages with ids up to that one come along, and
    // those that another room had under that key are found no more. False: too much is being moved or
    // removed.
    virtual bool rename(const RoomKey& /*before*/, const RoomKey& /*after*/, std::uint64_t /*up_to*/) {
        return true;
    }
    // Answered by Hub::found. False: too many wait already.
    virtual bool ask(const HistoryQuery& /*query*/) { return false; }

    virtual void save(const GuestSeat& /*seat*/) {}
    virtual void remove_seat(std::string_view /*code*/) {}
};

}  // namespace confab
