#include "completion.hpp"

#include <utility>

namespace confab::dialect {

bool Completion::answer(std::vector<std::string> candidates) {
    answered_ = true;
    std::erase_if(candidates, [](const std::string& text) { return text.size() > max_candidate; });
    if (candidates.size() > max_candidates) candidates.resize(max_candidates);
    candidates_ = std::move(candidates);
    if (candidates_.empty()) return false;
    at_ = back_ ? candidates_.size() - 1 : 0;
    return true;
}

const std::string& Completion::cycle(bool back) {
    const std::size_t step = back ? candidates_.size() - 1 : 1;
    at_ = (at_ + step) % candidates_.size();
    return current();
}

}  // namespace confab::dialect
