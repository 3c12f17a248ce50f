// The options a terminal's telnet knows, and which side may have them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "confab/wire/telnet/telnet.hpp"

namespace confab::wire::telnet_options {

struct Row {
    std::uint8_t code;
    bool ours;    // we may do it
    bool theirs;  // the client may do it
    bool ask_ours;
    bool ask_theirs;
};

// Rows of the table.
struct Index {
    static constexpr std::size_t echo = 0;
    static constexpr std::size_t go_ahead = 1;
    static constexpr std::size_t window = 2;
    static constexpr std::size_t type = 3;
    static constexpr std::size_t environment = 4;
    static constexpr std::size_t charset = 5;
    static constexpr std::size_t binary = 6;
};

// BINARY is asked for because some telnets take the eighth bit off what is typed without it. The
// client's SGA is not: busybox takes any word about SGA for one about ours, and switches it off.
inline constexpr std::array<Row, 7> table{{
    {telnet::option_echo, true, false, true, false},
    {telnet::option_suppress_go_ahead, true, true, true, false},
    {telnet::option_window_size, false, true, false, true},
    {telnet::option_terminal_type, false, true, false, true},
    {telnet::option_new_environment, false, true, false, true},
    {telnet::option_charset, true, true, true, false},
    {telnet::option_binary, true, true, true, true},
}};

// The two that make a client send keys instead of lines.
constexpr bool for_keys(std::size_t index) { return index == Index::echo || index == Index::go_ahead; }

inline constexpr std::string_view utf8 = "UTF-8";

}  // namespace confab::wire::telnet_options
