// Lines cut into the rows of a terminal, at words.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "graphemes.hpp"

namespace confab::dialect {

// A row is `indent` blanks, the style that goes on from the row before, and a piece of the line.
// All offsets and lengths are bytes of the line.
struct WrappedRow {
    std::uint32_t offset = 0;
    std::uint32_t length = 0;
    std::uint32_t style_offset = 0;
    std::uint32_t style_length = 0;  // 0: none
    std::uint32_t indent = 0;        // cells
    // The row runs into the last column and the next row goes on with the same word: a terminal that
    // breaks the row by itself knows that they are one, and copies them as one.
    bool runs_on = false;
    bool certain = true;  // every terminal counts its cells alike
};

// Where a line may be cut.
enum class Cut : std::uint8_t {
    at_words,  // further rows are indented
    at_edge,   // at the last column only: what is copied is what was written
};

class PrintedRows;

// Holds scratch space; one a thread, like the Graphemes it measures with, which must outlive it.
//
// A line is valid UTF-8 without controls, but for colours: ESC [ digits and semicolons m (SGR of
// ECMA-48). Those take no cells. Each is taken to be the whole style, not an addition to the one
// before it.
class Wrap {
  public:
    // The memory for a longer line, in bytes, is given back when another one comes.
    static constexpr std::size_t max_kept = 16 * 1024;

    explicit Wrap(Graphemes& graphemes);
    ~Wrap();

    // The rows of `line`, at least one; valid until the next call. Breaks are at blanks, which are
    // not shown there, and beside wide characters, because scripts that have them have no blanks.
    // `width` is in cells and is taken to be 2 at least; all rows but the first are indented, by no more
    // than half of the width.
    //
    // A word that does not fit into an indented row is not indented, so that it can be copied: it has a
    // row for itself, or if it is longer than that runs on, into the column behind the width too. What
    // follows it begins a row, so that no word can be made to look like the beginning of another line. A
    // word whose cells are not certain is cut between two graphemes, and indented like any other.
    const std::vector<WrappedRow>& rows(std::string_view line, std::size_t width, std::size_t indent,
                                        Cut cut = Cut::at_words);

    // The longest beginning of `line` that fits into `width` cells.
    std::string_view clip(std::string_view line, std::size_t width);

    // Cells of `line`.
    std::size_t columns(std::string_view line);

    // Graphemes and colours of `line`, which have no columns; valid until the next call.
    const std::vector<Grapheme>& units(std::string_view line);
    // Every character of `line` has one cell, and that is certain.
    bool plain(std::string_view line);

    Graphemes& graphemes() { return graphemes_; }
    // What was printed lately, for all screens of the thread.
    PrintedRows& printed() { return *printed_; }
    std::size_t kept() const;  // bytes, but for printed(); for the tests

  private:
    void give_back_for(std::string_view line);
    void measure(std::string_view line);
    void cut_at_edge(std::string_view line, std::size_t width);
    void carry_styles(std::string_view line);
    void mark_uncertain();

    Graphemes& graphemes_;
    std::string measured_;                  // what units_ is of
    std::vector<Grapheme> units_;           // graphemes and colours, which have no columns
    std::vector<std::uint32_t> colours_;    // places in units_
    std::vector<std::uint32_t> uncertain_;  // places in units_
    std::vector<Grapheme> part_;
    std::vector<WrappedRow> rows_;
    // What rows_ is of: many terminals show the same line in the same width.
    std::string of_;
    std::size_t of_width_ = 0;
    std::size_t of_indent_ = 0;
    Cut of_cut_ = Cut::at_words;
    std::unique_ptr<PrintedRows> printed_;
};

// The length of the colour that `text` begins with, 0 if it begins with something else.
std::size_t colour_at(std::string_view text);

}  // namespace confab::dialect
