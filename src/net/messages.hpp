// What the hub tells a shard and a shard tells the hub. On one thread a message is a call; between threads it
// waits in a Batch.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "arena.hpp"
#include "confab/base/ids.hpp"
#include "confab/base/source_table.hpp"
#include "confab/base/time.hpp"
#include "confab/core/ports/event_sink.hpp"
#include "confab/core/users/arrived.hpp"
#include "confab/dialect/request.hpp"
#include "confab/dialect/table.hpp"

namespace confab::net {

class TlsStream;

// --- To a shard. What a message refers to lasts for the call, or as long as its batch.

// Everyone in `room` on that shard, but not `except`.
struct Publish {
    RoomId room;
    Event event;
    std::span<const ClientId> except;
};
struct Send {
    ClientId who;
    Event event;
};
struct Subscribe {
    ClientId who;
    RoomId room;
};
struct Unsubscribe {
    ClientId who;
    RoomId room;
};
struct ChangeView {
    ClientId who;
    View view;
};
struct HangUp {
    ClientId who;
    std::string_view name;
    std::string_view reason;
};
struct PauseInput {
    ClientId who;
    bool on;
};
// So many connections of one person share what the person may send.
struct ShareSending {
    ClientId who;
    std::uint16_t connections;
};
struct AskSecret {
    ClientId who;
    std::string_view prompt;
};
// Answered by Measured.
struct Measure {
    ClientId who;
    Ticket ticket;
};
struct Offer {
    ClientId who;
    std::string_view line;
};
struct SetPreferences {
    ClientId who;
    const DisplayPreferences* preferences;
};
struct RequestInteractive {
    ClientId who;
    bool on;
};
struct Completions {
    ClientId who;
    std::string_view word;
    std::span<const std::string> candidates;
};
struct SetStatus {
    ClientId who;
    const Status* status;
};
// What the client was answered costs so many tokens more than the question did.
struct Charge {
    ClientId who;
    std::size_t tokens;
};
// Its line that expects an answer has been handled, and all that was told by it.
struct Handled {
    ClientId who;
};
// A connected socket; `logged`: its end is logged too.
struct Adopt {
    ClientId who;
    int fd;
    int family;
    dialect::Arrival arrival;
    bool logged;
    TlsStream* tls = nullptr;  // taken over with the socket; none: plain
    std::uint32_t source = 0;  // 0: what it has unsent is not counted for one
};

using ShardMessage = std::variant<Publish, Send, Subscribe, Unsubscribe, ChangeView, HangUp, PauseInput,
                                  ShareSending, AskSecret, Measure, Offer, SetPreferences, RequestInteractive,
                                  Completions, SetStatus, Charge, Handled, Adopt>;

// --- To the hub

struct FromClient {
    ClientId who;
    Now now;
    dialect::Request request;
};
struct Disconnect {
    ClientId who;
    std::string_view reason;
    Now now;
    Arrived arrived;
};
// The same for a client that reads no more: what it waits for is not waited for.
struct Lost {
    ClientId who;
    std::string_view reason;
    Now now;
    Arrived arrived;
};
struct Measured {
    Ticket ticket;
    Arrived arrived;
};
// The connection is closed; its slot may be given to somebody else.
struct Release {
    ClientId who;
    Offence offence = Offence::none;  // for which it was closed
};

using HubMessage = std::variant<FromClient, Disconnect, Lost, Measured, Release>;

// The one serialiser: copies all that `message` refers to into `arena`. A message that has no function for
// that does not compile.
void copy_into(Arena& arena, ShardMessage& message);
void copy_into(Arena& arena, HubMessage& message);

}  // namespace confab::net
