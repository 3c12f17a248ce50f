// Everything anew: after another size, or because somebody wants it.
#include <algorithm>
#include <utility>

#include "screen.hpp"

namespace confab::dialect {

namespace {

// Of colours, region and breaking of rows, as another program may have left them.
constexpr std::string_view in_order = "\x1b[m\x1b[r\x1b[?7h";

Size within_limits(Size size) {
    if (size.columns == 0 || size.rows < Screen::min_rows) return {};
    return {std::clamp(size.columns, Screen::min_columns, Screen::max_columns),
            std::min(size.rows, Screen::max_rows)};
}

}  // namespace

void Screen::resize(Size size) {
    close_frame();
    size = within_limits(size);
    const bool first = !known() || left_ || size.rows == 0;
    const bool same = !first && size == size_;
    if (first) erase_live();
    size_ = size;
    left_ = false;
    if (!same) gap_ = top_ = 0;
    painted_.clear();
    if (known()) {
        painted_.resize(lay_out().rows.size());
        gap_ = std::min(gap_, above() - 1);
        out_ += in_order;
        repaint_backlog(above() - gap_, first);
    }
    paint();
}

// Writes the last lines so that they end at `room`; all rows below are blank then.
void Screen::repaint_backlog(std::size_t room, bool first) {
    std::size_t line = backlog_.size();
    std::size_t rows = 0;
    while (line > 0 && rows < room) {
        const Backlog::Line each = backlog_.at(--line);
        rows += wrap_.rows(each.text, width(), each.indent, each.cut).size();
    }
    const std::size_t skipped = rows > room ? rows - room : 0;
    rows -= skipped;
    if (first) push_up(rows + painted_.size());
    erase_rows(first ? room - rows : 0, size_.rows);
    repaint_lines(line, skipped, room - rows);
    go({room, 0});
}

void Screen::push_up(std::size_t rows) {
    go({size_.rows - 1U, 0});
    out_.append(rows, '\n');
}

void Screen::repaint_lines(std::size_t line, std::size_t skipped, std::size_t at) {
    bool ran_on = false;
    for (; line < backlog_.size(); ++line) {
        const Backlog::Line each = backlog_.at(line);
        const PrintedRows::Printed& printed = rows_of(each.text, each.indent, each.cut);
        std::size_t begin = 0;
        for (const PrintedRows::Row& row : printed.rows) {
            const std::size_t from = std::exchange(begin, row.end);
            if (skipped > 0) {
                --skipped;
                continue;
            }
            if (!ran_on) go({at, 0});
            ++at;
            out_.append(printed.bytes, from, row.end - from);
            ran_on = row.runs_on;
        }
    }
}

}  // namespace confab::dialect
