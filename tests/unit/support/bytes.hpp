// Bytes in, readable: what a line reader makes of them, and bytes as text with escapes.
#pragma once

#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace confab::unit {

// What came out of a LineDecoder, one text each: "line abc", "too long", "reply \xff\xfc\x01",
// "are you there", "interrupt".
using Happenings = std::vector<std::string>;

// Feeds the pieces one after another, then the end of input.
Happenings read_lines(const std::vector<std::string_view>& pieces, std::size_t max_line = 4096);

std::vector<std::string_view> whole(std::string_view bytes);
std::vector<std::string_view> byte_by_byte(std::string_view bytes);
std::vector<std::string_view> cut_at_random(std::string_view bytes, std::mt19937& random);

// Other bytes than printable ASCII as \n, \r, \t, \e, \0 or \xNN, and a backslash as two; and back.
std::string escaped(std::string_view bytes);
std::string unescaped(std::string_view text);

bool is_valid_utf8(std::string_view bytes);
// C0, DEL or C1 (as UTF-8) anywhere.
bool has_controls(std::string_view text);

}  // namespace confab::unit
