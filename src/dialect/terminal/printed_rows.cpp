#include "printed_rows.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace confab::dialect {

void go_to_column(std::string& out, std::size_t column) {
    if (column == 0) return out.push_back('\r');
    std::array<char, 24> bytes{'\r', '\x1b', '['};
    char* const end = std::to_chars(bytes.data() + 3, bytes.data() + bytes.size() - 1, column).ptr;
    *end = 'C';
    out.append(bytes.data(), end + 1);
}

void write_uncertain(std::string& out, const std::vector<Grapheme>& units, std::string_view line,
                     std::string_view text, std::size_t& column) {
    const auto begin = static_cast<std::size_t>(text.data() - line.data());
    auto unit = std::partition_point(units.begin(), units.end(),
                                     [begin](const Grapheme& each) { return each.offset < begin; });
    out += "\x1b[?7l";
    std::size_t written = begin;
    const std::size_t end = begin + text.size();
    for (; unit != units.end() && unit->offset < end; ++unit) {
        column += unit->columns;
        if (unit->certain) continue;
        const std::size_t next = unit->offset + unit->length;
        out.append(line.data() + written, next - written);
        written = next;
        go_to_column(out, column);
    }
    out.append(line.data() + written, end - written);
    out += "\x1b[?7h";
}

const PrintedRows::Printed& PrintedRows::of(std::string_view line, std::size_t width, std::size_t indent,
                                            Cut cut) {
    free_large_scratch();
    const auto found = std::find_if(printed_.begin(), printed_.end(), [&](const Printed& each) {
        return each.width == width && each.indent == indent && each.cut == cut && each.line == line;
    });
    if (found != printed_.end()) return *found;
    if (line.size() > max_bytes / 2)
        return with_links(line, width, indent, cut, {}, 0);  // its rows are longer
    Printed& printed = printed_[next_];
    set(printed, line, width, indent, cut);
    make(printed, {}, 0);
    if (size_of(printed) > max_bytes) shrink(printed);
    if (size_of(printed) > max_bytes) return scratch_ = std::exchange(printed, {});
    next_ = (next_ + 1) % slots;
    return printed;
}

const PrintedRows::Printed& PrintedRows::with_links(std::string_view line, std::size_t width,
                                                    std::size_t indent, Cut cut, std::span<const Link> links,
                                                    std::uint32_t link_id) {
    free_large_scratch();
    set(scratch_, line, width, indent, cut);
    make(scratch_, links, link_id);
    return scratch_;
}

std::size_t PrintedRows::size_of(const Printed& printed) {
    return printed.line.capacity() + printed.bytes.capacity() + printed.rows.capacity() * sizeof(Row);
}

void PrintedRows::shrink(Printed& printed) {
    printed.line.shrink_to_fit();
    printed.bytes.shrink_to_fit();
    printed.rows.shrink_to_fit();
}

std::size_t PrintedRows::largest_slot() const {
    std::size_t largest = 0;
    for (const Printed& each : printed_) largest = std::max(largest, size_of(each));
    return largest;
}

// The memory of a line that was too large to be kept is given back with the next one.
void PrintedRows::free_large_scratch() {
    if (size_of(scratch_) > max_bytes) static_cast<void>(std::exchange(scratch_, {}));
}

void PrintedRows::set(Printed& printed, std::string_view line, std::size_t width, std::size_t indent,
                      Cut cut) {
    printed.line = line;
    printed.width = width;
    printed.indent = indent;
    printed.cut = cut;
}

void PrintedRows::make(Printed& printed, std::span<const Link> links, std::uint32_t link_id) {
    printed.bytes.clear();
    printed.rows.clear();
    const auto& rows = wrap_.rows(printed.line, printed.width, printed.indent, printed.cut);
    const bool certain =
        std::all_of(rows.begin(), rows.end(), [](const WrappedRow& row) { return row.certain; });
    const std::vector<Grapheme> none;
    const std::vector<Grapheme>& units = certain ? none : wrap_.units(printed.line);
    for (const WrappedRow& row : rows) {
        write_row(printed.bytes, {printed.line, units}, row, links, link_id);
        printed.rows.push_back({printed.bytes.size(), row.runs_on});
    }
}

// A colour ends with its row, or what scrolls in below would have its background.
void PrintedRows::write_row(std::string& out, const Measured& of, const WrappedRow& row,
                            std::span<const Link> links, std::uint32_t link_id) {
    const std::string_view line = of.line;
    const std::string_view text = line.substr(row.offset, row.length);
    out.append(row.indent, ' ');
    out += line.substr(row.style_offset, row.style_length);
    write_pieces(out, of, row, links, link_id);
    const bool coloured = row.style_length > 0 || text.find('\x1b') != std::string_view::npos;
    if (coloured && !text.ends_with("\x1b[m")) out += "\x1b[m";
    if (!row.certain) out += "\x1b[K";
}

void PrintedRows::write_pieces(std::string& out, const Measured& of, const WrappedRow& row,
                               std::span<const Link> links, std::uint32_t link_id) {
    const std::string_view line = of.line;
    std::size_t at = row.offset;
    std::size_t column = row.indent;
    const std::size_t end = row.offset + row.length;
    const auto write_to = [&](std::size_t to) {
        const std::string_view piece = line.substr(at, to - at);
        row.certain ? void(out += piece) : write_uncertain(out, of.units, line, piece, column);
        at = to;
    };
    for (const Link& link : links) {
        const std::uint32_t id = link_id++;
        if (link.end <= at || link.begin >= end) continue;
        write_to(std::max(link.begin, at));
        open_link(out, line.substr(link.begin, link.end - link.begin), id);
        write_to(std::min(link.end, end));
        close_link(out);
    }
    write_to(end);
}

}  // namespace confab::dialect
