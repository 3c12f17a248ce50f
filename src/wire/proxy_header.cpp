#include "confab/wire/proxy_header.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "confab/base/number.hpp"

namespace confab::wire {

namespace {

using Kind = ProxyProgress::Kind;
using namespace std::string_view_literals;

constexpr auto v1_start = "PROXY "sv;
constexpr auto v2_signature = "\r\n\r\n\0\r\nQUIT\n"sv;
constexpr auto line_end = "\r\n"sv;
constexpr std::size_t first_read = 13;  // neither version has a shorter header
constexpr std::size_t v2_fixed = 16;
constexpr std::size_t max_port_digits = 5;

// Of the 13th byte of version 2, and the 14th.
constexpr std::uint8_t v2_local = 0x20;
constexpr std::uint8_t v2_proxy = 0x21;
constexpr std::uint8_t tcp_over_ipv4 = 0x11;
constexpr std::uint8_t tcp_over_ipv6 = 0x21;
constexpr std::uint8_t unix_stream = 0x31;
constexpr std::array<std::size_t, 4> address_bytes{0, 12, 36, 216};  // by family

constexpr std::uint8_t type_tls = 0x20;
constexpr std::size_t tls_fixed = 5;
constexpr std::uint8_t client_uses_tls = 0x01;

ProxyProgress bad(const char* why) { return {.kind = Kind::bad, .why = why}; }
ProxyProgress incomplete(std::size_t wanted) { return {.wanted = wanted}; }
ProxyProgress complete(const ProxyHeader& header) { return {.kind = Kind::complete, .header = header}; }

std::uint8_t byte_at(std::string_view bytes, std::size_t i) { return static_cast<std::uint8_t>(bytes[i]); }
std::uint16_t number_at(std::string_view bytes, std::size_t i) {
    return static_cast<std::uint16_t>(byte_at(bytes, i) << 8U | byte_at(bytes, i + 1));
}

bool can_become(std::string_view bytes, std::string_view start) {
    const std::size_t size = std::min(bytes.size(), start.size());
    return bytes.substr(0, size) == start.substr(0, size);
}

// --- Version 1

std::string_view take_field(std::string_view& rest) {
    const std::string_view field = rest.substr(0, rest.find(' '));
    rest.remove_prefix(std::min(field.size() + 1, rest.size()));
    return field;
}

std::optional<Address> address_from(bool v6, std::string_view text) {
    if ((text.find(':') != std::string_view::npos) != v6) return std::nullopt;
    const auto network = parse_network(std::string(text) + (v6 ? "/128" : "/32"));
    return network ? std::optional(network->address) : std::nullopt;
}

std::optional<std::uint16_t> port_from(std::string_view text) {
    const bool zeros = text.size() > 1 && text.front() == '0';
    if (zeros || text.size() > max_port_digits) return std::nullopt;
    return parse_number<std::uint16_t>(text);
}

ProxyProgress read_addresses(bool v6, std::string_view rest) {
    if (std::count(rest.begin(), rest.end(), ' ') != 3) return bad("not two addresses and two ports");
    const auto source = address_from(v6, take_field(rest));
    const auto destination = address_from(v6, take_field(rest));
    const auto port = port_from(take_field(rest));
    const auto to_port = port_from(rest);
    if (!source || !destination || source->local()) return bad("a bad address");
    if (!port || !to_port) return bad("a bad port");
    return complete({.relayed = true, .source = *source, .port = *port});
}

ProxyProgress read_line(std::string_view line) {
    const std::string_view protocol = take_field(line);
    if (protocol == "UNKNOWN") return complete({});
    if (protocol == "TCP4") return read_addresses(false, line);
    if (protocol == "TCP6") return read_addresses(true, line);
    return bad("neither TCP4, TCP6 nor UNKNOWN");
}

ProxyProgress read_v1(std::string_view bytes) {
    const std::size_t end = bytes.find_first_of(line_end);
    if (std::min(end, bytes.size()) + line_end.size() > max_proxy_v1) return bad("too long");
    if (end == std::string_view::npos) return incomplete(line_end.size());
    if (!can_become(bytes.substr(end), line_end)) return bad("a line end that is not CR LF");
    if (bytes.size() < end + line_end.size()) return incomplete(1);
    if (bytes.size() > end + line_end.size()) return bad("more than the header");
    return read_line(bytes.substr(v1_start.size(), end - v1_start.size()));
}

// --- Version 2

// What is said of TLS; nothing if these are not well formed.
std::optional<bool> tells_of_tls(std::string_view values) {
    bool encrypted = false;
    while (!values.empty()) {
        if (values.size() < 3) return std::nullopt;
        const std::size_t size = number_at(values, 1);
        if (values.size() < 3 + size) return std::nullopt;
        const bool tls = byte_at(values, 0) == type_tls;
        if (tls && size < tls_fixed) return std::nullopt;
        encrypted = encrypted || (tls && (byte_at(values, 3) & client_uses_tls) != 0);
        values.remove_prefix(3 + size);
    }
    return encrypted;
}

// How many bytes of addresses such a family has; nothing if there is no such family.
std::optional<std::size_t> size_of_addresses(std::uint8_t family_and_protocol) {
    const std::size_t family = family_and_protocol >> 4U;
    const std::size_t protocol = family_and_protocol & 0xfU;
    if (family >= address_bytes.size() || protocol > 2) return std::nullopt;
    return address_bytes.at(family);
}

ProxyHeader addresses_of(std::uint8_t family_and_protocol, std::string_view block) {
    ProxyHeader header;
    switch (family_and_protocol) {
        case tcp_over_ipv4:
            header.source.bytes = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
            std::copy_n(block.begin(), 4, header.source.bytes.begin() + 12);
            header.port = number_at(block, 8);
            break;
        case tcp_over_ipv6:
            std::copy_n(block.begin(), 16, header.source.bytes.begin());
            header.port = number_at(block, 32);
            break;
        case unix_stream: break;
        default: return header;
    }
    header.relayed = true;
    return header;
}

ProxyProgress read_relayed(std::uint8_t family_and_protocol, std::string_view block) {
    const auto size = size_of_addresses(family_and_protocol);
    if (!size) return bad("an unknown family or protocol");
    if (block.size() < *size) return bad("too short for its addresses");
    ProxyHeader header = addresses_of(family_and_protocol, block);
    const bool of_network = header.relayed && family_and_protocol != unix_stream;
    if (of_network && header.source.local()) return bad("a bad address");
    const auto encrypted = tells_of_tls(*size == 0 ? std::string_view() : block.substr(*size));
    if (!encrypted) return bad("values that do not fit");
    header.encrypted = header.relayed && *encrypted;
    return complete(header);
}

ProxyProgress read_v2(std::string_view bytes) {
    const std::uint8_t command = byte_at(bytes, v2_signature.size());
    if (command != v2_local && command != v2_proxy) return bad("an unknown version or command");
    if (bytes.size() < v2_fixed) return incomplete(v2_fixed - bytes.size());
    const std::size_t size = v2_fixed + number_at(bytes, 14);
    if (size > max_proxy_v2) return bad("too long");
    if (bytes.size() < size) return incomplete(size - bytes.size());
    if (bytes.size() > size) return bad("more than the header");
    if (command == v2_local) return complete({});
    return read_relayed(byte_at(bytes, 13), bytes.substr(v2_fixed));
}

}  // namespace

ProxyProgress read_proxy_header(std::string_view bytes) {
    const bool second = can_become(bytes, v2_signature);
    if (!second && !can_become(bytes, v1_start)) return bad("no PROXY header");
    if (bytes.size() < first_read) return incomplete(first_read - bytes.size());
    return second ? read_v2(bytes) : read_v1(bytes);
}

}  // namespace confab::wire
