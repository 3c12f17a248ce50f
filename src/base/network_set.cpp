#include "confab/base/network_set.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "confab/base/number.hpp"

namespace confab {

namespace {

constexpr std::string_view uid_prefix = "uid:";
constexpr std::string_view uid_in_text = "(uid ";  // Address::text()

}  // namespace

std::size_t NetworkHash::operator()(const Network& network) const {
    const auto* bytes = reinterpret_cast<const char*>(network.address.bytes.data());
    return std::hash<std::string_view>()({bytes, network.address.bytes.size()}) * 131 + network.bits;
}

std::optional<Network> parse_source(std::string_view text) {
    if (!text.starts_with(uid_prefix)) return parse_network(text);
    const auto uid = parse_number<std::uint32_t>(text.substr(uid_prefix.size()));
    if (!uid) return std::nullopt;
    return Network{Address::of_user(*uid), 128};
}

std::string source_text(const Network& source) {
    if (!source.address.local() || source.bits != 128) return source.text();
    const std::string text = source.address.text();
    const std::size_t uid = text.find(uid_in_text);
    if (uid == std::string::npos) return text;
    const std::size_t begin = uid + uid_in_text.size();
    return fmt::format("{}{}", uid_prefix, text.substr(begin, text.find(')') - begin));
}

bool is_from(const Address& address, const Network& source) {
    if (address.local()) return source == Network{address, 128};
    return source.contains(address);
}

NetworkSet::NetworkSet(const std::vector<Network>& networks) : networks_(networks.begin(), networks.end()) {
    for (const Network& network : networks_) {
        if (std::find(lengths_.begin(), lengths_.end(), network.bits) == lengths_.end()) {
            lengths_.push_back(network.bits);
        }
    }
}

bool NetworkSet::contains(const Address& address) const {
    if (address.local()) return networks_.contains(Network{address, 128});
    return std::any_of(lengths_.begin(), lengths_.end(),
                       [&](std::uint8_t bits) { return networks_.contains(network_of(address, bits)); });
}

}  // namespace confab
