// From where on confabctl check complains.
#pragma once

#include <cstdint>
#include <string>

namespace confab::ctl {

// What is too much: the first from where on it is a warning, the second critical.
struct Threshold {
    double warning;
    double critical;
};

struct Thresholds {
    Threshold clients{90, 98};       // percent of max-clients
    Threshold lag{0.5, 2};           // seconds
    Threshold waiting{1000, 20000};  // messages that wait to be written
    Threshold certificate{14, 3};    // days that are left, or fewer
    std::int64_t log_minutes = 10;   // a gap in the log is a warning for so long
};

enum class Worse : std::uint8_t { more, fewer };

// "0.5,2". Throws CommandError, also if the critical number is reached before the warning.
Threshold parse_threshold(const std::string& text, Worse worse);

}  // namespace confab::ctl
