// When the clocks of a place are changed, from a file in the format of RFC 8536 (TZif).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "confab/base/time.hpp"

namespace confab {

// How far clocks are ahead of UTC, and what people call that: "CET", "+03".
struct ZoneOffset {
    std::chrono::seconds ahead{0};
    std::string letters{};
};

// What holds after the last change that a file lists: one offset, or two of which each year has its days. As
// POSIX writes it in TZ: "CET-1CEST,M3.5.0,M10.5.0/3".
class ZoneRule {
  public:
    static std::optional<ZoneRule> parse(std::string_view text);
    const ZoneOffset& at(std::int64_t seconds) const;  // since 1970, in UTC

  private:
    // A day of any year, and the seconds of its local time.
    struct Change {
        enum class Kind : std::uint8_t { without_leap_day, with_leap_day, weekday } kind = Kind::weekday;
        int day = 0;  // of the year, or of the week
        unsigned month = 1;
        unsigned week = 1;  // 5: the last one
        std::int64_t time = 7200;
    };
    static std::optional<Change> take_change(std::string_view& text);
    static std::int64_t local(const Change& change, std::chrono::year year);

    ZoneOffset usual_;
    struct Summer {
        ZoneOffset offset;
        Change begin;
        Change end;
    };
    std::optional<Summer> summer_;
};

class TimeZone {
  public:
    TimeZone() = default;  // UTC
    // Nothing if the bytes are not a file of this kind, whatever they are.
    static std::optional<TimeZone> read(std::string_view file);

    const ZoneOffset& at(WallTime time) const;

  private:
    std::vector<std::int64_t> changes_;  // seconds since 1970, ascending
    std::vector<std::uint8_t> follows_;  // the offset after each change
    std::vector<ZoneOffset> offsets_{
        ZoneOffset{std::chrono::seconds(0), "UTC"}};  // the first one holds at first
    std::optional<ZoneRule> rule_;
};

}  // namespace confab
