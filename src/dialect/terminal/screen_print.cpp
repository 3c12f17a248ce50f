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
    look_for_links(line);
    bool ran_on = false;
    for (const WrappedRow& row : wrap_.rows(line, width(), indent, cut)) {
        if (above() == 1) {
            out_ += "\x1b[H\x1b[K";
        } else if (!ran_on) {
            out_ += "\r\n";
        }
        write_row(line, row);
        ran_on = row.runs_on;
        if (gap_ > 0) --gap_;
    }
}

void Screen::look_for_links(std::string_view line) {
    link_id_ += static_cast<std::uint32_t>(found_links_.size());
    found_links_.clear();
    if (links_) find_links(line, found_links_);
}

// A colour ends with its row, or what scrolls in below would have its background.
void Screen::write_row(std::string_view line, const WrappedRow& row) {
    const std::string_view text = line.substr(row.offset, row.length);
    out_.append(row.indent, ' ');
    out_ += line.substr(row.style_offset, row.style_length);
    write_pieces(line, row);
    const bool coloured = row.style_length > 0 || text.find('\x1b') != std::string_view::npos;
    if (coloured && !text.ends_with("\x1b[m")) out_ += "\x1b[m";
    if (!row.certain) out_ += "\x1b[K";
}

void Screen::write_pieces(std::string_view line, const WrappedRow& row) {
    std::size_t at = row.offset;
    std::size_t column = row.indent;
    const std::size_t end = row.offset + row.length;
    const auto write_to = [&](std::size_t to) {
        const std::string_view piece = line.substr(at, to - at);
        row.certain ? void(out_ += piece) : write_uncertain(piece, column);
        at = to;
    };
    for (std::size_t i = 0; i < found_links_.size(); ++i) {
        const Link& link = found_links_[i];
        if (link.end <= at || link.begin >= end) continue;
        write_to(std::max(link.begin, at));
        open_link(out_, line.substr(link.begin, link.end - link.begin),
                  link_id_ + static_cast<std::uint32_t>(i));
        write_to(std::min(link.end, end));
        close_link(out_);
    }
    write_to(end);
}

void Screen::write_coloured(std::string_view text) {
    out_ += text;
    if (text.find('\x1b') != std::string_view::npos && !text.ends_with("\x1b[m")) out_ += "\x1b[m";
}

// The terminal's cursor is sent to where each piece really begins, which is `column` first and last.
void Screen::write_uncertain(std::string_view text, std::size_t& column) {
    out_ += "\x1b[?7l";
    for (const Grapheme& unit : wrap_.units(text)) {
        out_ += text.substr(unit.offset, unit.length);
        column += unit.columns;
        if (!unit.certain) go_along(column);
    }
    out_ += "\x1b[?7h";
}

}  // namespace confab::dialect
