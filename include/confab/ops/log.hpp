// The log: one line an event on standard error, with journald's priorities under systemd.
//
// It is best effort: a thread of its own writes it, so that whoever logs never waits for whoever reads. Up to
// 1 MiB (set_queue) waits for a reader; what comes beyond that is lost, and counted in a line of its own.
#pragma once

#include <spdlog/spdlog.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace confab::ops::log {

using spdlog::debug;
using spdlog::error;
using spdlog::info;
using spdlog::warn;

// trace, debug, info, warn or error; anything else throws std::invalid_argument.
void start(std::string_view level);
void set_level(std::string_view level);
bool is_level(std::string_view level);

// How many bytes of lines may wait for a reader. Before start() it does nothing.
void set_queue(std::size_t max_bytes);

// Lines lost since the start.
std::uint64_t lost();
std::optional<std::chrono::steady_clock::time_point> last_lost();

// Waits until all lines are written, but no longer than this. Before the program ends: what still waits then
// is lost.
void flush(std::chrono::milliseconds longest);

// A line as it is, for whoever started the program, before or after start(); written or given up when this
// returns.
void last_words(std::string_view line);

}  // namespace confab::ops::log
