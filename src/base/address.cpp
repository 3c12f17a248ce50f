#include "confab/base/address.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <algorithm>

#include "confab/base/number.hpp"

namespace confab {

namespace {

constexpr std::array<std::uint8_t, 12> v4_mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
constexpr std::array<std::uint8_t, 12> discard_only = {1};
constexpr std::uint8_t v4_begins = 96;  // the bits before an IPv4 address
constexpr std::uint8_t v6_source = 64;  // what one subscriber has at least
constexpr std::size_t max_text = 64;    // more than any address with its bits

std::uint32_t uid_of(const std::array<std::uint8_t, 16>& bytes) {
    std::uint32_t uid = 0;
    for (std::size_t i = 12; i < bytes.size(); ++i) uid = uid << 8 | bytes[i];
    return uid;
}

std::optional<Address> parse_address(const std::string& text) {
    Address address;
    if (text.find(':') != std::string::npos) {
        if (inet_pton(AF_INET6, text.c_str(), address.bytes.data()) != 1) return std::nullopt;
        return address;
    }
    std::copy(v4_mapped.begin(), v4_mapped.end(), address.bytes.begin());
    if (inet_pton(AF_INET, text.c_str(), address.bytes.data() + v4_mapped.size()) != 1) return std::nullopt;
    return address;
}

}  // namespace

bool Address::is_v4() const { return std::equal(v4_mapped.begin(), v4_mapped.end(), bytes.begin()); }

Address Address::of_user(std::uint32_t uid) {
    Address address;
    std::copy(discard_only.begin(), discard_only.end(), address.bytes.begin());
    for (std::size_t i = 0; i < sizeof uid; ++i) {
        address.bytes[12 + i] = static_cast<std::uint8_t>(uid >> (24 - 8 * i));
    }
    return address;
}

bool Address::local() const {
    return bytes == Address{}.bytes || std::equal(discard_only.begin(), discard_only.end(), bytes.begin());
}

bool Address::loopback() const {
    if (local()) return true;
    if (is_v4()) return bytes[12] == 127;
    return std::all_of(bytes.begin(), bytes.end() - 1, [](std::uint8_t byte) { return byte == 0; }) &&
           bytes[15] <= 1;
}

std::string Address::text() const {
    if (*this == Address{}) return "local";
    if (local()) return fmt::format("local (uid {})", uid_of(bytes));
    std::array<char, INET6_ADDRSTRLEN> text{};
    const void* from = is_v4() ? bytes.data() + v4_mapped.size() : bytes.data();
    inet_ntop(is_v4() ? AF_INET : AF_INET6, from, text.data(), text.size());
    return text.data();
}

// What is not from a network is in none, not even in all of them.
bool Network::contains(const Address& other) const {
    return !other.local() && network_of(other, bits) == *this;
}

std::string Network::text() const {
    if (bits == 128 && (address.is_v4() || address.loopback())) return address.text();
    if (bits == 0) return "::/0";
    return fmt::format("{}/{}", address.text(), address.is_v4() ? bits - v4_begins : bits);
}

std::optional<Network> parse_network(std::string_view text) {
    if (text.size() > max_text || text.find('\0') != std::string_view::npos) return std::nullopt;
    const std::size_t slash = text.find('/');
    const auto address = parse_address(std::string(text.substr(0, slash)));
    if (!address || address->local()) {
        const bool everything = address && slash != std::string_view::npos && text.substr(slash) == "/0";
        return everything ? std::optional(Network{{}, 0}) : std::nullopt;
    }
    const bool v4_text = text.substr(0, slash).find(':') == std::string_view::npos;
    if (slash == std::string_view::npos) return source_of(*address);

    const std::optional<unsigned> given = parse_number<unsigned>(text.substr(slash + 1));
    if (!given || *given > (v4_text ? 32U : 128U)) return std::nullopt;
    const auto bits = static_cast<std::uint8_t>(v4_text ? *given + v4_begins : *given);
    return network_of(*address, bits);
}

Network network_of(const Address& address, std::uint8_t bits) {
    Network network{address, bits};
    for (std::size_t i = 0; i < network.address.bytes.size(); ++i) {
        const int counting = std::clamp(static_cast<int>(bits) - static_cast<int>(8 * i), 0, 8);
        std::uint8_t& byte = network.address.bytes[i];
        byte = static_cast<std::uint8_t>(byte & (0xFF00 >> counting));
    }
    return network;
}

std::vector<Network> loopback_networks() { return {*parse_network("127.0.0.0/8"), *parse_network("::1")}; }

Network source_of(const Address& address) {
    if (address.is_v4() || address.loopback()) return {address, 128};
    return network_of(address, v6_source);
}

}  // namespace confab
