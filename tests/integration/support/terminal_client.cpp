#include "terminal_client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <utility>

#include "client.hpp"
#include "confab/wire/telnet/telnet.hpp"

namespace confab::integration {

namespace telnet = wire::telnet;

namespace {

// RFC 1091 and 1572.
constexpr char is = 0;
constexpr char send_it = 1;
constexpr char var = 0;
constexpr char value = 1;

bool is_of_server(std::uint8_t verb) { return verb == telnet::will || verb == telnet::wont; }

}  // namespace

TerminalClient::TerminalClient(std::uint16_t port, Manner manner)
    : manner_(std::move(manner)),
      fd_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)),
      screen_(manner_.columns, manner_.rows) {
    const int on = 1;
    setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (manner_.receive_buffer > 0) {
        setsockopt(fd_, SOL_SOCKET, SO_RCVBUF, &manner_.receive_buffer, sizeof manner_.receive_buffer);
    }
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(fd_, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0) fail("connect");
}

TerminalClient::~TerminalClient() { ::close(fd_); }

void TerminalClient::fail(const std::string& what) const {
    std::string text = what;
    text.append("; on the screen:\n");
    for (const std::string& row : rows()) text.append("  | ").append(row).append("\n");
    throw std::runtime_error(text);
}

// --- What is typed

void TerminalClient::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent < 0) return;  // the reader finds out why
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

void TerminalClient::type(std::string_view keys) { send(keys); }

void TerminalClient::paste(std::string_view text) {
    send(std::string("\x1b[200~").append(text).append("\x1b[201~"));
}

void TerminalClient::resize(unsigned columns, unsigned rows) {
    manner_.columns = columns;
    manner_.rows = rows;
    screen_.resize(columns, rows);
    send_size();
}

// --- What is negotiated

void TerminalClient::send_verb(std::uint8_t verb, std::uint8_t option) {
    const std::array bytes{static_cast<char>(telnet::iac), static_cast<char>(verb),
                           static_cast<char>(option)};
    send({bytes.data(), bytes.size()});
}

void TerminalClient::send_size() {
    const auto byte = [](unsigned number) { return static_cast<char>(number & 0xFF); };
    const std::string bytes{'\xff',
                            '\xfa',
                            static_cast<char>(telnet::option_window_size),
                            byte(manner_.columns >> 8),
                            byte(manner_.columns),
                            byte(manner_.rows >> 8),
                            byte(manner_.rows),
                            '\xff',
                            '\xf0'};
    send(bytes);
}

bool TerminalClient::supports(Asked what) const {
    if (is_of_server(what.verb)) {
        return what.option == telnet::option_echo || what.option == telnet::option_suppress_go_ahead;
    }
    return what.option == telnet::option_window_size || what.option == telnet::option_terminal_type ||
           (what.option == telnet::option_new_environment && !manner_.user.empty());
}

void TerminalClient::asked(Asked what) {
    asked_.push_back(what);
    if (manner_.options != Manner::Options::ignores) answer(what);
}

// Only what changes something is answered, so nobody talks in circles.
void TerminalClient::answer(Asked what) {
    const bool servers = is_of_server(what.verb);
    const bool wanted = what.verb == telnet::will || what.verb == telnet::do_;
    bool& on = on_[{servers, what.option}];
    const bool agrees = wanted && manner_.options == Manner::Options::agrees && supports(what);
    if (wanted && !agrees) return send_verb(servers ? telnet::dont : telnet::wont, what.option);
    if (on == agrees) return;
    on = agrees;
    if (servers) return send_verb(agrees ? telnet::do_ : telnet::dont, what.option);
    send_verb(agrees ? telnet::will : telnet::wont, what.option);
    if (agrees && what.option == telnet::option_window_size) send_size();
}

void TerminalClient::agree_now() {
    manner_.options = Manner::Options::agrees;
    for (const Asked& each : asked_) answer(each);
}

void TerminalClient::sub_negotiation() {
    if (sub_.size() < 2 || sub_[1] != send_it) return;
    const auto option = static_cast<std::uint8_t>(sub_[0]);
    std::string bytes{'\xff', '\xfa', sub_[0], is};
    if (option == telnet::option_terminal_type) bytes.append(manner_.type);
    if (option == telnet::option_new_environment) {
        bytes.append({var, 'U', 'S', 'E', 'R', value}).append(manner_.user);
    }
    send(bytes.append("\xff\xf0"));
}

bool TerminalClient::character_mode() const {
    const auto on = [this](std::uint8_t option) {
        const auto found = on_.find({true, option});
        return found != on_.end() && found->second;
    };
    return on(telnet::option_echo) && on(telnet::option_suppress_go_ahead);
}

// --- What comes

void TerminalClient::fill() {
    pollfd event{fd_, POLLIN, 0};
    if (poll(&event, 1, static_cast<int>(std::chrono::milliseconds(patience).count())) == 0) {
        fail("nothing came");
    }
    std::array<char, 65536> buffer;
    const ssize_t count = recv(fd_, buffer.data(), buffer.size(), 0);
    if (count < 0) fail(std::string("recv: ").append(std::strerror(errno)));
    ended_ = count == 0;
    for (const char c : std::string_view(buffer.data(), static_cast<std::size_t>(count))) {
        take(static_cast<std::uint8_t>(c));
    }
    screen_.write(std::exchange(to_paint_, {}));
}

// With whole lines the terminal is not raw: its driver puts a CR before each LF.
void TerminalClient::text(char c) {
    if (c == '\n' && !character_mode()) to_paint_.push_back('\r');
    to_paint_.push_back(c);
    shown_.push_back(c);
}

void TerminalClient::take(std::uint8_t byte) {
    switch (state_) {
        case State::text:
            if (byte == telnet::iac) {
                state_ = State::iac;
            } else {
                text(static_cast<char>(byte));
            }
            return;
        case State::iac:
            state_ = State::text;
            if (byte == telnet::sb) state_ = State::sub;
            if (byte >= telnet::will && byte <= telnet::dont) state_ = State::option;
            verb_ = byte;
            sub_.clear();
            return;
        case State::option: state_ = State::text; return asked({verb_, byte});
        case State::sub:
            if (byte == telnet::iac) {
                state_ = State::sub_iac;
            } else {
                sub_.push_back(static_cast<char>(byte));
            }
            return;
        case State::sub_iac: state_ = State::text; return sub_negotiation();
    }
}

// --- What is seen

void TerminalClient::wait_until(const std::function<bool()>& holds, const std::string& what) {
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (!holds()) {
        if (ended_) fail(std::string("the server has closed, before ").append(what));
        if (std::chrono::steady_clock::now() > deadline) fail(std::string("not in time: ").append(what));
        fill();
    }
}

bool TerminalClient::has_row(const std::string& row) const {
    const auto all = rows();
    return std::find(all.begin(), all.end(), row) != all.end();
}

bool TerminalClient::shows(const std::string& part) const {
    const auto all = rows();
    return std::any_of(all.begin(), all.end(),
                       [&](const std::string& row) { return row.find(part) != std::string::npos; });
}

void TerminalClient::wait_for_row(const std::string& row) {
    wait_until([&] { return has_row(row); }, std::string("the row ").append(row));
}

void TerminalClient::wait_for(const std::string& part) {
    wait_until([&] { return shows(part); }, part);
}

void TerminalClient::wait_for_input(const std::string& row) {
    wait_until([&] { return last_row() == row; }, std::string("the last row being ").append(row));
}

void TerminalClient::settle() {
    const std::string mark = std::string("/zzqx").append(std::to_string(++marks_));
    type(mark);
    type("\r");
    wait_for(std::string("! unknown command ").append(mark).append(","));
}

void TerminalClient::wait_for_end() {
    while (!ended_) fill();
}

std::size_t TerminalClient::bells() const {
    return static_cast<std::size_t>(std::count(shown_.begin(), shown_.end(), '\a'));
}

}  // namespace confab::integration
