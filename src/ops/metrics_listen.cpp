#include "metrics_listen.hpp"

#include <fmt/format.h>

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

}  // namespace

// No name: nobody looks one up while the chat waits.
ListenUrl parse_metrics_listen(const std::string& text) {
    if (text == "none") return {};
    ListenUrl url = parse(text);
    const bool is_plain = url.scheme == ListenUrl::Scheme::tcp && url.proxies.empty();
    if (is_plain && text.find("://") == std::string::npos && parse_network(url.host)) return url;
    throw BadOptions(
        fmt::format("'{}' is neither none nor an address and a port, as in 127.0.0.1:9142", brief(text)));
}

}  // namespace confab::ops
