// The rows of a line as the bytes that a terminal is sent for them. Many terminals show the same line in the
// same few widths, so what was made lately is kept.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "links.hpp"
#include "wrap.hpp"

namespace confab::dialect {

// The column that the cursor is sent to in its row, counted from 0.
void go_to_column(std::string& out, std::size_t column);

// Writes `text`, a piece of `line`, whose graphemes are `units`. After each grapheme whose cells are not
// certain the cursor is sent to where it belongs. `column` is where the piece begins, and afterwards where it
// ends.
void write_uncertain(std::string& out, const std::vector<Grapheme>& units, std::string_view line,
                     std::string_view text, std::size_t& column);

// Holds as many lines as `slots`, those made last, and one that is too large to be kept; one a thread.
class PrintedRows {
  public:
    static constexpr std::size_t slots = 32;             // widths that terminals have at the same time
    static constexpr std::size_t max_bytes = 20 * 1024;  // of a slot

    struct Row {
        std::size_t end = 0;   // in `bytes`; it begins where the one before ends
        bool runs_on = false;  // as WrappedRow has it
    };
    struct Printed {
        std::string line;
        std::size_t width = 0;
        std::size_t indent = 0;
        Cut cut = Cut::at_words;
        std::string bytes;
        std::vector<Row> rows;
    };

    explicit PrintedRows(Wrap& wrap) : wrap_(wrap) {}

    // Valid until the next call.
    const Printed& of(std::string_view line, std::size_t width, std::size_t indent, Cut cut);
    // Not kept: the links of each terminal have numbers of their own, the first one `link_id`.
    const Printed& with_links(std::string_view line, std::size_t width, std::size_t indent, Cut cut,
                              std::span<const Link> links, std::uint32_t link_id);

    std::size_t largest_slot() const;  // in bytes; for the tests
    std::size_t scratch_bytes() const { return size_of(scratch_); }

  private:
    struct Measured {
        std::string_view line;
        const std::vector<Grapheme>& units;  // empty if each row is certain
    };

    static std::size_t size_of(const Printed& printed);
    static void shrink(Printed& printed);
    void free_large_scratch();
    static void set(Printed& printed, std::string_view line, std::size_t width, std::size_t indent, Cut cut);

    void make(Printed& printed, std::span<const Link> links, std::uint32_t link_id);
    void write_row(std::string& out, const Measured& of, const WrappedRow& row, std::span<const Link> links,
                   std::uint32_t link_id);
    void write_pieces(std::string& out, const Measured& of, const WrappedRow& row,
                      std::span<const Link> links, std::uint32_t link_id);

    Wrap& wrap_;
    std::array<Printed, slots> printed_;
    std::size_t next_ = 0;  // to be replaced
    Printed scratch_;       // not kept for other terminals
};

}  // namespace confab::dialect
