#include "confab/base/text.hpp"

#include <algorithm>

#include "confab/base/visible.hpp"
#include "confab/base/zone_clock.hpp"

namespace confab {

std::string counted(std::size_t count, std::string_view what) {
    return sentence(count, " ", what, count == 1 ? "" : "s");
}

std::string brief(Milliseconds duration) {
    const auto seconds = std::max<Milliseconds::rep>(0, duration.count() / 1000);
    if (seconds < 60) return sentence(seconds, "s");
    if (seconds < 3600) return sentence(seconds / 60, "m");
    if (seconds < 86400) return sentence(seconds / 3600, "h");
    return sentence(seconds / 86400, "d");
}

std::string date(WallTime time, const ZoneClock& clock) {
    const std::chrono::year_month_day day = clock.day(time);
    std::string text = std::to_string(static_cast<int>(day.year()));
    for (const unsigned part : {static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day())}) {
        text.append(part < 10 ? "-0" : "-").append(std::to_string(part));
    }
    return text;
}

std::string_view take_word(std::string_view& rest) {
    const auto end = std::min(rest.find(' '), rest.size());
    const std::string_view word = rest.substr(0, end);
    rest.remove_prefix(std::min(rest.find_first_not_of(' ', end), rest.size()));
    if (is_blank(rest)) rest = {};
    return word;
}

std::string_view excerpt(std::string_view text, std::size_t most) {
    if (text.size() <= most) return text;
    std::size_t end = most;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    return text.substr(0, end);
}

std::string shortened(std::string_view text, std::size_t most) {
    return text.size() <= most ? std::string(text) : sentence(excerpt(text, most), " ...");
}

std::string ascii_lower(std::string_view text) {
    std::string lower(text);
    for (char& c : lower) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return lower;
}

bool is_guest_name(std::string_view folded) {
    if (!folded.starts_with("guest") || folded.size() == 5) return false;
    return folded.find_first_not_of("0123456789", 5) == std::string_view::npos;
}

}  // namespace confab
