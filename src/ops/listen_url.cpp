#include "confab/ops/listen_url.hpp"
#include "confab/base/network_set.hpp"
#include "confab/base/number.hpp"
#include "confab/base/socket_path.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "brief.hpp"

namespace confab::ops {

namespace {

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

// One line, whatever the URL is.
[[noreturn]] void bad(std::string_view url, const std::string& why) {
    throw std::invalid_argument(fmt::format("'{}': {}", brief(url, max_cited_path), why));
}

std::uint16_t parse_port(std::string_view url, std::string_view text) {
    const auto port = parse_number<std::uint16_t>(text);
    if (!port) bad(url, "the port must be a number from 0 to 65535");
    return *port;
}

constexpr std::string_view digits = "0123456789";
constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

bool made_of(std::string_view text, std::string_view kind, std::string_view others) {
    return std::all_of(text.begin(), text.end(), [&](char c) {
        return kind.find(c) != std::string_view::npos || others.find(c) != std::string_view::npos ||
               digits.find(c) != std::string_view::npos;
    });
}

bool is_ipv4(std::string_view text) {
    in_addr address{};
    return ::inet_pton(AF_INET, std::string(text).c_str(), &address) == 1;
}

// With the interface of a link-local one, as in fe80::1%eth0.
bool is_ipv6(std::string_view text) {
    const std::size_t percent = text.find('%');
    if (percent != std::string_view::npos) {
        const std::string_view interface = text.substr(percent + 1);
        if (interface.empty() || !made_of(interface, letters, "-_.")) return false;
    }
    in6_addr address{};
    return ::inet_pton(AF_INET6, std::string(text.substr(0, percent)).c_str(), &address) == 1;
}

bool is_label(std::string_view text) {
    constexpr std::size_t longest = 63;
    return !text.empty() && text.size() <= longest && made_of(text, letters, "-_") &&
           !text.starts_with('-') && !text.ends_with('-');
}

bool is_number(std::string_view label) {
    if (!label.starts_with("0x") && !label.starts_with("0X")) return made_of(label, "", "");
    return made_of(label.substr(2), "abcdefABCDEF", "");
}

// The form of RFC 1123. What ends in a number is an address that was mistyped; the library would take 127.1
// and 0x7f.1 for one.
bool is_host_name(std::string_view text) {
    constexpr std::size_t longest = 253;
    if (text.ends_with('.')) text.remove_suffix(1);
    if (text.size() > longest) return false;
    for (;;) {
        const std::size_t dot = text.find('.');
        const std::string_view label = text.substr(0, dot);
        if (!is_label(label)) return false;
        if (dot == std::string_view::npos) return !is_number(label);
        text.remove_prefix(dot + 1);
    }
}

void check_host(std::string_view url, std::string_view host) {
    if (host.empty() || host == "*") bad(url, "an address is missing; 0.0.0.0 and [::] listen on all");
    if (host.starts_with('[') && host.ends_with(']')) {
        if (is_ipv6(host.substr(1, host.size() - 2))) return;
        bad(url, "what stands in brackets must be an IPv6 address, as in [::1]:4242");
    }
    if (host.find(':') != std::string_view::npos) {
        bad(url, "an IPv6 address stands in brackets, as in [::1]:4242");
    }
    if (is_ipv4(host) || is_host_name(host)) return;
    bad(url, "neither an address, as in 127.0.0.1:4242, nor the name of a machine");
}

// The usual port of a scheme; 0: it has none.
std::uint16_t port_of(ListenUrl::Scheme scheme) {
    if (scheme == ListenUrl::Scheme::irc) return 6667;
    return scheme == ListenUrl::Scheme::ircs ? 6697 : 0;
}

ListenUrl parse_tcp(ListenUrl::Scheme scheme, std::string_view url, std::string_view rest) {
    std::size_t colon = rest.rfind(':');
    const std::size_t bracket = rest.rfind(']');
    const bool has_port =
        colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket);
    const std::string with_port = fmt::format("{}:{}", rest, port_of(scheme));
    if (!has_port && port_of(scheme) != 0) {
        rest = with_port;
        colon = rest.rfind(':');
    }
    if (colon == std::string_view::npos) bad(url, "a port is missing, as in 127.0.0.1:4242");
    std::string_view host = rest.substr(0, colon);
    check_host(url, host);
    if (host.starts_with('[')) host = host.substr(1, host.size() - 2);
    return {scheme, std::string(host), parse_port(url, rest.substr(colon + 1)), {}, {}};
}

ListenUrl parse_unix(ListenUrl::Scheme scheme, std::string_view url, std::string_view path) {
    if (!path.starts_with('/')) bad(url, "the path must be absolute, as in unix:///run/confab/confab.sock");
    if (path.size() > max_socket_path) {
        bad(url, fmt::format("the path is longer than {} bytes", max_socket_path));
    }
    if (path.ends_with('/')) bad(url, "the path must be that of a socket, not of a directory");
    return {scheme, {}, 0, std::string(path), {}};
}

ListenUrl parse_place(std::string_view text) {
    if (std::any_of(text.begin(), text.end(), is_control)) bad(text, "there is a control character in it");
    const std::size_t end = text.find("://");
    if (end == std::string_view::npos) return parse_tcp(ListenUrl::Scheme::tcp, text, text);
    const std::string_view scheme = text.substr(0, end);
    const std::string_view rest = text.substr(end + 3);
    if (scheme == "tcp") return parse_tcp(ListenUrl::Scheme::tcp, text, rest);
    if (scheme == "telnet") return parse_tcp(ListenUrl::Scheme::telnet, text, rest);
    if (scheme == "tls") return parse_tcp(ListenUrl::Scheme::tls, text, rest);
    if (scheme == "tlstelnet") return parse_tcp(ListenUrl::Scheme::tlstelnet, text, rest);
    if (scheme == "irc") return parse_tcp(ListenUrl::Scheme::irc, text, rest);
    if (scheme == "ircs") return parse_tcp(ListenUrl::Scheme::ircs, text, rest);
    if (scheme == "unix") return parse_unix(ListenUrl::Scheme::unix_socket, text, rest);
    if (scheme == "irc+unix") return parse_unix(ListenUrl::Scheme::irc_unix, text, rest);
    bad(text, "the scheme must be tcp, telnet, tls, tlstelnet, irc, ircs, http, unix or irc+unix");
}

ListenUrl::Scheme parse_scheme(std::string_view url, std::string_view name) {
    using Scheme = ListenUrl::Scheme;
    for (const Scheme each :
         {Scheme::tcp, Scheme::telnet, Scheme::tls, Scheme::tlstelnet, Scheme::irc, Scheme::ircs}) {
        ListenUrl of_scheme;
        of_scheme.scheme = each;
        if (of_scheme.scheme_name() == name) return each;
    }
    bad(url, "after as= stands tcp, telnet, tls, tlstelnet, irc or ircs");
}

constexpr std::string_view query_start = "?proxy=";
constexpr std::string_view join_start = "?join=";
constexpr std::string_view passed_start = "systemd:";

std::vector<Network> parse_proxies(const ListenUrl& url, std::string_view text, std::string_view list) {
    const bool local = url.is_file();
    const bool may_be_either = url.is_passed();
    std::vector<Network> proxies;
    for (;;) {
        const std::size_t comma = list.find(',');
        const auto proxy = parse_source(list.substr(0, comma));
        if (!proxy || (proxy->address.local() != local && !may_be_either) || proxy->bits == 0) {
            bad(text, local ? "a proxy on a Unix socket is a user, as in ?proxy=uid:33"
                            : "a proxy is an address or network, as in ?proxy=192.0.2.7,10.0.0.0/8");
        }
        proxies.push_back(*proxy);
        if (comma == std::string_view::npos) return proxies;
        list.remove_prefix(comma + 1);
    }
}

bool joins_nothing(const ListenUrl& url, std::string_view text, std::string_view value) {
    if (!url.is_irc()) bad(text, "only irc, ircs and irc+unix have ?join=");
    if (value != "none" && value != "lobby") bad(text, "after join= stands lobby or none");
    return value == "none";
}

// What stands behind the '?' of a URL that is not passed.
void set_query(ListenUrl& url, std::string_view text, std::string_view query) {
    for (;;) {
        const std::size_t end = query.find('&');
        const std::string_view setting = query.substr(0, end);
        if (setting.starts_with("join=")) {
            url.joins_nothing = joins_nothing(url, text, setting.substr(5));
        } else {
            const bool proxy = setting.starts_with("proxy=");
            url.proxies = parse_proxies(url, text, proxy ? setting.substr(6) : setting);
        }
        if (end == std::string_view::npos) return;
        query.remove_prefix(end + 1);
    }
}

void set_passed(ListenUrl& url, std::string_view text, std::string_view setting) {
    const std::size_t equals = std::min(setting.find('='), setting.size());
    const std::string_view value = setting.substr(std::min(equals + 1, setting.size()));
    if (setting.starts_with("as=")) {
        url.scheme = parse_scheme(text, value);
    } else if (setting.starts_with("join=")) {
        url.joins_nothing = joins_nothing(url, text, value);
    } else if (setting.starts_with("proxy=")) {
        url.proxies = parse_proxies(url, text, value);
    } else if (const auto number = parse_number<std::uint16_t>(value);
               setting.starts_with("socket=") && number && *number > 0) {
        url.socket_number = *number;
    } else {
        bad(text,
            "after the name may stand as=SCHEME, proxy=NETWORK and socket=N, as in "
            "systemd:NAME?as=telnet&proxy=10.0.0.0/8");
    }
}

ListenUrl parse_passed(std::string_view text) {
    if (std::any_of(text.begin(), text.end(), is_control)) bad(text, "there is a control character in it");
    std::string_view rest = text.substr(passed_start.size());
    const std::size_t query = rest.find('?');
    ListenUrl url;
    url.socket_name = rest.substr(0, query);
    if (url.socket_name.empty() || url.socket_name.find_first_of(": ") != std::string::npos) {
        bad(text, "after systemd: stands FileDescriptorName= of a socket unit, as in systemd:telnet");
    }
    if (query == std::string_view::npos) return url;
    for (rest.remove_prefix(query + 1);;) {
        const std::size_t end = rest.find('&');
        set_passed(url, text, rest.substr(0, end));
        if (end == std::string_view::npos) return url;
        rest.remove_prefix(end + 1);
    }
}

std::string proxies_text(const std::vector<Network>& proxies) {
    std::string text;
    for (const Network& proxy : proxies) text += (text.empty() ? "" : ",") + source_text(proxy);
    return text;
}

std::string passed_text(const ListenUrl& url) {
    std::string text = fmt::format("{}{}", passed_start, url.socket_name);
    char separator = '?';
    const auto add = [&](std::string_view name, std::string_view value) {
        text += fmt::format("{}{}={}", std::exchange(separator, '&'), name, value);
    };
    if (url.scheme != ListenUrl::Scheme::tcp) add("as", url.scheme_name());
    if (!url.proxies.empty()) add("proxy", proxies_text(url.proxies));
    if (url.joins_nothing) add("join", "none");
    if (url.socket_number > 0) add("socket", std::to_string(url.socket_number));
    return text;
}

}  // namespace

std::string_view ListenUrl::scheme_name() const {
    switch (scheme) {
        case Scheme::tcp: return "tcp";
        case Scheme::telnet: return "telnet";
        case Scheme::tls: return "tls";
        case Scheme::tlstelnet: return "tlstelnet";
        case Scheme::irc: return "irc";
        case Scheme::ircs: return "ircs";
        case Scheme::unix_socket: return "unix";
        case Scheme::irc_unix: return "irc+unix";
    }
    return "";
}

std::string ListenUrl::text() const {
    if (is_passed()) return passed_text(*this);
    if (is_file()) return fmt::format("{}://{}{}", scheme_name(), path, query());
    const bool v6 = host.find(':') != std::string::npos;
    return fmt::format("{}://{}:{}{}", scheme_name(), v6 ? fmt::format("[{}]", host) : host, port, query());
}

std::string ListenUrl::query() const {
    std::string text;
    if (!proxies.empty()) text = fmt::format("{}{}", query_start, proxies_text(proxies));
    if (joins_nothing) text += text.empty() ? "?join=none" : "&join=none";
    return text;
}

ListenUrl parse_listen_url(std::string_view whole) {
    if (whole.starts_with(passed_start)) return parse_passed(whole);
    const std::size_t query = std::min(whole.rfind(query_start), whole.rfind(join_start));
    ListenUrl url = parse_place(whole.substr(0, query));
    if (query != std::string_view::npos) set_query(url, whole, whole.substr(query + 1));
    return url;
}

}  // namespace confab::ops
