#include "wrap.hpp"

#include <algorithm>
#include <optional>

namespace confab::wire {

namespace {

constexpr std::size_t narrowest = 2;  // one wide character

bool all_plain(std::string_view line) {
    return std::all_of(line.begin(), line.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

bool resets(std::string_view colour) { return colour == "\x1b[m" || colour == "\x1b[0m"; }

}  // namespace

std::size_t colour_at(std::string_view text) {
    if (!text.starts_with("\x1b[")) return 0;
    const std::size_t end = text.find_first_not_of("0123456789;", 2);
    return end != std::string_view::npos && text[end] == 'm' ? end + 1 : 0;
}

const std::vector<WrappedRow>& Wrap::rows(std::string_view line, std::size_t width, std::size_t indent) {
    rows_.clear();
    width = std::max(width, narrowest);
    if (line.size() <= width && all_plain(line)) {
        rows_.push_back({0, static_cast<std::uint32_t>(line.size()), 0, 0, 0});
    } else {
        fold(line, width, std::min(indent, width / 2));
    }
    return rows_;
}

std::string_view Wrap::clip(std::string_view line, std::size_t width) {
    if (line.size() <= width && all_plain(line)) return line;
    measure(line);
    std::size_t columns = 0;
    for (const Grapheme& unit : units_) {
        columns += unit.columns;
        if (columns > width) return line.substr(0, unit.offset);
    }
    return line;
}

std::size_t Wrap::columns(std::string_view line) {
    if (all_plain(line)) return line.size();
    measure(line);
    std::size_t columns = 0;
    for (const Grapheme& unit : units_) columns += unit.columns;
    return columns;
}

// Colours stand between graphemes, so what ICU sees is cut there.
void Wrap::measure(std::string_view line) {
    units_.clear();
    for (std::size_t at = 0; at < line.size();) {
        if (const std::size_t length = colour_at(line.substr(at)); length > 0) {
            units_.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(length), 0});
            at += length;
            continue;
        }
        const std::size_t end = std::min(line.find('\x1b', at + 1), line.size());
        graphemes_.split(line.substr(at, end - at), part_);
        for (Grapheme unit : part_) {
            unit.offset += static_cast<std::uint32_t>(at);
            units_.push_back(unit);
        }
        at = end;
    }
}

// One pass over the units. `gap` is where the row may end and `next` the unit after it, the latest
// such place; blanks that do not fit hang over the edge and are not shown.
void Wrap::fold(std::string_view line, std::size_t width, std::size_t indent) {
    measure(line);
    struct Break {
        std::size_t end;   // byte
        std::size_t next;  // unit
    };
    std::optional<Break> gap;
    std::size_t begin = 0;
    std::size_t columns = 0;
    bool after_blank = false;
    bool after_wide = false;
    const auto start_row = [&](std::size_t end, std::size_t next) {
        add_row(begin, end, rows_.empty() ? 0 : indent);
        begin = next < units_.size() ? units_[next].offset : line.size();
        columns = 0;
        gap.reset();
        after_blank = after_wide = false;
    };

    for (std::size_t i = 0; i < units_.size();) {
        const Grapheme unit = units_[i];
        const std::size_t room = rows_.empty() ? width : width - indent;
        const bool blank = line[unit.offset] == ' ' && unit.length == 1;
        const bool wide = unit.columns == 2;
        if (blank && columns > 0) {
            if (!after_blank) gap = {unit.offset, i + 1};
            if (after_blank && gap) gap->next = i + 1;
        } else if ((wide || after_wide) && !after_blank && columns > 0) {
            if (unit.columns > 0) gap = {unit.offset, i};
        }
        const bool hangs = blank && gap;
        if (unit.columns > 0 && columns > 0 && columns + unit.columns > room && !hangs) {
            const Break here = gap.value_or(Break{unit.offset, i});
            start_row(here.end, here.next);
            i = here.next;
            continue;
        }
        if (blank || unit.columns > 0) {
            after_blank = blank;
            after_wide = wide;
        }
        columns += unit.columns;
        ++i;
    }
    const std::size_t room = rows_.empty() ? width : width - indent;
    add_row(begin, columns > room && gap ? gap->end : line.size(), rows_.empty() ? 0 : indent);
    if (line.find('\x1b') != std::string_view::npos) carry_styles(line);
}

void Wrap::add_row(std::size_t begin, std::size_t end, std::size_t indent) {
    rows_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end - begin), 0, 0,
                     static_cast<std::uint32_t>(indent)});
}

// The style that goes on is the last colour before the row, also one in blanks that are not shown.
void Wrap::carry_styles(std::string_view line) {
    Grapheme style{0, 0, 0};
    std::size_t row = 1;
    for (const Grapheme& unit : units_) {
        for (; row < rows_.size() && rows_[row].offset <= unit.offset; ++row) {
            rows_[row].style_offset = style.offset;
            rows_[row].style_length = style.length;
        }
        if (line[unit.offset] != '\x1b') continue;
        style = resets(line.substr(unit.offset, unit.length)) ? Grapheme{0, 0, 0} : unit;
    }
}

}  // namespace confab::wire
