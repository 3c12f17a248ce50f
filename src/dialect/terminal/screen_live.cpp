// The rows at the bottom: the status and the half-typed line.
#include <algorithm>
#include <utility>

#include "screen.hpp"

namespace confab::dialect {

namespace {

constexpr unsigned least_rows_for_status = 3;

// As many steps back are no longer than the sequence that says how many.
constexpr std::size_t short_way = 3;

}  // namespace

Screen::Live Screen::lay_out() {
    InputLayout layout;
    const std::size_t most = known() ? std::max(1U, size_.rows / 3) : 1;
    layout.lay_out(wrap_.graphemes(), {prompt_, text_, cursor_}, width(), most, top_);
    Live live{std::move(layout.rows), {layout.cursor_row, layout.cursor_column}};
    if (!status_.empty() && size_.rows >= least_rows_for_status) {
        live.rows.emplace(live.rows.begin(), wrap_.clip(status_, width()));
        ++live.cursor.row;
    }
    return live;
}

void Screen::paint() {
    const Live live = lay_out();
    const std::size_t rows = live.rows.size();
    if (painted_.empty()) {
        painted_.resize(rows);
        at_ = {above(), 0};
    }
    if (rows > painted_.size()) grow(rows - painted_.size());
    if (rows < painted_.size()) shrink(painted_.size() - rows);
    for (std::size_t i = 0; i < rows; ++i) paint_row(i, live.rows[i]);
    move({above() + live.cursor.row, live.cursor.column}, live.rows[live.cursor.row]);
}

// Only what is behind the common beginning, unless the terminal may have other cells there than we.
void Screen::paint_row(std::size_t index, const std::string& wanted) {
    std::string& shown = painted_[index];
    if (shown == wanted) return;
    if (!wrap_.plain(shown) || !wrap_.plain(wanted)) return paint_whole(index, wanted);
    const std::size_t same = common(shown, wanted);
    const std::string_view rest = std::string_view(wanted).substr(same);
    move({above() + index, wrap_.columns(wanted.substr(0, same))}, wanted);
    write_coloured(rest);
    at_.column += wrap_.columns(rest);
    if (wrap_.columns(shown) > at_.column) out_ += "\x1b[K";
    shown = wanted;
}

void Screen::paint_whole(std::size_t index, const std::string& wanted) {
    known() ? go({above() + index, 0}) : go_to_column(out_, 0);
    out_ += "\x1b[K";
    at_.column = 0;
    write_uncertain(out_, wrap_.units(wanted), wanted, wanted, at_.column);
    if (wanted.find('\x1b') != std::string::npos) out_ += "\x1b[m";
    out_ += "\x1b[K";
    painted_[index] = wanted;
}

// Bytes that both begin with, up to a boundary of graphemes in both.
std::size_t Screen::common(std::string_view shown, std::string_view wanted) {
    if (shown.find('\x1b') != std::string_view::npos || wanted.find('\x1b') != std::string_view::npos)
        return 0;
    const auto [end, _] = std::mismatch(shown.begin(), shown.end(), wanted.begin(), wanted.end());
    auto same = static_cast<std::size_t>(end - shown.begin());
    Graphemes& graphemes = wrap_.graphemes();
    while (same > 0 &&
           (graphemes.at_or_after(shown, same) != same || graphemes.at_or_after(wanted, same) != same)) {
        same = graphemes.before(wanted, same);
    }
    return same;
}

// The gap is used up first; what else is needed, the messages scroll up for.
void Screen::grow(std::size_t rows) {
    const std::size_t from_gap = std::min(gap_, rows);
    gap_ -= from_gap;
    if (const std::size_t scrolled = rows - from_gap; scrolled > 0) {
        region(above());
        csi(above(), 'H');
        out_.append(scrolled, '\n');
        out_ += "\x1b[r";
        at_ = {0, 0};
    }
    painted_.insert(painted_.begin(), rows, std::string());
}

// What is left blank above is the gap. Nothing scrolls back: no terminal could.
void Screen::shrink(std::size_t rows) {
    for (std::size_t i = 0; i < rows; ++i) {
        if (painted_[i].empty()) continue;
        move({above() + i, 0}, {});
        out_ += "\x1b[K";
    }
    painted_.erase(painted_.begin(), painted_.begin() + static_cast<std::ptrdiff_t>(rows));
    gap_ += rows;
}

// `row` is what is written there, up to the place. Without a known size that is how to get to the
// right.
void Screen::move(Place to, std::string_view row) {
    if (known() && to.row != at_.row) return go(to);
    if (to.column == at_.column) return;
    if (!wrap_.plain(row)) return known() ? go(to) : go_to_column(out_, at_.column = to.column);
    if (to.column == 0) {
        out_ += '\r';
    } else if (to.column < at_.column) {
        const std::size_t back = at_.column - to.column;
        if (back <= short_way || !known()) {
            out_.append(back, '\b');
        } else {
            csi(back, 'D');
        }
    } else if (known()) {
        csi(to.column - at_.column, 'C');
    } else {
        const std::size_t begin = wrap_.clip(row, at_.column).size();
        out_ += row.substr(begin, wrap_.clip(row, to.column).size() - begin);
    }
    at_ = to;
}

void Screen::go(Place to) {
    out_ += "\x1b[";
    out_ += std::to_string(to.row + 1);
    if (to.column > 0) {
        out_ += ';';
        out_ += std::to_string(to.column + 1);
    }
    out_ += 'H';
    at_ = to;
}

// One by one: a terminal may keep what is erased as a whole.
void Screen::erase_rows(std::size_t first, std::size_t last) {
    for (; first < last; ++first) {
        go({first, 0});
        out_ += "\x1b[K";
    }
}

// Leaves the cursor where the next thing is to be written.
void Screen::erase_live() {
    if (painted_.empty()) return;
    if (known()) {
        const std::size_t first = above() - gap_;
        erase_rows(first, size_.rows);
        go({first, 0});
    } else {
        out_ += "\r\x1b[K";
    }
    painted_.clear();
    gap_ = 0;
}

}  // namespace confab::dialect
