#include "input_history.hpp"

namespace confab::dialect {

void InputHistory::remember(std::string_view line) {
    stop_browsing();
    if (line.size() > max_bytes) return;
    if (!lines_.empty() && lines_.back() == line) return;
    bytes_ += line.size();
    std::size_t gone = lines_.size() == max_lines ? 1 : 0;
    if (gone == 1) bytes_ -= lines_.front().size();
    for (; bytes_ > max_bytes; ++gone) bytes_ -= lines_[gone].size();
    lines_.erase(lines_.begin(), lines_.begin() + static_cast<std::ptrdiff_t>(gone));
    lines_.emplace_back(line);
}

const std::string* InputHistory::older(std::string_view half_typed) {
    if (steps_ == lines_.size()) return nullptr;
    if (steps_ == 0) half_typed_ = half_typed;
    return &line(steps_++);
}

const std::string* InputHistory::newer() {
    if (steps_ == 0) return nullptr;
    --steps_;
    return steps_ == 0 ? &half_typed_ : &line(steps_ - 1);
}

void InputHistory::stop_browsing() {
    steps_ = 0;
    half_typed_ = std::string();
}

}  // namespace confab::dialect
