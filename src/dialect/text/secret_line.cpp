#include "confab/dialect/text/secret_line.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

#include "confab/base/text.hpp"
#include "confab/base/visible.hpp"

namespace confab {

namespace {

constexpr std::array<std::string_view, 5> secret_commands = {"login", "register", "passwd", "unregister",
                                                             "resume"};

// '/' itself, and what an input method or an editor may make of it.
bool is_slash(UChar32 c) { return c == '/' || c == 0xFF0F || c == 0x2044 || c == 0x2215 || c == 0x29F8; }

bool is_mark(UChar32 c) { return (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0; }

std::string folded(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* fold = icu::Normalizer2::getNFKCCasefoldInstance(status);
    if (U_FAILURE(status)) return std::string(text);
    const auto source = icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())});
    std::string result;
    fold->normalize(source, status).toUTF8String(result);
    return result;
}

// What follows the slash, if nothing is before it but what is not seen, marks that belong to nothing, and
// bytes that were no UTF-8; else empty.
std::string_view after_slash(std::string_view line) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(line.data());
    const auto length = static_cast<int32_t>(line.size());
    for (int32_t next = 0; next < length;) {
        const int32_t start = next;
        UChar32 c = 0;
        U8_NEXT_OR_FFFD(bytes, next, length, c);
        const std::string_view character =
            line.substr(static_cast<std::size_t>(start), static_cast<std::size_t>(next - start));
        if (is_slash(c)) return line.substr(static_cast<std::size_t>(next));
        if (c != 0xFFFD && !is_mark(c) && !is_blank(character)) return {};
    }
    return {};
}

bool is_short_for(std::string_view typed, std::string_view command) {
    return !typed.empty() && command.starts_with(typed);
}

bool asks_for_key(std::string_view arguments) {
    take_word(arguments);  // the room
    return !arguments.empty();
}

bool sets_key(std::string_view arguments) {
    return take_word(arguments) == "key" && !arguments.empty() && arguments != "off";
}

}  // namespace

bool may_hold_secret(std::string_view line) {
    line = after_slash(line);
    if (line.empty()) return false;
    const std::string text = folded(line);
    std::string_view arguments = text;
    const std::string_view typed = take_word(arguments);
    if (typed.empty() || arguments.empty()) return false;
    if (typed == "r") return false;  // that is /reply
    if (is_short_for(typed, "join")) return asks_for_key(arguments);
    if (is_short_for(typed, "room") && sets_key(arguments)) return true;
    return std::any_of(secret_commands.begin(), secret_commands.end(),
                       [&](std::string_view command) { return is_short_for(typed, command); });
}

}  // namespace confab
