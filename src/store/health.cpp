#include "health.hpp"

#include <fmt/format.h>

namespace confab::store {

void Health::bad(Part part, const std::string& why) {
    const std::lock_guard lock(mutex_);
    const bool first = !any_bad();
    bad_[static_cast<std::size_t>(part)] = true;
    why_[static_cast<std::size_t>(part)] = why;  // the latest: the reason may change
    if (!first || !tell_) return;
    tell_(false, fmt::format("storage fails, the chat goes on from memory: {}", why));
}

void Health::good(Part part, std::uint64_t late, std::uint64_t lost) {
    const std::lock_guard lock(mutex_);
    bool& bad = bad_[static_cast<std::size_t>(part)];
    if (!bad) return;
    bad = false;
    late_ += late;
    lost_ += lost;
    if (any_bad()) return;
    const std::string lost_text = lost_ == 0 ? "nothing" : fmt::to_string(lost_);
    const std::string text = fmt::format("storage works again: {} written late, {} lost", late_, lost_text);
    late_ = lost_ = 0;
    if (tell_) tell_(true, text);
}

std::string Health::error() const {
    const std::lock_guard lock(mutex_);
    for (std::size_t part = 0; part < bad_.size(); ++part) {
        if (bad_[part]) return why_[part];
    }
    return {};
}

}  // namespace confab::store
