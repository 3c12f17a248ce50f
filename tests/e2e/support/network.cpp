#include "network.hpp"

#include <arpa/inet.h>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/un.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <future>

namespace confab::e2e {

SocketAddress::SocketAddress(const Address& address) {
    sockaddr_in four{};
    sockaddr_in6 six{};
    sockaddr_un path{};
    if (inet_pton(AF_INET, address.host.c_str(), &four.sin_addr) == 1) {
        four.sin_family = AF_INET;
        four.sin_port = htons(address.port);
        size_ = sizeof four;
        std::memcpy(&storage_, &four, size_);
    } else if (inet_pton(AF_INET6, address.host.c_str(), &six.sin6_addr) == 1) {
        six.sin6_family = AF_INET6;
        six.sin6_port = htons(address.port);
        size_ = sizeof six;
        std::memcpy(&storage_, &six, size_);
    } else {
        path.sun_family = AF_UNIX;
        address.host.copy(path.sun_path, sizeof path.sun_path - 1);
        size_ = sizeof path;
        std::memcpy(&storage_, &path, size_);
    }
}

SocketAddress SocketAddress::local(int socket) {
    SocketAddress result;
    result.size_ = sizeof result.storage_;
    getsockname(socket, reinterpret_cast<sockaddr*>(&result.storage_), &result.size_);
    return result;
}

SocketAddress SocketAddress::peer(int socket) {
    SocketAddress result;
    result.size_ = sizeof result.storage_;
    getpeername(socket, reinterpret_cast<sockaddr*>(&result.storage_), &result.size_);
    return result;
}

const sockaddr* SocketAddress::data() const { return reinterpret_cast<const sockaddr*>(&storage_); }

std::uint16_t SocketAddress::port() const {
    // The port is in the same place for both families.
    sockaddr_in four{};
    std::memcpy(&four, &storage_, sizeof four);
    return ntohs(four.sin_port);
}

std::string SocketAddress::text() const {
    std::array<char, INET6_ADDRSTRLEN> buffer{};
    if (family() == AF_INET) {
        sockaddr_in four{};
        std::memcpy(&four, &storage_, sizeof four);
        inet_ntop(AF_INET, &four.sin_addr, buffer.data(), buffer.size());
        return std::string(buffer.data()) + ":" + std::to_string(port());
    }
    sockaddr_in6 six{};
    std::memcpy(&six, &storage_, sizeof six);
    inet_ntop(AF_INET6, &six.sin6_addr, buffer.data(), buffer.size());
    return "[" + std::string(buffer.data()) + "]:" + std::to_string(port());
}

OccupiedPort::OccupiedPort() : socket_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    const SocketAddress any(Address{"127.0.0.1", 0});
    if (bind(socket_.get(), any.data(), any.size()) != 0 || listen(socket_.get(), 1) != 0) {
        throw Failure("no port to occupy", Where::current());
    }
    port_ = SocketAddress::local(socket_.get()).port();
}

std::size_t unread_by_peer(int socket) {
    struct Request {
        nlmsghdr header;
        inet_diag_req_v2 wanted;
    } request{};
    const SocketAddress ours = SocketAddress::local(socket);
    const SocketAddress theirs = SocketAddress::peer(socket);
    if (ours.family() != AF_INET) throw Failure("unread_by_peer is for IPv4", Where::current());
    request.header.nlmsg_len = sizeof request;
    request.header.nlmsg_type = SOCK_DIAG_BY_FAMILY;
    request.header.nlmsg_flags = NLM_F_REQUEST;
    request.wanted.sdiag_family = AF_INET;
    request.wanted.sdiag_protocol = IPPROTO_TCP;
    request.wanted.idiag_states = ~0U;
    request.wanted.id.idiag_sport = htons(theirs.port());
    request.wanted.id.idiag_dport = htons(ours.port());
    std::memcpy(request.wanted.id.idiag_src, theirs.data()->sa_data + 2, 4);
    std::memcpy(request.wanted.id.idiag_dst, ours.data()->sa_data + 2, 4);
    std::fill_n(request.wanted.id.idiag_cookie, 2, INET_DIAG_NOCOOKIE);

    const Descriptor diagnosis(::socket(AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC, NETLINK_SOCK_DIAG));
    if (send(diagnosis.get(), &request, sizeof request, 0) < 0) return 0;
    struct Answer {
        nlmsghdr header;
        inet_diag_msg found;
        std::array<char, 4096> attributes;
    } answer{};
    const ssize_t got = recv(diagnosis.get(), &answer, sizeof answer, 0);
    const bool known = got > 0 && answer.header.nlmsg_type == SOCK_DIAG_BY_FAMILY;
    return known ? answer.found.idiag_rqueue : 0;
}

bool accepts_connections(const Address& address) {
    const SocketAddress target(address);
    const Descriptor probe(socket(target.family(), SOCK_STREAM | SOCK_CLOEXEC, 0));
    return connect(probe.get(), target.data(), target.size()) == 0;
}

namespace {

bool set_loopback(short flags) {
    const Descriptor any(socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    ifreq loopback{};
    std::strcpy(loopback.ifr_name, "lo");
    loopback.ifr_flags = flags;
    return ioctl(any.get(), SIOCSIFFLAGS, &loopback) == 0;
}

}  // namespace

bool in_own_network(const std::function<void()>& body) {
    // Namespaces belong to threads: ours has an end, and with it the network.
    const auto enter_and_run = [&body] {
        if (unshare(CLONE_NEWNET) != 0 || !set_loopback(IFF_UP)) return false;
        body();
        return true;
    };
    return std::async(std::launch::async, enter_and_run).get();
}

void cut_own_network(Where where) {
    if (!set_loopback(0)) throw Failure("the link stays up", where);
}

}  // namespace confab::e2e
