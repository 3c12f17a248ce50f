// What a terminal shows: messages, and below them the line that is being typed.
//
// With a known size the live area, an optional status row and the rows of the input, is pinned to
// the bottom. A message is printed above it in a scroll region (DECSTBM) that exists only for that
// moment, so the half-typed line is not sent again, and what scrolls off the top goes to the
// terminal's own scrollback. VT100 and ECMA-48 sequences that every terminal since has.
//
// With an unknown size nothing is addressed: the input's row is erased, the message is a line like
// any other, and the input is written again, one row of it around the cursor, 80 columns wide.
//
// Terminals disagree on the cells of clusters and emoji. After each one the cursor is sent to where it
// belongs, with the terminal's own breaking of rows off, and a row of the input that has anything but
// characters of one cell is painted from its first column: so a terminal that counts otherwise shows
// a blank or loses a part of the cluster, and everything else stands where it should.
//
// Nothing here erases the whole screen: some terminals take that for a page of their scrollback.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "backlog.hpp"
#include "input_layout.hpp"
#include "input_view.hpp"
#include "links.hpp"
#include "printed_rows.hpp"
#include "wrap.hpp"

namespace confab::dialect {

// In cells. A 0 in either is unknown, and so is a single row, which has no place above the input.
// Others are taken to be within the limits of Screen.
struct Size {
    unsigned columns = 0;
    unsigned rows = 0;

    template <class Archive, class Self>
    static void fields(Archive& archive, Self& self) {
        archive(self.columns, self.rows);
    }
    bool operator==(const Size&) const = default;
};

// Calls append bytes, and take() gives them. What is appended in between is not bounded here: take
// once a turn. The last column is written only by a message whose row runs on into the next.
class Screen {
  public:
    static constexpr unsigned min_columns = 10;
    static constexpr unsigned max_columns = 500;
    static constexpr unsigned min_rows = 2;
    static constexpr unsigned max_rows = 200;
    static constexpr unsigned columns_if_unknown = 80;

    // `wrap` is shared by the screens of a thread, and outlives them.
    explicit Screen(Wrap& wrap) : wrap_(wrap) {}

    // Paints everything anew, row by row, the messages out of the backlog. The first known size pushes up
    // what was there before, into the terminal's scrollback; otherwise nothing scrolls. Also what to call
    // when a user asks for a clean screen: with the same size every row stays where it is.
    void resize(Size size);

    // Whether addresses of the web in messages are marked as links (OSC 8), for terminals that know them.
    void mark_links(bool on) { links_ = on; }

    // Sends the difference only: a letter at the end of the line is its own bytes. The input has up
    // to a third of the screen's rows, beyond that those around the cursor are shown.
    void input(const InputView& view);

    // One whole line, which goes above the input, its further rows indented by `indent` cells. Colours
    // (SGR) pass and end with the line; other controls become blanks. With a gap, which a shrinking
    // input has left, the line fills that first. On a screen so small that messages have one row,
    // they replace each other and do not reach the scrollback.
    void print(std::string_view line, std::size_t indent, Cut cut = Cut::at_words);

    // One row above the input, cut at the width; empty: none. Colours may be in it. There is none if
    // the size is unknown or has less than 3 rows.
    void status(std::string_view text);

    void bell() { out_ += '\a'; }

    std::size_t waiting() const { return out_.size(); }
    // The bytes to send, in one piece; the cursor is in the input then.
    std::string take();

    // Erases the live area and puts the cursor where it was. From then on print() gives plain lines,
    // and nothing else is shown, until the next resize().
    void leave();

    // For snapshots, after take(): what the terminal shows goes on without a repaint.
    template <class Archive, class Self>
    static void fields(Archive& archive, Self& self) {
        archive(self.size_, self.backlog_, self.prompt_, self.text_, self.status_, self.cursor_,
                self.painted_, self.at_, self.top_, self.gap_, self.left_, self.links_, self.link_id_);
    }

  private:
    // From the top left, both from 0.
    struct Place {
        std::size_t row = 0;
        std::size_t column = 0;

        template <class Archive, class Self>
        static void fields(Archive& archive, Self& self) {
            archive(self.row, self.column);
        }
    };

    struct Live {
        std::vector<std::string> rows;  // the status, if there is one, and the input
        Place cursor;                   // from the first of the rows
    };

    bool known() const { return size_.rows != 0; }
    std::size_t width() const { return (known() ? size_.columns : columns_if_unknown) - 1; }
    // Rows above the live area, the gap included. One at least.
    std::size_t above() const { return known() ? size_.rows - painted_.size() : 0; }

    // screen_live.cpp
    Live lay_out();
    void paint();
    void paint_row(std::size_t index, const std::string& wanted);
    void paint_whole(std::size_t index, const std::string& wanted);
    std::size_t common(std::string_view shown, std::string_view wanted);
    void grow(std::size_t rows);
    void shrink(std::size_t rows);
    void move(Place to, std::string_view row);
    void go(Place to);
    void erase_rows(std::size_t first, std::size_t last);
    void erase_live();

    // screen_print.cpp
    void open_frame();
    void close_frame();
    void print_plain(std::string_view line);
    void print_rows(std::string_view line, std::size_t indent, Cut cut);
    const PrintedRows::Printed& rows_of(std::string_view line, std::size_t indent, Cut cut);
    void write_coloured(std::string_view text);

    // screen_repaint.cpp
    void push_up(std::size_t rows);
    void repaint_backlog(std::size_t room, bool first);
    void repaint_lines(std::size_t line, std::size_t skipped, std::size_t at);

    void csi(std::size_t number, char command);
    void region(std::size_t rows);

    Wrap& wrap_;
    Size size_;
    std::string out_;
    Backlog backlog_;
    std::string prompt_;
    std::string text_;
    std::string status_;
    std::size_t cursor_ = 0;
    std::vector<Link> found_links_;     // in the line that is being written
    std::vector<std::string> painted_;  // the rows of the live area as the terminal has them
    Place at_;                          // the terminal's cursor, outside of a frame
    std::size_t top_ = 0;               // first visible row of the input
    std::size_t gap_ = 0;               // blank rows right above the live area
    bool framed_ = false;               // in the middle of printing
    bool left_ = false;
    bool links_ = false;
    std::uint32_t link_id_ = 0;
};

}  // namespace confab::dialect
