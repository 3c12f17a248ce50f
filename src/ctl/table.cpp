#include "table.hpp"

#include <algorithm>

#include "confab/base/text.hpp"

namespace confab::ctl {

namespace {

// Characters that take two places are counted as one.
std::size_t width(const std::string& text) { return character_count(text); }

}  // namespace

void Table::row(const Json& row) {
    std::vector<std::string>& cells = rows_.emplace_back();
    for (const Column& column : columns_) cells.push_back(column.cell(row));
}

void Table::end() {
    if (rows_.empty()) return output_.line(none_);
    std::vector<std::string> titles;
    std::vector<std::size_t> widths;
    for (const Column& column : columns_) widths.push_back(width(titles.emplace_back(column.title)));
    for (const auto& cells : rows_) {
        for (std::size_t i = 0; i < cells.size(); ++i) widths[i] = std::max(widths[i], width(cells[i]));
    }
    const auto print = [&](const std::vector<std::string>& cells) {
        std::string line;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (i > 0) line.append("  ");
            const std::string blanks(widths[i] - width(cells[i]), ' ');
            line.append(columns_[i].right ? blanks + cells[i] : cells[i] + blanks);
        }
        output_.line(line);
    };
    print(titles);
    for (const auto& cells : rows_) print(cells);
}

}  // namespace confab::ctl
