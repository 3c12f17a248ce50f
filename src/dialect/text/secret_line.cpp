#include "confab/dialect/text/secret_line.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "command_list.hpp"
#include "confab/base/text.hpp"
#include "confab/base/visible.hpp"

namespace confab {

namespace {

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

// What follows the slash, if only invisible characters, combining marks that belong to nothing, and bytes
// that were no UTF-8 come before it; else empty.
std::string_view after_slash(std::string_view line) {
    const bool is_plain = !line.empty() && line[0] > ' ' && line[0] < 0x7F && line[0] != '/';
    if (is_plain) return {};
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

bool is_secret_command(std::string_view line) {
    const std::string text = folded(line);
    std::string_view arguments = text;
    const std::vector<const Command*> like = commands_like(take_word(arguments));
    return std::any_of(like.begin(), like.end(), [arguments](const Command* command) {
        return may_hold_secret(command->parameters, arguments);
    });
}

// "@label=7 /login", or what a program took for a label or a tag: the command may stand anywhere behind it.
bool is_tagged(std::string_view line) {
    line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
    return line.starts_with('@') && line.substr(0, line.find(' ')).find('=') != std::string_view::npos;
}

}  // namespace

bool may_hold_secret(std::string_view line) {
    const std::string_view command = after_slash(line);
    if (!command.empty()) return is_secret_command(command);
    if (!is_tagged(line)) return false;
    for (std::size_t at = line.find('/'); at != std::string_view::npos; at = line.find('/', at + 1)) {
        if (is_secret_command(line.substr(at + 1))) return true;
    }
    return false;
}

bool block_may_hold_secret(std::string_view block) {
    while (!block.empty()) {
        const std::size_t end = std::min(block.find('\n'), block.size());
        if (may_hold_secret(block.substr(0, end))) return true;
        block.remove_prefix(std::min(end + 1, block.size()));
    }
    return false;
}

}  // namespace confab
