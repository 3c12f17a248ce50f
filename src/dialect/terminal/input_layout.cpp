#include "input_layout.hpp"

#include <algorithm>

namespace confab::dialect {

void InputLayout::lay_out(Graphemes& graphemes, const InputView& view, std::size_t width,
                          std::size_t max_rows, std::size_t& top) {
    starts_.assign(1, 0);
    before_ = row_ = column_ = 0;
    place(graphemes, view.prompt, width, std::string_view::npos);
    place(graphemes, view.text, width, std::min(view.cursor, view.text.size()));

    const std::size_t visible = std::min(starts_.size(), max_rows);
    top = std::min(top, starts_.size() - visible);
    top = std::clamp(top, cursor_row < visible ? 0 : cursor_row - visible + 1, cursor_row);
    cursor_row -= top;

    std::string all(view.prompt);
    all += view.text;
    rows.resize(visible);
    for (std::size_t i = 0; i < visible; ++i) {
        const std::size_t begin = starts_[top + i];
        const std::size_t end = top + i + 1 < starts_.size() ? starts_[top + i + 1] : all.size();
        rows[i].assign(all, begin, end - begin);
    }
}

// The cursor stands on the grapheme that has the byte `cursor`, or behind the last one.
void InputLayout::place(Graphemes& graphemes, std::string_view text, std::size_t width, std::size_t cursor) {
    graphemes.split(text, units_);
    for (const Grapheme& unit : units_) {
        const std::size_t most = unit.columns + unit.spare;
        if (unit.columns > 0 && column_ > 0 && column_ + most > width) {
            starts_.push_back(before_ + unit.offset);
            ++row_;
            column_ = 0;
        }
        if (unit.offset <= cursor) {
            cursor_row = row_;
            cursor_column = column_;
        }
        column_ += unit.columns;
    }
    before_ += text.size();
    if (cursor >= text.size()) {
        cursor_row = row_;
        cursor_column = column_;
    }
}

}  // namespace confab::dialect
