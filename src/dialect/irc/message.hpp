// One message of the IRC protocol: tags, a command and its parameters.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace confab::dialect::irc {

inline constexpr std::size_t max_tags = 4096;  // bytes with '@' and the space behind them
inline constexpr std::size_t max_rest = 510;   // bytes of all that follows, without the end of the line
inline constexpr std::size_t max_params = 15;

// Refers to the line that it was read from.
struct Message {
    std::string_view tags;  // without '@'
    std::string_view command;
    std::vector<std::string_view> params;

    std::string_view param(std::size_t i) const { return i < params.size() ? params[i] : std::string_view(); }
};

// Of a line without its end. A prefix is left out: a client is who it is. Without a command there is nothing.
Message parse_message(std::string_view line);
// Are the tags, or the rest, longer than they may be?
bool is_too_long(std::string_view line);

// The value of a tag as it stands there; empty if there is none.
std::string_view tag_value(std::string_view tags, std::string_view name);
// Those that clients send each other: their names begin with '+'.
std::string client_tags(std::string_view tags);

}  // namespace confab::dialect::irc
