#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace confab::e2e {

// Does the whole of `text` match the ECMAScript expression?
bool matches(std::string_view text, std::string_view expression);

// Does any part of it?
bool has_match(std::string_view text, std::string_view expression);

bool contains(std::string_view text, std::string_view part);

// A regular expression for the time a line begins with.
inline const std::string clock_time = "([01][0-9]|2[0-3]):[0-5][0-9]";

// How many of `lines` contain `part`.
std::size_t count_containing(const std::vector<std::string>& lines, std::string_view part);

std::vector<std::string> split_lines(std::string_view text);
std::string join_lines(const std::vector<std::string>& lines);

// Control bytes and other bytes outside ASCII as \xNN, so that a failure can be read.
std::string visible(std::string_view bytes);

// C0, DEL or C1 (as UTF-8) anywhere: what must never reach a terminal. A line's LF is not part of it.
bool has_controls(std::string_view line);

// `unit` that many times.
std::string times(std::size_t count, std::string_view unit);

}  // namespace confab::e2e
