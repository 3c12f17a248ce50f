// What a client typed, made safe to show to others: valid UTF-8 with nothing in it that moves a
// cursor, changes a colour, turns the writing direction or breaks out of its line.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "confab/base/typed_line.hpp"

namespace confab::wire {

// Holds ICU's grapheme iterator; one a thread. Throws std::runtime_error if ICU has none.
class Cleaner {
  public:
    Cleaner();
    ~Cleaner();
    Cleaner(const Cleaner&) = delete;
    Cleaner& operator=(const Cleaner&) = delete;

    // - Each maximal bad part of UTF-8 (Unicode 3.9, WHATWG) becomes one U+FFFD.
    // - Control characters, whole escape sequences (ECMA-48, in 7 and 8 bits) and bidirectional
    //   overrides, embeddings and isolates vanish; TAB, U+2028 and U+2029 become a space.
    // - BS and DEL take back one grapheme.
    // - Of the combining marks on one character the first 4 stay.
    // - Spaces at the end are cut.
    // Cleaning what is clean changes nothing. The result is valid until the next call and while
    // `raw` is; a line of plain ASCII is not copied.
    std::string_view clean(std::string_view raw);

    // Byte of the last result at which something was replaced or vanished last; TypedLine::nowhere if the
    // result is what was typed. BS and DEL change nothing here, nor do spaces that are cut at the end.
    std::size_t changed_at() const { return changed_at_; }

  private:
    class Text;
    std::unique_ptr<Text> text_;
    std::string out_;
    std::size_t changed_at_ = TypedLine::nowhere;
};

}  // namespace confab::wire
