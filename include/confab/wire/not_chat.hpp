// Programs that came to the wrong port: recognised by their very first bytes, so that no browser's
// request is said in a room.
#pragma once

#include <string_view>

namespace confab::wire {

// What speaks there, "" if it may be a person. `start` is what has come so far.
std::string_view not_chat_bytes(std::string_view start);
std::string_view not_chat_line(std::string_view first_line);

}  // namespace confab::wire
