// Members of JSON objects (RFC 8259), each with the comma before it. Written by hand: with a library a line
// of JSON took 27 allocations.
#pragma once

#include <concepts>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "confab/base/time.hpp"

namespace confab {

// Nothing if `value` is empty. `mark` stands before it within the quotation marks.
void json_member(std::string& out, std::string_view key, std::string_view value, std::string_view mark = {});
void json_member(std::string& out, std::string_view key, std::uint64_t number);
inline void json_member(std::string& out, std::string_view key, std::same_as<bool> auto on) {
    out.append(",\"").append(key).append(on ? "\":true" : "\":false");
}
// A list of texts, each with `mark` before it; nothing if there are none.
void json_member(std::string& out, std::string_view key, std::span<const std::string> values,
                 std::string_view mark = {});
// As text, RFC 3339.
void json_member(std::string& out, std::string_view key, WallTime time);

}  // namespace confab
