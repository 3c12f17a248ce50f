#include "paste.hpp"

#include <algorithm>
#include <utility>

namespace confab::dialect {

namespace {

std::size_t count_lines(std::string_view lines) {
    return 1 + static_cast<std::size_t>(std::count(lines.begin(), lines.end(), '\n'));
}

std::size_t longest_line(std::string_view lines) {
    std::size_t longest = 0;
    for (std::size_t start = 0; start <= lines.size();) {
        const std::size_t end = std::min(lines.find('\n', start), lines.size());
        longest = std::max(longest, end - start);
        start = end + 1;
    }
    return longest;
}

std::string_view without_blank_start(std::string_view lines) {
    return lines.substr(std::min(lines.find_first_not_of('\n'), lines.size()));
}

std::string_view without_blank_end(std::string_view lines) {
    return lines.substr(0, lines.find_last_not_of('\n') + 1);  // npos + 1 is 0
}

}  // namespace

void Paste::add(std::string_view piece) {
    if (overlong_) return;
    if (pasted_.size() + piece.size() > std::max(max_bytes, max_line_)) {
        overlong_ = true;
        pasted_ = std::string();
        return;
    }
    pasted_ += piece;
}

Paste::Outcome Paste::close(std::string_view before_cursor, std::string_view after_cursor) {
    using Kind = Outcome::Kind;
    open_ = false;
    const std::string pasted = std::exchange(pasted_, std::string());
    if (std::exchange(overlong_, false)) return {Kind::refused, {}, {Code::paste_too_long, max_bytes}};

    std::string lines;
    if (!block_.empty()) {
        lines = block_;
        lines += '\n';
        lines += without_blank_end(pasted);
    } else {
        const std::string_view from = before_cursor.empty() ? without_blank_start(pasted) : pasted;
        const std::string_view only = without_blank_end(from);
        if (only.empty()) return {};
        if (only.find('\n') == std::string_view::npos) return {Kind::one_line, std::string(only)};
        lines = before_cursor;
        lines += from;
        lines += after_cursor;
    }
    lines.resize(without_blank_end(lines).size());
    if (Refusal why = too_long(lines)) return {Kind::refused, {}, std::move(why)};

    block_ = std::move(lines);
    notice_ = '[';
    notice_ += std::to_string(count_lines(block_));
    notice_ += " lines: Enter sends, Esc drops]";
    return {Kind::block, {}};
}

Refusal Paste::too_long(std::string_view lines) const {
    if (count_lines(lines) > max_lines) return {Code::paste_too_many_lines, max_lines};
    if (lines.size() > max_bytes) return {Code::paste_too_long, max_bytes};
    if (longest_line(lines) > max_line_) return {Code::line_too_long, max_line_};
    return {};
}

}  // namespace confab::dialect
