#include "backlog.hpp"

#include <algorithm>

namespace confab::dialect {

void Backlog::add(std::string_view text, std::size_t indent, Cut cut) {
    if (text.size() > max_bytes) return;
    while (entries_.size() == max_lines || text_.size() + text.size() > max_bytes) forget_half();
    entries_.push_back({static_cast<std::uint16_t>(text_.size()),
                        cut == Cut::at_edge
                            ? at_edge
                            : static_cast<std::uint16_t>(std::min<std::size_t>(indent, at_edge - 1))});
    text_ += text;
}

Backlog::Line Backlog::at(std::size_t index) const {
    const std::size_t begin = entries_[index].begin;
    const std::size_t end = index + 1 < entries_.size() ? entries_[index + 1].begin : text_.size();
    const std::uint16_t indent = entries_[index].indent;
    const std::string_view text = std::string_view(text_).substr(begin, end - begin);
    return indent == at_edge ? Line{text, 0, Cut::at_edge} : Line{text, indent, Cut::at_words};
}

void Backlog::forget_half() {
    const std::size_t count = (entries_.size() + 1) / 2;
    const std::size_t bytes = count < entries_.size() ? entries_[count].begin : text_.size();
    text_.erase(0, bytes);
    entries_.erase(entries_.begin(), entries_.begin() + static_cast<std::ptrdiff_t>(count));
    for (Entry& entry : entries_) entry.begin = static_cast<std::uint16_t>(entry.begin - bytes);
}

}  // namespace confab::dialect
