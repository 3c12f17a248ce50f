// Many networks as one: the time of a question grows with the prefix lengths that occur, not with the
// networks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "confab/base/address.hpp"

namespace confab {

struct NetworkHash {
    std::size_t operator()(const Network& network) const;
};

// A source as operators write it: what parse_network() reads, or "uid:1000" for a user of a Unix socket.
std::optional<Network> parse_source(std::string_view text);
// The same text again.
std::string source_text(const Network& source);
// Is the address in it? Other than Network::contains() this is true of the user that it names.
bool is_from(const Address& address, const Network& source);

class NetworkSet {
  public:
    NetworkSet() = default;
    explicit NetworkSet(const std::vector<Network>& networks);

    bool contains(const Address& address) const;
    bool empty() const { return networks_.empty(); }

  private:
    std::unordered_set<Network, NetworkHash> networks_;
    std::vector<std::uint8_t> lengths_;  // in bits, that occur
};

}  // namespace confab
