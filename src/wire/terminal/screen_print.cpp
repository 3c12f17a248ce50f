// How messages get above the live area.
#include "screen.hpp"

namespace confab::wire {

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

void Screen::print_rows(std::string_view line, std::size_t indent) {
    for (const WrappedRow& row : wrap_.rows(line, width(), indent)) {
        out_ += above() > 1 ? "\r\n" : "\x1b[H\x1b[K";
        write_row(line, row);
        if (gap_ > 0) --gap_;
    }
}

void Screen::write_row(std::string_view line, const WrappedRow& row) {
    out_.append(row.indent, ' ');
    const std::string_view text = line.substr(row.offset, row.length);
    if (row.style_length == 0) return write_coloured(text);
    out_ += line.substr(row.style_offset, row.style_length);
    out_ += text;
    if (!text.ends_with("\x1b[m")) out_ += "\x1b[m";
}

// A colour ends with its row, or what scrolls in below would have its background.
void Screen::write_coloured(std::string_view text) {
    out_ += text;
    if (text.find('\x1b') != std::string_view::npos && !text.ends_with("\x1b[m")) out_ += "\x1b[m";
}

// Writes the last lines so that they end above the live area, whose rows are blank then.
void Screen::repaint_backlog(std::size_t room, bool first) {
    std::size_t line = backlog_.size();
    std::size_t rows = 0;
    while (line > 0 && rows < room) {
        const Backlog::Line each = backlog_.at(--line);
        rows += wrap_.rows(each.text, width(), each.indent).size();
    }
    std::size_t skipped = rows > room ? rows - room : 0;
    rows -= skipped;
    if (first) {
        go({size_.rows - 1U, 0});
        out_.append(rows + painted_.size(), '\n');
    }

    go({room - rows, 0});
    bool next = false;
    for (; line < backlog_.size(); ++line) {
        const Backlog::Line each = backlog_.at(line);
        for (const WrappedRow& row : wrap_.rows(each.text, width(), each.indent)) {
            if (skipped > 0) {
                --skipped;
                continue;
            }
            if (next) out_ += "\r\n";
            next = true;
            write_row(each.text, row);
        }
    }
    go({room, 0});
}

}  // namespace confab::wire
