#include "wrap.hpp"

#include <algorithm>

#include "fold.hpp"
#include "printed_rows.hpp"

namespace confab::dialect {

namespace {

constexpr std::size_t narrowest = 2;  // one wide character

bool all_plain(std::string_view line) {
    return std::all_of(line.begin(), line.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

bool resets(std::string_view colour) { return colour == "\x1b[m" || colour == "\x1b[0m"; }

// To assign an empty one would keep it.
template <class Container>
void free_memory(Container& container) {
    Container().swap(container);
}

}  // namespace

Wrap::Wrap(Graphemes& graphemes) : graphemes_(graphemes), printed_(std::make_unique<PrintedRows>(*this)) {}

Wrap::~Wrap() = default;

std::size_t colour_at(std::string_view text) {
    if (!text.starts_with("\x1b[")) return 0;
    const std::size_t end = text.find_first_not_of("0123456789;", 2);
    return end != std::string_view::npos && text[end] == 'm' ? end + 1 : 0;
}

const std::vector<WrappedRow>& Wrap::rows(std::string_view line, std::size_t width, std::size_t indent,
                                          Cut cut) {
    width = std::max(width, narrowest);
    indent = std::min(indent, width / 2);
    if (width == of_width_ && indent == of_indent_ && cut == of_cut_ && line == of_) return rows_;
    give_back_for(line);
    of_ = line;
    of_width_ = width;
    of_indent_ = indent;
    of_cut_ = cut;
    rows_.clear();
    if (line.size() <= width && all_plain(line)) {
        rows_.push_back({0, static_cast<std::uint32_t>(line.size()), 0, 0, 0});
    } else {
        measure(line);
        if (cut == Cut::at_edge) {
            cut_at_edge(line, width);
        } else {
            Fold(line, units_, rows_, width, indent).run();
        }
        if (!colours_.empty()) carry_styles(line);
        mark_uncertain();
    }
    return rows_;
}

const std::vector<Grapheme>& Wrap::units(std::string_view line) {
    measure(line);
    return units_;
}

bool Wrap::plain(std::string_view line) {
    if (all_plain(line)) return true;
    measure(line);
    return std::all_of(units_.begin(), units_.end(), [line](const Grapheme& unit) {
        return line[unit.offset] == '\x1b' || (unit.columns == 1 && unit.certain);
    });
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

void Wrap::give_back_for(std::string_view line) {
    if (of_.capacity() > max_kept && line != of_) {
        free_memory(of_);
        free_memory(rows_);
        of_width_ = 0;
    }
    if (measured_.capacity() > max_kept && line != measured_) {
        free_memory(measured_);
        for (auto* places : {&colours_, &uncertain_}) free_memory(*places);
        for (auto* units : {&units_, &part_}) free_memory(*units);
    }
}

std::size_t Wrap::kept() const {
    return of_.capacity() + rows_.capacity() * sizeof(WrappedRow) + measured_.capacity() +
           (units_.capacity() + part_.capacity()) * sizeof(Grapheme) +
           (colours_.capacity() + uncertain_.capacity()) * sizeof(std::uint32_t);
}

// Colours stand between graphemes, so what ICU sees is cut there.
void Wrap::measure(std::string_view line) {
    if (line == measured_) return;
    give_back_for(line);
    measured_ = line;
    units_.clear();
    colours_.clear();
    uncertain_.clear();
    for (std::size_t at = 0; at < line.size();) {
        if (const std::size_t length = colour_at(line.substr(at)); length > 0) {
            colours_.push_back(static_cast<std::uint32_t>(units_.size()));
            units_.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(length), 0});
            at += length;
            continue;
        }
        const std::size_t end = std::min(line.find('\x1b', at + 1), line.size());
        graphemes_.split(line.substr(at, end - at), part_);
        for (Grapheme unit : part_) {
            unit.offset += static_cast<std::uint32_t>(at);
            if (!unit.certain) uncertain_.push_back(static_cast<std::uint32_t>(units_.size()));
            units_.push_back(unit);
        }
        at = end;
    }
}

// A row that a wide character does not fill is not run on from: it ends one cell earlier.
void Wrap::cut_at_edge(std::string_view line, std::size_t width) {
    const bool certain =
        std::all_of(units_.begin(), units_.end(), [](const Grapheme& unit) { return unit.certain; });
    const std::size_t room = certain ? width + 1 : width;
    std::size_t begin = 0;
    std::size_t columns = 0;
    for (const Grapheme& unit : units_) {
        if (columns > 0 && columns + unit.columns + unit.spare > room) {
            rows_.push_back(row_of(begin, unit.offset, 0));
            rows_.back().runs_on = columns == width + 1;
            begin = unit.offset;
            columns = 0;
        }
        columns += unit.columns;
    }
    rows_.push_back(row_of(begin, line.size(), 0));
}

// The style that goes on is the last colour before the row, also one in blanks that are not shown.
void Wrap::carry_styles(std::string_view line) {
    Grapheme style{0, 0, 0};
    std::size_t row = 1;
    const auto carry_to = [&](std::size_t offset) {
        for (; row < rows_.size() && rows_[row].offset <= offset; ++row) {
            rows_[row].style_offset = style.offset;
            rows_[row].style_length = style.length;
        }
    };
    for (const std::uint32_t index : colours_) {
        const Grapheme& unit = units_[index];
        carry_to(unit.offset);
        style = resets(line.substr(unit.offset, unit.length)) ? Grapheme{0, 0, 0} : unit;
    }
    carry_to(units_.back().offset);
}

void Wrap::mark_uncertain() {
    std::size_t row = 0;
    for (const std::uint32_t index : uncertain_) {
        while (row + 1 < rows_.size() && rows_[row + 1].offset <= units_[index].offset) ++row;
        rows_[row].certain = false;
    }
}

}  // namespace confab::dialect
