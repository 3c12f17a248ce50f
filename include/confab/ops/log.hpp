// The log: one line an event on standard error, or a record in the journal.
//
// It is best effort: a thread of its own writes it, so that whoever logs never waits for whoever reads. Up to
// 1 MiB (set_queue) waits for a reader; what comes beyond that is lost, and counted in a line of its own.
#pragma once

#include <spdlog/spdlog.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>

namespace confab::ops::log {

using spdlog::debug;
using spdlog::error;
using spdlog::info;
using spdlog::warn;

// Kinds of events that deploy/confab.catalog explains.
enum class Event : std::uint8_t {
    none,
    connected,
    disconnected,
    refused,
    logged_in,
    wrong_password,
    listening,
    storage_fails,
    storage_works,
    certificate_ends,
    gap,
};

// What programs find an event by: CONFAB_PEER in the journal, "peer" in JSON. An empty value is left out.
struct Field {
    std::string_view key;  // in lower case
    std::string_view value;
};

// A line with fields.
void write(spdlog::level::level_enum level, Event event, std::initializer_list<Field> fields,
           std::string_view line);

// The level is trace, debug, info, warn or error, the format text, json, journal, or auto: journal if
// standard error leads there, else text. Anything else throws std::invalid_argument.
void start(std::string_view level, std::string_view format);
void set_format(std::string_view format);
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
