// Which listener each client came by, and how many did.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "confab/net/server_metrics.hpp"

namespace confab::net {

// Listeners that are gone keep their numbers, so that counters never go back. Not thread-safe.
class ListenerCounts {
  public:
    static constexpr std::size_t max_listeners = 256;  // told apart; further ones share the number 0

    // The same for the same URL.
    std::uint16_t number_of(const std::string& url);
    void opened(std::uint16_t listener);
    // One that came to the server before.
    void carried(std::uint16_t listener) { ++uses_[listener].connections; }
    const std::string& url_of(std::uint16_t listener) const { return uses_[listener].url; }
    void closed(std::uint16_t listener) { --uses_[listener].connections; }

    // Number 0 only if somebody came by it.
    std::vector<ListenerUse> uses() const;

  private:
    std::vector<ListenerUse> uses_{ListenerUse{.url = "other"}};
};

}  // namespace confab::net
