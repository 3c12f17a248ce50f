#include "confab/ops/listen_url.hpp"

#include <charconv>
#include <stdexcept>

namespace confab::ops {

namespace {

// sun_path of unix(7), with its NUL.
constexpr std::size_t longest_path = 107;

[[noreturn]] void bad(std::string_view url, const std::string& why) {
    throw std::invalid_argument("'" + std::string(url) + "': " + why);
}

std::uint16_t parse_port(std::string_view url, std::string_view text) {
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    if (text.empty() || error != std::errc() || end != text.data() + text.size()) {
        bad(url, "the port must be a number from 0 to 65535");
    }
    return port;
}

ListenUrl parse_tcp(ListenUrl::Scheme scheme, std::string_view url, std::string_view rest) {
    const std::size_t colon = rest.rfind(':');
    if (colon == std::string_view::npos) bad(url, "a port is missing, as in 127.0.0.1:4242");
    std::string_view host = rest.substr(0, colon);
    if (host.starts_with('[') && host.ends_with(']')) {
        host = host.substr(1, host.size() - 2);
    } else if (host.find(':') != std::string_view::npos) {
        bad(url, "an IPv6 address stands in brackets, as in [::1]:4242");
    }
    if (host.empty()) bad(url, "an address is missing; 0.0.0.0 and [::] listen on all");
    return {scheme, std::string(host), parse_port(url, rest.substr(colon + 1)), {}};
}

ListenUrl parse_unix(std::string_view url, std::string_view path) {
    if (!path.starts_with('/')) bad(url, "the path must be absolute, as in unix:///run/confab/confab.sock");
    if (path.size() > longest_path) bad(url, "the path is longer than 107 bytes");
    return {ListenUrl::Scheme::unix_socket, {}, 0, std::string(path)};
}

}  // namespace

std::string_view ListenUrl::scheme_name() const {
    switch (scheme) {
        case Scheme::tcp: return "tcp";
        case Scheme::telnet: return "telnet";
        case Scheme::unix_socket: return "unix";
    }
    return "";
}

std::string ListenUrl::text() const {
    std::string url(scheme_name());
    url.append("://");
    if (scheme == Scheme::unix_socket) return url.append(path);
    const bool v6 = host.find(':') != std::string::npos;
    return url.append(v6 ? "[" + host + "]" : host).append(":").append(std::to_string(port));
}

ListenUrl parse_listen_url(std::string_view text) {
    const std::size_t end = text.find("://");
    if (end == std::string_view::npos) return parse_tcp(ListenUrl::Scheme::tcp, text, text);
    const std::string_view scheme = text.substr(0, end);
    const std::string_view rest = text.substr(end + 3);
    if (scheme == "tcp") return parse_tcp(ListenUrl::Scheme::tcp, text, rest);
    if (scheme == "telnet") return parse_tcp(ListenUrl::Scheme::telnet, text, rest);
    if (scheme == "unix") return parse_unix(text, rest);
    bad(text, "the scheme must be tcp, telnet or unix");
}

}  // namespace confab::ops
