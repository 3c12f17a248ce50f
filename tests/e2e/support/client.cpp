#include "client.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstring>

#include "network.hpp"
#include "text.hpp"

namespace confab::e2e {

namespace {

constexpr std::size_t shown = 2000;

[[noreturn]] void fail(const std::string& what, const Where& where) {
    throw Failure(what + ": " + std::strerror(errno), where);
}

std::string shortened(std::string_view line) {
    constexpr std::size_t readable = 200;
    return visible(line.substr(0, readable)) + (line.size() > readable ? "..." : "");
}

std::string sentinel() {
    static std::atomic<int> count{0};
    return "/zqzq" + std::to_string(++count) + "z";
}

}  // namespace

Client::Client(const Address& to, const Dial& dial, Where where) {
    const SocketAddress target(to);
    socket_ = Descriptor(socket(target.family(), SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (!socket_.open()) fail("socket", where);
    const int on = 1;
    if (dial.receive_buffer > 0) {
        setsockopt(socket_.get(), SOL_SOCKET, SO_RCVBUF, &dial.receive_buffer, sizeof dial.receive_buffer);
    }
    if (target.family() != AF_UNIX) setsockopt(socket_.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (!dial.from.empty()) {
        const SocketAddress source(Address{dial.from, 0});
        setsockopt(socket_.get(), IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
        if (bind(socket_.get(), source.data(), source.size()) != 0) fail("bind " + dial.from, where);
    }
    if (connect(socket_.get(), target.data(), target.size()) != 0) fail("connect to " + to.host, where);
    fcntl(socket_.get(), F_SETFL, O_NONBLOCK);
}

bool Client::fill(Clock::time_point deadline, Where where) {
    std::array<char, 65536> buffer;
    while (!ended_) {
        const ssize_t got = recv(socket_.get(), buffer.data(), buffer.size(), 0);
        if (got > 0) {
            received_.append(buffer.data(), static_cast<std::size_t>(got));
            return true;
        }
        if (got == 0) ended_ = true;
        if (got < 0 && errno != EAGAIN) fail("recv, after " + seen(), where);
        if (ended_) break;
        pollfd event{socket_.get(), POLLIN, 0};
        if (poll(&event, 1, milliseconds_until(deadline)) == 0) return false;
    }
    return false;
}

void Client::send(std::string_view bytes, Where where) {
    const auto deadline = Clock::now() + patience;
    while (!bytes.empty()) {
        const ssize_t sent = ::send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent > 0) bytes.remove_prefix(static_cast<std::size_t>(sent));
        if (sent >= 0) continue;
        if (errno != EAGAIN) fail("send, after " + seen(), where);
        pollfd event{socket_.get(), POLLIN | POLLOUT, 0};
        if (ended_) event.events = POLLOUT;
        if (poll(&event, 1, milliseconds_until(deadline)) == 0) {
            throw Failure("the server takes no more input; received: " + seen(), where);
        }
        if ((event.revents & POLLIN) != 0) fill(Clock::now(), where);
    }
}

void Client::say(std::string_view line, Where where) { send(std::string(line) + "\n", where); }

void Client::send_piecemeal(std::string_view bytes, std::size_t piece, Where where) {
    for (; !bytes.empty(); bytes.remove_prefix(std::min(piece, bytes.size()))) {
        send(bytes.substr(0, piece), where);
        wait_until_server_has_read(where);
    }
}

void Client::send_urgent(std::string_view bytes, Where where) {
    if (::send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_OOB) < 0) fail("send", where);
}

std::size_t Client::send_without_reading(std::string_view bytes) {
    std::size_t total = 0;
    while (total < bytes.size()) {
        const ssize_t sent =
            ::send(socket_.get(), bytes.data() + total, bytes.size() - total, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent < 0) break;
        total += static_cast<std::size_t>(sent);
    }
    return total;
}

void Client::wait_until_server_has_read(Where where) {
    eventually([this] { return unread_by_peer(socket_.get()) == 0; }, "the server reading its input", where);
}

void Client::finish_sending() { shutdown(socket_.get(), SHUT_WR); }

void Client::reset() {
    const linger at_once{1, 0};
    setsockopt(socket_.get(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    socket_.close();
}

std::string Client::take(std::size_t bytes) {
    std::string taken = received_.substr(0, bytes);
    received_.erase(0, bytes);
    lately_ += taken;
    if (lately_.size() > 2 * shown) lately_.erase(0, lately_.size() - shown);
    return taken;
}

std::string Client::seen() const {
    const std::string all = lately_ + received_;
    const std::string_view tail = std::string_view(all).substr(all.size() - std::min(all.size(), shown));
    std::string text = "\n";
    for (const std::string& line : split_lines(tail)) text += "  | " + shortened(line) + "\n";
    return text + (ended_ ? "  (closed)" : "  (open)");
}

std::string Client::line(Where where) {
    std::optional<std::string> taken = next_line(where);
    if (!taken) throw Failure("no further line; received: " + seen(), where);
    return *taken;
}

std::optional<std::string> Client::next_line(Where where) {
    const auto deadline = Clock::now() + patience;
    std::size_t end = received_.find('\n');
    while (end == received_.npos) {
        const std::size_t from = received_.size();
        if (!fill(deadline, where)) {
            if (ended_ && received_.empty()) return std::nullopt;
            throw Failure("no further line; received: " + seen(), where);
        }
        end = received_.find('\n', from);
    }
    std::string taken = take(end + 1);
    taken.pop_back();
    return taken;
}

void Client::expect(std::string_view exact, Where where) {
    const std::string got = line(where);
    if (got != exact) {
        throw Failure(
            "expected \"" + shortened(exact) + "\", got \"" + shortened(got) + "\"; received: " + seen(),
            where);
    }
}

std::string Client::expect_match(std::string_view expression, Where where) {
    std::string got = line(where);
    if (!matches(got, expression)) {
        throw Failure(
            "expected /" + std::string(expression) + "/, got \"" + shortened(got) + "\"; received: " + seen(),
            where);
    }
    return got;
}

std::vector<std::string> Client::until(const std::function<bool(const std::string&)>& satisfies,
                                       Where where) {
    std::vector<std::string> lines;
    do lines.push_back(line(where));
    while (!satisfies(lines.back()));
    return lines;
}

std::vector<std::string> Client::until_prefix(std::string_view prefix, Where where) {
    return until([prefix](const std::string& line) { return line.starts_with(prefix); }, where);
}

std::vector<std::string> Client::until_line(std::string_view exact, Where where) {
    return until([exact](const std::string& line) { return line == exact; }, where);
}

std::vector<std::string> Client::until_closed(Where where) {
    const auto deadline = Clock::now() + patience;
    while (fill(deadline, where)) continue;
    if (!ended_) throw Failure("the server does not close; received: " + seen(), where);
    return split_lines(take(received_.size()));
}

std::string Client::raw(std::size_t bytes, Where where) {
    const auto deadline = Clock::now() + patience;
    while (received_.size() < bytes && fill(deadline, where)) continue;
    if (received_.size() < bytes && !ended_) throw Failure("no more bytes; received: " + seen(), where);
    return take(bytes);
}

std::string Client::raw_until(std::string_view end, Where where) {
    const auto deadline = Clock::now() + patience;
    while (received_.find(end) == received_.npos) {
        if (!fill(deadline, where)) throw Failure("no " + visible(end) + "; received: " + seen(), where);
    }
    return take(received_.find(end) + end.size());
}

std::vector<std::string> Client::answer(std::string_view line, Where where) {
    const std::string last = sentinel();
    send(std::string(line) + "\n" + last + "\n", where);
    const auto handled = [&last](const std::string& got) { return contains(got, "unknown command " + last); };
    std::vector<std::string> lines = until(handled, where);
    lines.pop_back();
    return lines;
}

std::vector<std::string> Client::greeting(Where where) { return until_prefix("* You are ", where); }

std::string Client::guest_name(Where where) {
    const std::string last = greeting(where).back();
    const std::size_t start = std::string_view("* You are ").size();
    return last.substr(start, last.find(' ', start) - start);
}

std::string Client::local_address() const { return SocketAddress::local(socket_.get()).text(); }

void greet_all(std::vector<Client>& clients, Where where) {
    for (Client& client : clients) client.greeting(where);
}

void expect_all(std::vector<Client>& clients, std::string_view exact, Where where) {
    for (Client& client : clients) client.expect(exact, where);
}

}  // namespace confab::e2e
