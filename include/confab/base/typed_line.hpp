// A line as it was typed, and where cleaning had to change it.
#pragma once

#include <concepts>
#include <cstddef>
#include <functional>
#include <string_view>

namespace confab {

// Stands for a secret that did not come as it was typed. It is not UTF-8, so no secret is like it: as a new
// one it is refused, and as an old one it is wrong.
inline constexpr std::string_view garbled_secret = "\xff";

// `text` is clean. To say, a repaired line is as good as any; a secret is not, because many secrets
// are repaired to the same one.
struct TypedLine {
    static constexpr std::size_t nowhere = std::string_view::npos;

    template <class Text>
    requires std::convertible_to<const Text&, std::string_view> TypedLine(const Text& line,
                                                                          std::size_t changed = nowhere)
        : text(line), changed_at(changed) {}

    // Is `part` of `text` what was typed, byte by byte? In doubt it is not: only the last change is known.
    bool is_exact(std::string_view part) const {
        if (changed_at == nowhere || part.empty()) return true;
        return std::greater<>()(part.data(), text.data() + changed_at);
    }

    // A secret that is `part` of the line: garbled_secret if it is not what was typed.
    std::string_view secret(std::string_view part) const {
        constexpr std::string_view replaced = "\uFFFD";
        const bool as_typed = is_exact(part) && part.find(replaced) == std::string_view::npos;
        return as_typed ? part : garbled_secret;
    }

    std::string_view text;
    // Byte of `text` at which cleaning last replaced something or left it out. Not counted are spaces
    // that were cut at the end, and what the person took back by BS, DEL or IAC EC.
    std::size_t changed_at = nowhere;
};

}  // namespace confab
