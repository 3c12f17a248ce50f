// How messages get above the live area.
#include <algorithm>

#include "screen.hpp"

namespace confab::dialect {

void Screen::csi(std::size_t number, char command) {
    out_ += "\x1b[";
    out_ += std::to_string(number);
    out_ += command;
}

// The first `rows` rows scroll by themselves.
void Screen::region(std::size_t rows) {
    out_ += "\x1b[1;";
    out_ += std::to_string(rows);
    out_ += 'r';
}

// The messages of one wake share a frame. The cursor is left on the last row that is not blank, and
// every row begins with a line end: that fills the gap first, and then scrolls. A region of one row
// does not exist; there each row is written over the one before.
void Screen::open_frame() {
    if (framed_) return;
    framed_ = true;
    if (!known()) return erase_live();
    out_ += "\x1b\x37";
    if (above() == 1) return;
    region(above());
    csi(above() - gap_, 'H');
}

void Screen::close_frame() {
    if (!framed_) return;
    framed_ = false;
    if (!known()) return paint();
    if (above() > 1) out_ += "\x1b[r";
    out_ += "\x1b\x38";
}

void Screen::print_plain(std::string_view line) {
    write_coloured(line);
    out_ += "\r\n";
}

// A row that runs on is broken by the terminal itself, which then knows that it goes on.
void Screen::print_rows(std::string_view line, std::size_t indent, Cut cut) {
    const PrintedRows::Printed& printed = rows_of(line, indent, cut);
    std::size_t begin = 0;
    bool ran_on = false;
    for (const PrintedRows::Row& row : printed.rows) {
        if (above() == 1) {
            out_ += "\x1b[H\x1b[K";
        } else if (!ran_on) {
            out_ += "\r\n";
        }
        out_.append(printed.bytes, begin, row.end - begin);
        begin = row.end;
        ran_on = row.runs_on;
        if (gap_ > 0) --gap_;
    }
}

const PrintedRows::Printed& Screen::rows_of(std::string_view line, std::size_t indent, Cut cut) {
    PrintedRows& printed = wrap_.printed();
    if (!links_) return printed.of(line, width(), indent, cut);
    link_id_ += static_cast<std::uint32_t>(found_links_.size());
    find_links(line, found_links_);
    if (found_links_.empty()) return printed.of(line, width(), indent, cut);
    return printed.with_links(line, width(), indent, cut, found_links_, link_id_);
}

void Screen::write_coloured(std::string_view text) {
    out_ += text;
    if (text.find('\x1b') != std::string_view::npos && !text.ends_with("\x1b[m")) out_ += "\x1b[m";
}

}  // namespace confab::dialect
