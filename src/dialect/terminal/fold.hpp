// How a line is cut into rows at words; for Wrap, which says what comes of it.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "wrap.hpp"

namespace confab::dialect {

inline WrappedRow row_of(std::size_t begin, std::size_t end, std::size_t indent) {
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end - begin), 0, 0,
            static_cast<std::uint32_t>(indent)};
}

// One pass over the units, for one line. A word is looked at once to its end when it does not fit into a
// row; nothing is looked at twice but that.
class Fold {
  public:
    Fold(std::string_view line, const std::vector<Grapheme>& units, std::vector<WrappedRow>& rows,
         std::size_t width, std::size_t indent)
        : line_(line), units_(units), rows_(rows), width_(width), indent_(indent) {}

    void run();

  private:
    struct Break {
        std::size_t end;   // byte
        std::size_t next;  // unit
    };

    void take_plain();
    void step();
    void take(const Grapheme& unit);
    void note_break(const Grapheme& unit);
    bool overflows(const Grapheme& unit) const;
    void wrap();
    void run_on(std::size_t word, std::size_t end);
    void start_row(Break here, bool flat);

    bool blank(std::size_t unit) const {
        return line_[units_[unit].offset] == ' ' && units_[unit].length == 1;
    }
    bool colour(std::size_t unit) const { return line_[units_[unit].offset] == '\x1b'; }
    std::size_t offset(std::size_t unit) const {
        return unit < units_.size() ? units_[unit].offset : line_.size();
    }
    std::size_t end_of_word(std::size_t unit) const;
    std::size_t cells(std::size_t from, std::size_t to) const;
    std::size_t after_blanks(std::size_t unit) const;
    std::size_t row_indent() const { return rows_.empty() || flat_ ? 0 : indent_; }
    std::size_t room() const { return width_ - row_indent(); }

    std::string_view line_;
    const std::vector<Grapheme>& units_;
    std::vector<WrappedRow>& rows_;
    std::size_t width_;
    std::size_t indent_;

    std::size_t unit_ = 0;
    // Of the row that is being filled.
    std::size_t begin_ = 0;  // byte
    std::size_t begin_unit_ = 0;
    std::size_t columns_ = 0;
    std::size_t stop_ = static_cast<std::size_t>(-1);  // the unit where it has to end
    std::optional<Break> gap_;                         // the latest place where it may
    bool certain_ = true;                              // so far
    bool flat_ = false;                                // it is not indented
    bool after_blank_ = false;
    bool after_wide_ = false;
};

}  // namespace confab::dialect
