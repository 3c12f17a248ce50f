#include "health.hpp"

namespace confab::store {

void Health::bad(Part part, const std::string& why) {
    const std::lock_guard lock(mutex_);
    const bool first = !any_bad();
    bad_[static_cast<std::size_t>(part)] = true;
    why_[static_cast<std::size_t>(part)] = why;  // the latest: what the trouble is may change
    if (!first || !tell_) return;
    std::string text = "storage fails, the chat goes on from memory: ";
    tell_(false, text.append(why));
}

void Health::good(Part part, std::uint64_t late, std::uint64_t lost) {
    const std::lock_guard lock(mutex_);
    bool& bad = bad_[static_cast<std::size_t>(part)];
    if (!bad) return;
    bad = false;
    late_ += late;
    lost_ += lost;
    if (any_bad()) return;
    std::string text = "storage works again: ";
    text.append(std::to_string(late_)).append(" written late, ");
    text.append(lost_ == 0 ? "nothing" : std::to_string(lost_)).append(" lost");
    late_ = lost_ = 0;
    if (tell_) tell_(true, text);
}

std::string Health::trouble() const {
    const std::lock_guard lock(mutex_);
    for (std::size_t part = 0; part < bad_.size(); ++part) {
        if (bad_[part]) return why_[part];
    }
    return {};
}

}  // namespace confab::store
