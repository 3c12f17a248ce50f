// Numbers as text, and the letters between them.
#pragma once

#include <algorithm>
#include <charconv>
#include <concepts>
#include <limits>
#include <optional>
#include <string_view>
#include <type_traits>

namespace confab {

// All of `text` as a number, or nothing: also if there is something else in it, or it does not fit.
template <class Number>
requires std::is_arithmetic_v<Number> std::optional<Number> parse_number(std::string_view text) {
    Number number{};
    const char* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, number);
    if (text.empty() || stopped != end || error != std::errc()) return std::nullopt;
    return number;
}

// The digits that `text` begins with, up to `max_digits` of them; they are taken off. Nothing is taken if
// there are none, or their number does not fit.
template <std::unsigned_integral Number>
std::optional<Number> take_number(std::string_view& text,
                                  std::size_t max_digits = std::numeric_limits<std::size_t>::max()) {
    Number number = 0;
    const char* end = text.data() + std::min(max_digits, text.size());
    const auto [stopped, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc()) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(stopped - text.data()));
    return number;
}

// Takes `letter` off, if `text` begins with it.
inline bool take_letter(std::string_view& text, char letter) {
    if (!text.starts_with(letter)) return false;
    text.remove_prefix(1);
    return true;
}

}  // namespace confab
