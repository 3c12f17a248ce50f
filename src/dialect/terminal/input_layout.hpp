// Where on the screen the half-typed line stands.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "graphemes.hpp"
#include "input_view.hpp"

namespace confab::dialect {

// Rows of at most `width` cells, also in a terminal that counts each character of a grapheme by itself, cut
// between graphemes. A cursor at the end of a full row stands
// behind it, in the cell that is never written.
class InputLayout {
  public:
    // `top` is the first row that was visible before; 0 for a new input. Of a line with more than
    // `max_rows` rows those around the cursor are shown, moved as little as possible.
    void lay_out(Graphemes& graphemes, const InputView& view, std::size_t width, std::size_t max_rows,
                 std::size_t& top);

    std::vector<std::string> rows;  // the visible ones, at least one
    std::size_t cursor_row = 0;     // of `rows`
    std::size_t cursor_column = 0;

  private:
    void place(Graphemes& graphemes, std::string_view text, std::size_t width, std::size_t cursor);

    std::vector<Grapheme> units_;
    std::vector<std::size_t> starts_;  // of rows, bytes of prompt and text
    std::size_t before_ = 0;           // bytes that have been placed
    std::size_t row_ = 0;
    std::size_t column_ = 0;
};

}  // namespace confab::dialect
