#include "client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <utility>

#include "tls.hpp"

namespace confab::integration {

namespace {

constexpr int patience_ms = static_cast<int>(std::chrono::milliseconds(patience).count());

}  // namespace

Client::Client(std::uint16_t port, int receive_buffer) : fd_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    const int on = 1;
    setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (receive_buffer > 0) setsockopt(fd_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(fd_, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0) fail("connect");
}

Client::Client(const std::string& unix_path) : fd_(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_un to{};
    to.sun_family = AF_UNIX;
    unix_path.copy(to.sun_path, sizeof to.sun_path - 1);
    if (connect(fd_, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0) fail("connect");
}

Client::Client(std::uint16_t port, const TlsWish& wish, std::string_view before) : Client(port) {
    send(before);
    tls_ = std::make_shared<TlsPeer>(fd_, wish);
    if (!tls_->connect()) fail("TLS: " + tls_->failure());
}

ssize_t Client::receive(char* to, std::size_t size) {
    return tls_ ? tls_->receive(to, size) : recv(fd_, to, size, 0);
}

ssize_t Client::transmit(std::string_view bytes) {
    return tls_ ? tls_->send(bytes) : ::send(fd_, bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
}

Client::Client(Client&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)),
      received_(std::move(other.received_)),
      taken_(other.taken_),
      marks_(other.marks_),
      ended_(other.ended_),
      tls_(std::move(other.tls_)) {}

Client::~Client() {
    if (fd_ >= 0) ::close(fd_);
}

void Client::fail(const std::string& what) const {
    const std::string_view all = received_;
    const std::string_view tail = all.substr(all.size() - std::min<std::size_t>(all.size(), 500));
    throw std::runtime_error(what + " (" + std::strerror(errno) +
                             "); received at last: " + std::string(tail));
}

bool Client::fill() {
    if (ended_) return false;
    pollfd event{fd_, POLLIN, 0};
    std::array<char, 65536> buffer;
    ssize_t count = -1;
    do {
        if (!(tls_ && tls_->has_pending()) && poll(&event, 1, patience_ms) == 0) fail("nothing came");
        count = receive(buffer.data(), buffer.size());
    } while (count < 0 && errno == EAGAIN);
    if (count < 0) fail("recv");
    ended_ = count == 0;
    received_.append(buffer.data(), static_cast<std::size_t>(count));
    return !ended_;
}

void Client::send(std::string_view bytes) {
    while (!bytes.empty()) {
        pollfd event{fd_, POLLOUT, 0};
        if (!ended_) event.events = POLLIN | POLLOUT;
        if (poll(&event, 1, patience_ms) == 0) fail("the server takes no more");
        if ((event.revents & POLLIN) != 0) fill();
        if ((event.revents & POLLOUT) == 0) continue;
        const ssize_t sent = transmit(bytes);
        if (sent < 0 && errno == EAGAIN) continue;
        if (sent < 0) fail("send");
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

void Client::finish_sending() {
    if (tls_) tls_->end();
    shutdown(fd_, SHUT_WR);
}

void Client::send_blindly(std::string_view bytes) {
    const ssize_t sent = tls_ ? tls_->send(bytes) : ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent != static_cast<ssize_t>(bytes.size())) fail("send");
}

void Client::send_urgent(char byte) {
    if (::send(fd_, &byte, 1, MSG_OOB | MSG_NOSIGNAL) != 1) fail("send");
}

void Client::reset() {
    const linger at_once{1, 0};
    setsockopt(fd_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    ::close(std::exchange(fd_, -1));
}

std::optional<std::string> Client::next_line() {
    std::size_t searched = taken_;
    for (;;) {
        const std::size_t end = received_.find('\n', searched);
        if (end != std::string::npos) {
            std::string line = received_.substr(taken_, end - taken_);
            taken_ = end + 1;
            if (taken_ > 1024 * 1024) received_.erase(0, std::exchange(taken_, 0));
            return line;
        }
        searched = received_.size();
        if (!fill()) return std::nullopt;
    }
}

std::string Client::line() {
    auto line = next_line();
    if (!line) fail("the server has closed");
    return *std::move(line);
}

std::vector<std::string> Client::lines(std::size_t count) {
    std::vector<std::string> all;
    while (all.size() < count) all.push_back(line());
    return all;
}

std::vector<std::string> Client::until(std::string_view prefix) {
    std::vector<std::string> all;
    for (;;) {
        std::string next = line();
        if (next.starts_with(prefix)) return all;
        all.push_back(std::move(next));
    }
}

std::vector<std::string> Client::until_closed() {
    std::vector<std::string> all;
    while (auto next = next_line()) all.push_back(*std::move(next));
    return all;
}

std::vector<std::string> Client::so_far() {
    const std::string mark = "/zzqx" + std::to_string(++marks_);
    say(mark);
    std::vector<std::string> all;
    for (;;) {
        std::string next = line();
        if (next.find("unknown command " + mark + ",") != std::string::npos) return all;
        all.push_back(std::move(next));
    }
}

std::string Client::greeted() {
    for (;;) {
        const std::string next = line();
        constexpr std::string_view start = "* You are ";
        if (next.starts_with(start))
            return next.substr(start.size(), next.find(' ', start.size()) - start.size());
    }
}

Client& Client::called(std::string_view name) {
    greeted();
    say("/nick " + std::string(name));
    until("* guest");
    return *this;
}

}  // namespace confab::integration
