#include "confab/wire/clean.hpp"

#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <stdexcept>

#include "escape_filter.hpp"

namespace confab::wire {

namespace {

// "Zalgo" text writes over the lines around it; no orthography needs more on one character.
constexpr char max_marks = 4;

// Below U+0300 nothing is a mark, and nothing but U+00AD is not seen.
constexpr UChar32 first_mark = 0x300;
constexpr UChar32 soft_hyphen = 0xAD;

constexpr UChar32 replacement = 0xFFFD;

// UTF-16 units. A family of four with skin tones has 19.
constexpr int32_t max_grapheme = 128;

bool is_plain(char c) { return c >= 0x20 && c <= 0x7E; }

// Printable ASCII and nothing else, eight bytes at a time: nearly every line is, and g++ 12 does not
// vectorise the plain loop. A byte's top bit ends up set if it was set, if the byte is below 0x20
// (the subtraction borrows) or if it is 0x7F (the addition carries).
bool is_plain(std::string_view text) {
    constexpr std::uint64_t every = 0x0101010101010101;
    std::uint64_t odd = 0;
    std::size_t i = 0;
    for (; i + 8 <= text.size(); i += 8) {
        std::uint64_t bytes = 0;
        std::memcpy(&bytes, text.data() + i, 8);
        odd |= bytes | (bytes + every) | ((bytes - 0x20 * every) & ~bytes);
    }
    if ((odd & 0x80 * every) != 0) return false;
    return std::all_of(text.begin() + static_cast<std::ptrdiff_t>(i), text.end(),
                       [](char c) { return is_plain(c); });
}

bool is_mark(UChar32 c) { return (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0; }

// What is not seen does not begin a new character, or it would let more marks through.
bool begins_character(UChar32 c) {
    return !is_mark(c) && !u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

// UAX #9: LRE RLE PDF LRO RLO, LRI RLI FSI PDI.
bool turns_direction(UChar32 c) { return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069); }

bool is_control(UChar32 c) { return c < 0x20 || (c >= 0x7F && c <= 0x9F); }

}  // namespace

// The clean text so far, with what is needed to take a grapheme back.
class Cleaner::Text {
  public:
    Text() {
        UErrorCode status = U_ZERO_ERROR;
        graphemes_ = ubrk_open(UBRK_CHARACTER, "", nullptr, 0, &status);
        if (U_FAILURE(status)) throw std::runtime_error("ICU: cannot open the grapheme iterator");
    }
    ~Text() { ubrk_close(graphemes_); }
    Text(const Text&) = delete;
    Text& operator=(const Text&) = delete;

    void clear() {
        text_.remove();
        marks_after_.clear();
        marks_ = 0;
        changed_ = unchanged;
    }

    // What comes next is not what was typed there.
    void change() { changed_ = text_.length(); }

    void take(UChar32 c) {
        if (c == '\b' || c == 0x7F) return erase();
        if (c == '\t' || c == 0x2028 || c == 0x2029) {
            change();
            c = ' ';
        }
        if (is_control(c) || turns_direction(c)) return change();
        if (c < first_mark && c != soft_hyphen) {  // most typing in Europe
            marks_ = 0;
        } else if (is_mark(c)) {
            if (marks_ == max_marks) return change();
            ++marks_;
        } else if (begins_character(c)) {
            marks_ = 0;
        }
        text_.append(c);
        marks_after_.resize(static_cast<std::size_t>(text_.length()), marks_);
    }

    void write_to(std::string& out) {
        int32_t end = text_.length();
        while (end > 0 && u_isUWhiteSpace(text_.char32At(end - 1))) {
            end = text_.moveIndex32(end, -1);
            if (text_.charAt(end) != ' ') changed_ = end;
        }
        text_.truncate(end);
        text_.toUTF8String(out);
    }

    // In bytes of the UTF-8.
    std::size_t changed_at() const {
        if (changed_ == unchanged) return TypedLine::nowhere;
        std::string before;
        text_.tempSubString(0, changed_).toUTF8String(before);
        return before.size();
    }

  private:
    void erase() {
        if (text_.isEmpty()) return;
        text_.truncate(last_boundary());
        marks_after_.resize(static_cast<std::size_t>(text_.length()));
        marks_ = marks_after_.empty() ? char{0} : marks_after_.back();
    }

    int32_t last_boundary() {
        const int32_t length = text_.length();
        const auto ascii = [this](int32_t i) { return i < 0 || is_plain_unit(text_.charAt(i)); };
        if (ascii(length - 1) && ascii(length - 2)) return length - 1;

        // Only so far back, or a line of nothing but joiners and backspaces would take milliseconds.
        const int32_t start = text_.getChar32Start(std::max(0, length - max_grapheme));
        UErrorCode status = U_ZERO_ERROR;
        ubrk_setText(graphemes_, text_.getBuffer() + start, length - start, &status);
        const int32_t boundary = U_SUCCESS(status) ? ubrk_preceding(graphemes_, length - start) : UBRK_DONE;
        return boundary == UBRK_DONE ? start : start + boundary;
    }

    static bool is_plain_unit(char16_t unit) { return unit >= 0x20 && unit <= 0x7E; }

    icu::UnicodeString text_;
    std::string marks_after_;  // of each unit of text_, how many marks its character has by then
    UBreakIterator* graphemes_ = nullptr;
    static constexpr int32_t unchanged = -1;
    int32_t changed_ = unchanged;  // unit of text_
    char marks_ = 0;
};

Cleaner::Cleaner() : text_(std::make_unique<Text>()) {}
Cleaner::~Cleaner() = default;

std::string_view Cleaner::clean(std::string_view raw) {
    changed_at_ = TypedLine::nowhere;
    if (is_plain(raw)) {
        return raw.substr(0, raw.find_last_not_of(' ') + 1);  // npos + 1 is 0
    }
    text_->clear();
    EscapeFilter filter;
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(raw.data());
    const auto length = static_cast<int32_t>(raw.size());
    for (int32_t i = 0; i < length;) {
        UChar32 c = 0;
        U8_NEXT(bytes, i, length, c);
        if (c < 0) {
            text_->change();
            c = replacement;
        }
        if (filter.is_text(static_cast<char32_t>(c))) {
            text_->take(c);
        } else {
            text_->change();
        }
    }
    out_.clear();
    text_->write_to(out_);
    changed_at_ = text_->changed_at();
    return out_;
}

}  // namespace confab::wire
