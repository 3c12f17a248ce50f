#include "line_text.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <utility>

#include "confab/base/text.hpp"

namespace confab::dialect {

namespace {

const std::uint8_t* bytes_of(std::string_view text) {
    return reinterpret_cast<const std::uint8_t*>(text.data());
}

// Takes one character out of the front.
std::string_view next_character(std::string_view& text) {
    int32_t i = 0;
    U8_FWD_1(bytes_of(text), i, static_cast<int32_t>(text.size()));
    const std::string_view character = text.substr(0, static_cast<std::size_t>(i));
    text.remove_prefix(character.size());
    return character;
}

bool of_word(UChar32 c) {
    if (c < 0x80) return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    return u_isalnum(c) || (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
}

// Goes on from `at` while `holds` does.
template <typename Holds>
std::size_t back_while(std::string_view text, std::size_t at, Holds holds) {
    const std::uint8_t* bytes = bytes_of(text);
    auto i = static_cast<int32_t>(at);
    while (i > 0) {
        int32_t before = i;
        U8_BACK_1(bytes, 0, before);
        UChar32 c = 0;
        int32_t after = before;
        U8_NEXT(bytes, after, i, c);
        if (!holds(c)) break;
        i = before;
    }
    return static_cast<std::size_t>(i);
}

template <typename Holds>
std::size_t on_while(std::string_view text, std::size_t at, Holds holds) {
    const std::uint8_t* bytes = bytes_of(text);
    auto i = static_cast<int32_t>(at);
    const auto end = static_cast<int32_t>(text.size());
    while (i < end) {
        int32_t after = i;
        UChar32 c = 0;
        U8_NEXT(bytes, after, end, c);
        if (!holds(c)) break;
        i = after;
    }
    return static_cast<std::size_t>(i);
}

bool not_of_word(UChar32 c) { return !of_word(c); }
bool not_space(UChar32 c) { return c != ' '; }
bool is_space(UChar32 c) { return c == ' '; }

}  // namespace

bool LineText::insert(std::string_view typed) {
    // Together only if no character of it can join with what stands behind the cursor.
    const bool at_end = cursor_ == text_.size();
    const bool plain = at_end || (is_ascii(text_[cursor_]) && all_ascii(typed));
    if (plain && fits(typed.size())) return insert_whole(typed);

    bool all = true;
    while (!typed.empty()) all = insert_whole(next_character(typed)) && all;
    return all;
}

bool LineText::insert_whole(std::string_view piece) {
    if (!fits(piece.size())) return false;
    text_.insert(cursor_, piece);
    cursor_ = graphemes_.at_or_after(text_, cursor_ + piece.size());
    return true;
}

bool LineText::overwrite(std::string_view typed) {
    bool all = true;
    while (!typed.empty()) all = overwrite_character(next_character(typed)) && all;
    return all;
}

// A mark that joins what is before it overwrites nothing.
bool LineText::overwrite_character(std::string_view character) {
    const std::size_t under = graphemes_.after(text_, cursor_) - cursor_;
    if (!fits(character.size(), under)) return false;
    const std::size_t at = cursor_;
    text_.insert(at, character);
    const bool begins = graphemes_.at_or_after(text_, at) == at;
    if (!begins && text_.size() > max_line_) {
        text_.erase(at, character.size());
        return false;
    }
    if (begins) text_.erase(at + character.size(), under);
    cursor_ = graphemes_.at_or_after(text_, at + character.size());
    return true;
}

bool LineText::replace(std::size_t from, std::size_t to, std::string_view piece) {
    if (!fits(piece.size(), to - from)) return false;
    text_.replace(from, to - from, piece);
    cursor_ = graphemes_.at_or_after(text_, from + piece.size());
    return true;
}

void LineText::set(std::string text, std::size_t cursor) {
    text_ = std::move(text);
    cursor_ = graphemes_.at_or_after(text_, std::min(cursor, text_.size()));
}

std::string LineText::take() {
    cursor_ = 0;
    return std::exchange(text_, std::string());
}

bool LineText::move_to(std::size_t at) {
    return std::exchange(cursor_, graphemes_.at_or_after(text_, at)) != cursor_;
}

bool LineText::erase(std::size_t from, std::size_t to) {
    if (from == to) return false;
    text_.erase(from, to - from);
    cursor_ = graphemes_.at_or_after(text_, from);
    return true;
}

bool LineText::transpose() {
    const std::size_t end = cursor_ == text_.size() ? cursor_ : graphemes_.after(text_, cursor_);
    const std::size_t middle = graphemes_.before(text_, end);
    const std::size_t start = graphemes_.before(text_, middle);
    if (start == middle) return false;
    const auto at = [this](std::size_t i) { return text_.begin() + static_cast<std::ptrdiff_t>(i); };
    std::rotate(at(start), at(middle), at(end));
    cursor_ = graphemes_.at_or_after(text_, end);
    return true;
}

// A grapheme can begin with what is of no word and go on with what is.
std::size_t LineText::boundary_left(std::size_t at) const {
    const std::size_t boundary = graphemes_.at_or_after(text_, at);
    return boundary < cursor_ ? boundary : graphemes_.before(text_, cursor_);
}

std::size_t LineText::word_left() const {
    return boundary_left(back_while(text_, back_while(text_, cursor_, not_of_word), of_word));
}

std::size_t LineText::word_right() const {
    const std::size_t end = on_while(text_, on_while(text_, cursor_, not_of_word), of_word);
    return graphemes_.at_or_after(text_, end);
}

std::size_t LineText::spaced_word_left() const {
    return boundary_left(back_while(text_, back_while(text_, cursor_, is_space), not_space));
}

}  // namespace confab::dialect
