// Putting sentences together.
#pragma once

#include <concepts>
#include <string>
#include <string_view>

#include "confab/base/time.hpp"

namespace confab {

class ZoneClock;

namespace detail {
inline void append(std::string& out, std::string_view part) { out.append(part); }
void append(std::string& out, std::integral auto number) { out.append(std::to_string(number)); }
}  // namespace detail

template <class... Parts>
std::string sentence(const Parts&... parts) {
    std::string out;
    (detail::append(out, parts), ...);
    return out;
}

// "1 room", "2 rooms"
std::string counted(std::size_t count, std::string_view what);

// "5s", "3m", "2h", "4d": as much as one wants to know of an idle time.
std::string brief(Milliseconds duration);

// "2026-11-22", on the clocks of `clock`.
std::string date(WallTime time, const ZoneClock& clock);

// The first word, and what follows it without the spaces between; a rest of which nothing is seen is empty.
std::string_view take_word(std::string_view& rest);

// As much of a text as `most` bytes hold, cut between characters.
std::string_view excerpt(std::string_view text, std::size_t most);

// The same, but who reads it sees that there is more.
std::string shortened(std::string_view text, std::size_t most);

// Lower case of ASCII letters; commands are ASCII.
std::string ascii_lower(std::string_view text);

// "guest7", folded: the next guest may be given it.
bool is_guest_name(std::string_view folded);

}  // namespace confab
