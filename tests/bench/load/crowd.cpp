#include "crowd.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>

namespace confab::bench {
namespace {

constexpr unsigned clients_per_address = 2000;  // one address has 28,000 ports, and is slow beyond 10,000
constexpr unsigned max_visitors = 512;
constexpr std::int64_t second = 1'000'000'000;

[[noreturn]] void die(const char* what) {
    std::perror(what);
    std::exit(1);
}

sockaddr_in loopback(std::uint32_t host, unsigned port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK + host);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    return address;
}

void set(int fd, int level, int name, int value) { setsockopt(fd, level, name, &value, sizeof value); }

}  // namespace

Crowd::Crowd(const Options& options, const Protocol& protocol, Ledger& ledger)
    : options_(options),
      protocol_(protocol),
      ledger_(ledger),
      payload_(options.size - 1),
      clients_(options.clients + max_visitors),
      buffer_(std::make_unique<char[]>(2 * read_size)),
      poller_(epoll_create1(EPOLL_CLOEXEC)) {
    if (poller_ < 0) die("epoll_create1");
    for (unsigned i = 0; i < clients_.size(); ++i) clients_[i].number = i;
}

Crowd::~Crowd() {
    for (Client& client : clients_)
        if (client.fd >= 0) ::close(client.fd);
    ::close(poller_);
}

void Crowd::watch(Client& client, int operation) {
    epoll_event event{};
    if (!client.deaf) event.events = EPOLLIN;
    if (client.waits_to_write || client.connecting) event.events |= EPOLLOUT;
    event.data.u32 = client.number;
    if (epoll_ctl(poller_, operation, client.fd, &event) < 0) die("epoll_ctl");
}

void Crowd::open(unsigned number) {
    Client& client = clients_[number];
    client = {};
    client.number = number;
    client.fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (client.fd < 0) die("socket");
    set(client.fd, IPPROTO_TCP, TCP_NODELAY, 1);
    set(client.fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, 1);
    if (options_.is_slow(number)) {
        // What a client on Ethernet that stopped reading leaves in the kernel is little; loopback's
        // huge segments would make it megabytes.
        set(client.fd, SOL_SOCKET, SO_RCVBUF, 4096);
        set(client.fd, IPPROTO_TCP, TCP_MAXSEG, 1400);
    }
    const auto from = loopback(1 + number / clients_per_address, 0);
    const auto to = loopback(0, options_.port);
    if (bind(client.fd, reinterpret_cast<const sockaddr*>(&from), sizeof from) < 0) die("bind");
    if (connect(client.fd, reinterpret_cast<const sockaddr*>(&to), sizeof to) < 0 && errno != EINPROGRESS)
        die("connect");
    // On loopback it is usually there already.
    sockaddr_in peer;
    socklen_t length = sizeof peer;
    client.connecting = getpeername(client.fd, reinterpret_cast<sockaddr*>(&peer), &length) < 0;
    watch(client, EPOLL_CTL_ADD);
    if (!client.connecting) connected(client);
}

void Crowd::connected(Client& client) {
    protocol_.enter(*this, client);
    if (!protocol_.greets) is_in(client);
}

void Crowd::close(unsigned number) {
    Client& client = clients_[number];
    if (client.fd < 0) return;
    ::close(client.fd);
    client.fd = -1;
    if (client.in) --in_count_;
    client.in = false;
}

bool Crowd::open_all(unsigned from, unsigned to) {
    const unsigned before = in_count_;
    unsigned last_in = before;
    std::int64_t progress = now_ns();
    for (unsigned next = from; in_count_ - before < to - from;) {
        const unsigned entering = next - from - (in_count_ - before);
        const bool may_open = next < to && entering < options_.entering;
        for (unsigned i = 0; may_open && i < 16 && i < options_.entering && next < to; ++i) open(next++);
        poll(may_open ? 0 : second / 10);
        if (in_count_ != last_in) progress = now_ns();
        last_in = in_count_;
        if (now_ns() - progress > 10 * second || closed_) return false;
    }
    return true;
}

void Crowd::is_in(Client& client) {
    if (client.in) return;
    client.in = true;
    ++in_count_;
}

std::string Crowd::room_name(const Client& client) const {
    return many_rooms() ? numbered("r", ledger_.room_of(client.number)) : "bench";
}

void Crowd::write(Client& client, std::string_view bytes) {
    if (client.unsent.empty()) {
        const ssize_t sent = send(client.fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent == static_cast<ssize_t>(bytes.size())) return;
        if (sent > 0) bytes.remove_prefix(static_cast<std::size_t>(sent));
        client.waits_to_write = true;
        watch(client, EPOLL_CTL_MOD);
    }
    client.unsent += bytes;
}

void Crowd::flush(Client& client) {
    const ssize_t sent = send(client.fd, client.unsent.data(), client.unsent.size(), MSG_NOSIGNAL);
    if (sent > 0) client.unsent.erase(0, static_cast<std::size_t>(sent));
    if (!client.unsent.empty()) return;
    client.waits_to_write = false;
    watch(client, EPOLL_CTL_MOD);
}

void Crowd::say(unsigned sender, unsigned lines, std::size_t padding) {
    Client& client = clients_[ledger_.client_of_sender(sender)];
    const std::string room = room_name(client);
    std::string out, line;
    const std::int64_t now = now_ns();
    for (unsigned i = 0; i < lines; ++i) {
        line.clear();
        payload_.write(line, {Kind::message, sender, ledger_.say(sender, now)}, padding);
        protocol_.encode(out, room, line);
    }
    write(client, out);
}

void Crowd::ask(unsigned number) {
    Client& client = clients_[number];
    if (client.unsent.empty()) write(client, protocol_.question);
}

void Crowd::type(unsigned number, std::string_view keys) {
    Client& client = clients_[number];
    client.awaited = keys.back();
    write(client, keys);
}

void Crowd::stop_reading(unsigned number) {
    clients_[number].deaf = true;
    watch(clients_[number], EPOLL_CTL_MOD);
    ledger_.retire(number);
}

void Crowd::read(Client& client) {
    const std::size_t kept = client.partial.size();
    std::memcpy(buffer_.get(), client.partial.data(), kept);
    const ssize_t got = recv(client.fd, buffer_.get() + kept, 2 * read_size - kept, 0);
    if (got < 0 && errno == EAGAIN) return;
    if (got <= 0) return gone(client);
    read_at_ = now_ns();
    bytes_read_ += static_cast<std::uint64_t>(got);
    const std::size_t size = kept + static_cast<std::size_t>(got);
    const std::size_t taken = protocol_.split(*this, client, buffer_.get(), size);
    if (client.fd < 0) return;
    if (kept || taken < size) client.partial.assign(buffer_.get() + taken, size - taken);
    if (client.partial.size() > read_size) die("a line without an end");
}

void Crowd::gone(Client& client) {
    if (std::getenv("CONFAB_LOAD_VERBOSE"))
        std::fprintf(stderr, "client %u: closed by the server\n", client.number);
    if (!client.deaf) ++closed_;
    close(client.number);
}

void Crowd::poll(std::int64_t timeout) {
    std::array<epoll_event, 512> events;
    const timespec wait{timeout / second, timeout % second};
    const int ready = epoll_pwait2(poller_, events.data(), events.size(), &wait, nullptr);
    for (int i = 0; i < ready; ++i) {
        Client& client = clients_[events[i].data.u32];
        if (client.fd < 0) continue;
        if (client.connecting && (events[i].events & EPOLLOUT)) {
            client.connecting = false;
            watch(client, EPOLL_CTL_MOD);
            connected(client);
        } else if (events[i].events & EPOLLOUT) {
            flush(client);
        }
        if (events[i].events & EPOLLIN)
            read(client);
        else if (events[i].events & (EPOLLHUP | EPOLLERR))
            gone(client);
    }
}

void Crowd::rest(double seconds) {
    const std::int64_t end = now_ns() + static_cast<std::int64_t>(seconds * second);
    for (std::int64_t now; (now = now_ns()) < end;) poll(end - now);
}

bool Crowd::drain() {
    std::uint64_t before = ledger_.delivered();
    std::int64_t progress = now_ns();
    while (ledger_.pending()) {
        poll(second / 10);
        if (ledger_.delivered() != before) progress = now_ns();
        before = ledger_.delivered();
        if (now_ns() - progress > 2 * second) return false;
    }
    return true;
}

bool Crowd::probe() {
    for (int attempt = 0; attempt < 10; ++attempt) {
        ++probes_;
        const unsigned senders_per_room = options_.senders;
        for (unsigned sender = 0; sender < ledger_.senders(); sender += senders_per_room) {
            Client& client = clients_[ledger_.client_of_sender(sender)];
            std::string line, out;
            payload_.write(line, {Kind::probe, sender, probes_});
            protocol_.encode(out, room_name(client), line);
            write(client, out);
            if (!protocol_.echoes) client.probe = probes_;
        }
        const std::int64_t end = now_ns() + second;
        unsigned seen = 0;
        while (seen < options_.clients && now_ns() < end) {
            poll(second / 50);
            while (seen < options_.clients && (clients_[seen].probe == probes_ || clients_[seen].deaf))
                ++seen;
        }
        if (seen == options_.clients) return true;
    }
    return false;
}

}  // namespace confab::bench
