// The bytes of RFC 854 and the options we know by name.
#pragma once

#include <cstdint>

namespace confab::wire::telnet {

inline constexpr std::uint8_t eof = 236;  // RFC 1184; the lowest command there is
inline constexpr std::uint8_t se = 240;
inline constexpr std::uint8_t break_ = 243;
inline constexpr std::uint8_t interrupt_process = 244;
inline constexpr std::uint8_t are_you_there = 246;
inline constexpr std::uint8_t erase_character = 247;
inline constexpr std::uint8_t erase_line = 248;
inline constexpr std::uint8_t sb = 250;
inline constexpr std::uint8_t will = 251;
inline constexpr std::uint8_t wont = 252;
inline constexpr std::uint8_t do_ = 253;
inline constexpr std::uint8_t dont = 254;
inline constexpr std::uint8_t iac = 255;

inline constexpr std::uint8_t option_binary = 0;             // RFC 856
inline constexpr std::uint8_t option_echo = 1;               // RFC 857
inline constexpr std::uint8_t option_suppress_go_ahead = 3;  // RFC 858
inline constexpr std::uint8_t option_timing_mark = 6;        // RFC 860
inline constexpr std::uint8_t option_terminal_type = 24;     // RFC 1091
inline constexpr std::uint8_t option_window_size = 31;       // RFC 1073
inline constexpr std::uint8_t option_new_environment = 39;   // RFC 1572
inline constexpr std::uint8_t option_charset = 42;           // RFC 2066

}  // namespace confab::wire::telnet
