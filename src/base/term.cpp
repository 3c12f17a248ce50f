#include "confab/base/term.hpp"

#include "confab/base/duration.hpp"
#include "confab/base/text.hpp"

namespace confab {

namespace {

constexpr std::size_t max_shown = 64;  // bytes of a text that is not a time

}  // namespace

Term parse_term(std::string_view time, std::string_view reason) {
    Term term{.time = parse_duration(time), .reason = reason};
    if (term.time) return term;
    term.bad_time = excerpt(time, max_shown);
    return term;
}

Term parse_term(std::string_view text) {
    std::string_view rest = text;
    const std::string_view first = take_word(rest);
    if (looks_like_duration(first)) return parse_term(first, rest);
    return {.reason = text};
}

}  // namespace confab
