// Programs that came to the wrong port: recognised by their very first bytes, so that no browser's
// request and no IRC client's password is said in a room.
#pragma once

#include <cstddef>
#include <string_view>

namespace confab::wire {

// So many bytes from the beginning are enough to tell.
inline constexpr std::size_t not_chat_length = 12;

// The name of the program that speaks there, "" if it may be a person. `start` is what has come so far.
std::string_view not_chat_bytes(std::string_view start);
// `after` is what came in the same read as the line.
std::string_view not_chat_line(std::string_view first_line, std::string_view after = {});

// The first line without the mark that some editors and shells put before a text (U+FEFF).
std::string_view without_byte_order_mark(std::string_view first_line);

}  // namespace confab::wire
