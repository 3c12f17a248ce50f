// The line that is being typed, and where the cursor is in it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "graphemes.hpp"

namespace confab::dialect {

// Valid UTF-8 of at most `max_line` bytes. The cursor is always at a boundary of graphemes: if a
// change joins what is around it, it moves behind that. What changes something answers whether it did.
//
// A step looks only around the cursor; a word is found in at most one walk along the line.
class LineText {
  public:
    // `graphemes` must outlive it.
    LineText(Graphemes& graphemes, std::size_t max_line) : graphemes_(graphemes), max_line_(max_line) {}

    const std::string& text() const { return text_; }
    std::size_t cursor() const { return cursor_; }  // bytes from the start
    std::size_t max_line() const { return max_line_; }
    // A line that is longer already stays, and can only become shorter.
    void set_max_line(std::size_t max_line) { max_line_ = max_line; }
    bool empty() const { return text_.empty(); }

    // What does not fit is left out, character by character, so that it does not matter in which
    // pieces text comes; false if anything was.
    bool insert(std::string_view typed);
    // Each grapheme takes the place of the one under the cursor.
    bool overwrite(std::string_view typed);
    // All or nothing.
    bool insert_whole(std::string_view piece);
    bool replace(std::size_t from, std::size_t to, std::string_view piece);  // cursor goes behind it

    void set(std::string text, std::size_t cursor = std::string::npos);
    std::string take();  // leaves it empty, without memory

    bool move_to(std::size_t at);  // a boundary, or the next one is taken
    bool left() { return move_to(graphemes_.before(text_, cursor_)); }
    bool right() { return move_to(graphemes_.after(text_, cursor_)); }
    bool erase_left() { return erase(graphemes_.before(text_, cursor_), cursor_); }
    bool erase_right() { return erase(cursor_, graphemes_.after(text_, cursor_)); }
    bool erase(std::size_t from, std::size_t to);
    // Exchanges the graphemes around the cursor, or the last two at the end, as Emacs does.
    bool transpose();

    // A word is letters, digits and their marks (Alt-B, Alt-F) ...
    std::size_t word_left() const;
    std::size_t word_right() const;
    // ... or what is between spaces (Ctrl-W).
    std::size_t spaced_word_left() const;

    template <class Archive, class Self>
    static void fields(Archive& archive, Self& self) {
        archive(self.text_, self.cursor_);
    }

  private:
    bool fits(std::size_t more, std::size_t less = 0) const {
        return text_.size() - less + more <= max_line_ || more <= less;
    }
    bool overwrite_character(std::string_view character);
    std::size_t boundary_left(std::size_t at) const;

    Graphemes& graphemes_;
    std::size_t max_line_;
    std::string text_;
    std::size_t cursor_ = 0;
};

}  // namespace confab::dialect
