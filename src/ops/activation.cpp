#include "confab/ops/activation.hpp"

#include <fmt/format.h>
#include <systemd/sd-daemon.h>

#include <algorithm>
#include <cstdlib>
#include <stdexcept>

#include "confab/base/text.hpp"

namespace confab::ops {

namespace {

// The variables stay: after an upgrade in place the same process asks again.
std::vector<PassedSocket> ask_systemd() {
    char** names = nullptr;
    const int count = ::sd_listen_fds_with_names(0, &names);
    std::vector<PassedSocket> sockets;
    for (int i = 0; i < count; ++i) {
        sockets.push_back({names[i], SD_LISTEN_FDS_START + i});
        std::free(names[i]);
    }
    std::free(static_cast<void*>(names));
    return sockets;
}

bool is_scheme(std::string_view name) {
    return name == "tcp" || name == "telnet" || name == "tls" || name == "tlstelnet";
}

}  // namespace

const std::vector<PassedSocket>& passed_sockets() {
    static const std::vector<PassedSocket> sockets = ask_systemd();
    return sockets;
}

int passed_socket(const ListenUrl& url) {
    std::size_t number = 0;
    std::string others;
    for (const PassedSocket& each : passed_sockets()) {
        if (each.name == url.socket_name && ++number == std::max<std::size_t>(1, url.socket_number))
            return each.fd;
        others += fmt::format("{}{}", others.empty() ? "" : ", ", one_line(each.name, '?'));
    }
    throw std::runtime_error(
        fmt::format("systemd passed no such socket ({}); see FileDescriptorName= in "
                    "systemd.socket(5)",
                    others.empty() ? "nor any other" : others));
}

std::vector<ListenUrl> one_for_each_socket(const std::vector<ListenUrl>& urls) {
    std::vector<ListenUrl> all;
    for (const ListenUrl& url : urls) {
        const auto has_name = [&](const PassedSocket& each) { return each.name == url.socket_name; };
        const auto count = std::count_if(passed_sockets().begin(), passed_sockets().end(), has_name);
        if (url.socket_name.empty() || url.socket_number > 0 || count == 0) {
            all.push_back(url);
            continue;
        }
        for (std::ptrdiff_t i = 1; i <= count; ++i) {
            all.push_back(url);
            all.back().socket_number = static_cast<std::size_t>(i);
        }
    }
    return all;
}

std::vector<ListenUrl> listen_on_all_passed() {
    std::vector<std::string> names;
    std::vector<ListenUrl> urls;
    for (const PassedSocket& each : passed_sockets()) {
        if (std::find(names.begin(), names.end(), each.name) != names.end()) continue;
        names.push_back(each.name);
        urls.push_back(parse_listen_url(
            fmt::format("systemd:{}{}", each.name, is_scheme(each.name) ? "?as=" + each.name : "")));
    }
    return one_for_each_socket(urls);
}

}  // namespace confab::ops
