#include "confab/ops/activation.hpp"

#include <fmt/format.h>
#include <systemd/sd-daemon.h>

#include <algorithm>
#include <cstdlib>
#include <stdexcept>
#include <utility>

#include "confab/base/text.hpp"
#include "confab/ops/fd_store.hpp"

namespace confab::ops {

namespace {

struct Passed {
    std::vector<PassedSocket> sockets;
    std::vector<int> kept;  // of the store, which come behind the sockets
};

// The variables stay: after an upgrade in place the same process asks again. But it must not find connections
// of the store there, which are other files by then.
void note_sockets(const std::vector<PassedSocket>& sockets) {
    std::string names;
    for (const PassedSocket& each : sockets) names.append(names.empty() ? "" : ":").append(each.name);
    ::setenv("LISTEN_FDS", std::to_string(sockets.size()).c_str(), 1);
    ::setenv("LISTEN_FDNAMES", names.c_str(), 1);
}

Passed ask_systemd() {
    char** names = nullptr;
    const int count = ::sd_listen_fds_with_names(0, &names);
    Passed passed;
    for (int i = 0; i < count; ++i) {
        const int fd = SD_LISTEN_FDS_START + i;
        std::string name = names[i];
        std::free(names[i]);
        if (name == kept_name) {
            passed.kept.push_back(fd);
        } else {
            passed.sockets.push_back({std::move(name), fd});
        }
    }
    std::free(static_cast<void*>(names));
    if (!passed.kept.empty()) note_sockets(passed.sockets);
    return passed;
}

Passed& passed() {
    static Passed all = ask_systemd();
    return all;
}

bool is_scheme(std::string_view name) {
    return name == "tcp" || name == "telnet" || name == "tls" || name == "tlstelnet";
}

}  // namespace

const std::vector<PassedSocket>& passed_sockets() { return passed().sockets; }

std::vector<int> take_kept_connections() { return std::exchange(passed().kept, {}); }

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
