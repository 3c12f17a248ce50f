// Sockets that systemd has opened and passes to this program: sd_listen_fds(3), LISTEN_FDS.
#pragma once

#include <string>
#include <vector>

#include "confab/ops/listen_url.hpp"

namespace confab::ops {

struct PassedSocket {
    std::string name;  // FileDescriptorName= of the socket unit
    int fd = -1;       // open as long as the program runs; a listener has a copy
};

// In the order in which systemd lists them. Empty if nothing was passed.
const std::vector<PassedSocket>& passed_sockets();

// The descriptor of a URL with a socket_name. Throws std::runtime_error if it was not passed.
int passed_socket(const ListenUrl& url);

// Each URL of sockets that were passed as one URL a socket. What was not passed stays as it is.
std::vector<ListenUrl> one_for_each_socket(const std::vector<ListenUrl>& urls);

// What a socket unit stands for where nothing else is configured: all that was passed. A socket whose name is a
// scheme ("telnet") is spoken to in that way.
std::vector<ListenUrl> listen_on_all_passed();

}  // namespace confab::ops
