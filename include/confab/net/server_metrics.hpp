// Figures of a running server, for those who watch it. Counters begin at the start and only grow.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "confab/base/histogram.hpp"
#include "confab/core/ports/event_sink.hpp"

namespace confab::net {

// What one shard has carried. Bytes are those of the dialect, before they are encrypted.
struct Traffic {
    std::uint64_t lines_in = 0;
    std::uint64_t bytes_in = 0;
    std::uint64_t deliveries = 0;  // lines, one for each client that gets it
    std::uint64_t bytes_out = 0;
    std::uint64_t bytes_dropped = 0;  // of these: never sent, because the connection ended
    // Clients that read too slowly, by the limit that closed them.
    std::uint64_t closed_own_queue = 0;      // max-queue
    std::uint64_t closed_all_queues = 0;     // max-queued
    std::uint64_t closed_source_queues = 0;  // the share of a source in it
};

struct DialectUse {
    std::size_t lines = 0;
    std::size_t structured = 0;
    std::size_t interactive = 0;
};

struct ShardMetrics {
    Traffic traffic{};
    LoopLag loop_lag{};
    std::array<DialectUse, View::max_dialects> dialects{};  // connections that are open, by View::dialect
    std::size_t waiting = 0;                                // of these: with something unsent
    std::size_t largest_queue = 0;                          // bytes
    std::size_t held = 0;                                   // that are not read from now
    double recent_lag = 0;                                  // seconds: the most within the last minute
    std::optional<std::chrono::steady_clock::time_point> log_left_out_at{};  // the last of these:
    std::uint64_t log_left_out = 0;                                          // lines
};

struct ListenerUse {
    std::string url;
    std::size_t connections = 0;
    std::uint64_t opened = 0;
};

struct HandshakeCounts {
    std::uint64_t done = 0;
    std::uint64_t failed = 0;
    std::uint64_t late = 0;
    std::uint64_t refused = 0;  // too many at once
    std::size_t waiting = 0;    // now
};

struct LoginCounts {
    std::uint64_t done = 0;
    std::uint64_t registered = 0;
    std::uint64_t wrong_password = 0;
    std::uint64_t wrong_secret = 0;  // with codes and keys of rooms
};

struct ServerMetrics {
    std::vector<ShardMetrics> shards{};
    std::vector<std::string> dialects{};  // their names
    std::vector<ListenerUse> listeners{};
    std::vector<std::pair<std::string_view, std::uint64_t>> refused{};  // by reason
    HandshakeCounts handshakes{};
    LoginCounts logins{};
    std::size_t queued = 0;   // bytes that wait for all clients together, as memory
    std::size_t sources = 0;  // that are remembered
    std::size_t max_clients = 0;
    std::size_t max_queued = 0;
    std::size_t max_handshakes = 0;
};

}  // namespace confab::net
