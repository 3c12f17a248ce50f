#include "listener_counts.hpp"

namespace confab::net {

std::uint16_t ListenerCounts::number_of(const std::string& url) {
    for (std::size_t i = 1; i < uses_.size(); ++i) {
        if (uses_[i].url == url) return static_cast<std::uint16_t>(i);
    }
    if (uses_.size() >= max_listeners) return 0;
    uses_.push_back({.url = url});
    return static_cast<std::uint16_t>(uses_.size() - 1);
}

void ListenerCounts::opened(std::uint16_t listener) {
    ++uses_[listener].connections;
    ++uses_[listener].opened;
}

std::vector<ListenerUse> ListenerCounts::uses() const {
    std::vector<ListenerUse> uses = uses_;
    if (uses.front().opened == 0) uses.erase(uses.begin());
    return uses;
}

}  // namespace confab::net
