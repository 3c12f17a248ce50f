// An event of the log in its three forms. None of its texts can begin another line or field.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "confab/base/time.hpp"
#include "confab/ops/log.hpp"

namespace confab::ops {

enum class LogFormat : std::uint8_t { text, priority_text, json, journal };

struct LogRecord {
    WallTime time;
    spdlog::level::level_enum level = spdlog::level::info;
    std::string_view message;
    log::Event event = log::Event::none;
    std::span<const log::Field> fields{};
};

// A line, with its end.
//
// In the form `journal` it is for send_to_journal(): it begins with journal_mark, and its fields, KEY=value,
// end with journal_mark each.
std::string format(const LogRecord& record, LogFormat format);

// No text contains it.
inline constexpr char journal_mark = '\x01';

// 128 bits, in hexadecimal, as in deploy/confab.catalog; empty for an event that has none.
std::string_view message_id(log::Event event);

}  // namespace confab::ops
