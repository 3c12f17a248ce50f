#include "http_listen.hpp"

#include <fmt/format.h>

#include <optional>
#include <stdexcept>

#include "brief.hpp"
#include "confab/base/network_set.hpp"
#include "confab/ops/options.hpp"

namespace confab::ops {

namespace {

constexpr const char* loopback = "127.0.0.1";

// A port alone has no address in front of it.
std::string with_host(const std::string& text) {
    if (text.starts_with(':')) return loopback + text;
    return text.find(':') == std::string::npos ? fmt::format("{}:{}", loopback, text) : text;
}

ListenUrl parse(const std::string& text) {
    try {
        return parse_listen_url(with_host(text));
    } catch (const std::invalid_argument& error) {
        throw BadOptions(error.what());
    }
}

// No name: nobody looks one up while the chat waits.
std::optional<ListenUrl> address_in(const std::string& text) {
    ListenUrl url = parse(text);
    const bool is_plain = url.scheme == ListenUrl::Scheme::tcp && url.proxies.empty();
    if (is_plain && text.find("://") == std::string::npos && parse_network(url.host)) return url;
    return std::nullopt;
}

}  // namespace

ListenUrl parse_metrics_listen(const std::string& text) {
    if (text == "none") return {};
    if (auto url = address_in(text)) return *url;
    throw BadOptions(fmt::format("'{}' is neither none nor an address and a port, as in 127.0.0.1:9142",
                                 brief(text)));
}

ListenUrl parse_http_listen(const std::string& url) {
    std::string rest = url.substr(http_scheme.size());
    if (rest.ends_with('/')) rest.pop_back();
    if (auto parsed = address_in(rest)) return *parsed;
    throw BadOptions(fmt::format(
        "'{}': behind http:// stand an address and a port, as in http://127.0.0.1:8080", brief(url)));
}

}  // namespace confab::ops
