#include "auth_question.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <nlohmann/json.hpp>
#include <system_error>
#include <utility>

#include "confab/ops/spawn.hpp"
#include "confab/store/auth_command.hpp"

namespace confab::store {

namespace {

using Json = nlohmann::json;

std::string because(const char* what, int error) {
    return fmt::format("{}: {}", what, std::generic_category().message(error));
}

struct Pipe {
    OwnFd read;
    OwnFd write;
};

bool make_pipe(Pipe& made) {
    std::array<int, 2> fds{};
    if (::pipe2(fds.data(), O_CLOEXEC) != 0) return false;
    made.read = OwnFd(fds[0]);
    made.write = OwnFd(fds[1]);
    return true;
}

void make_nonblocking(int fd) { ::fcntl(fd, F_SETFL, ::fcntl(fd, F_GETFL) | O_NONBLOCK); }

}  // namespace

void OwnFd::close() {
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
}

std::optional<bool> read_auth_answer(std::string_view line) {
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
    if (line == "yes") return true;
    if (line == "no") return false;
    const Json answer = Json::parse(line, nullptr, false);
    if (!answer.is_object()) return std::nullopt;
    const auto ok = answer.find("ok");
    if (ok == answer.end() || !ok->is_boolean()) return std::nullopt;
    return ok->get<bool>();
}

std::string auth_line(std::string_view name, std::string_view password) {
    const Json line{{"name", name}, {"password", password}};
    return line.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

AuthQuestion::AuthQuestion(const std::string& command, Ticket ticket, SecretBytes line,
                           Clock::time_point deadline)
    : ticket_(ticket), line_(std::move(line)), deadline_(deadline) {
    constexpr std::string_view unix_scheme = "unix:";
    if (command.starts_with(unix_scheme)) {
        connect(command.substr(unix_scheme.size()));
    } else {
        start(command);
    }
}

AuthQuestion::~AuthQuestion() {
    if (pid_ <= 0) return;
    ::kill(-pid_, SIGKILL);
    reap(true);
}

void AuthQuestion::start(const std::string& program) {
    Pipe in;
    Pipe out;
    if (!make_pipe(in) || !make_pipe(out)) return fail(because("no pipe", errno));
    if (const int error = ops::spawn(pid_, program, {program},
                                     {in.read.get(), out.write.get(), STDERR_FILENO}, ops::Group::own);
        error != 0) {
        pid_ = 0;
        return fail(because(program.c_str(), error));
    }
    to_ = std::move(in.write);
    from_ = std::move(out.read);
    make_nonblocking(to_.get());
    make_nonblocking(from_.get());
    end_ = OwnFd(static_cast<int>(::syscall(SYS_pidfd_open, pid_, 0)));
}

void AuthQuestion::connect(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path) return fail("the path of the socket is too long");
    path.copy(address.sun_path, path.size());
    from_ = OwnFd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    const auto* to = reinterpret_cast<const sockaddr*>(&address);
    if (::connect(from_.get(), to, sizeof address) != 0) fail(because(path.c_str(), errno));
}

void AuthQuestion::add_to(std::vector<pollfd>& polled) const {
    if (answered_) {
        if (end_.is_open()) polled.push_back({end_.get(), POLLIN, 0});
        return;
    }
    const bool all_sent = sent_ == line_.size();
    if (to_.is_open()) polled.push_back({to_.get(), POLLOUT, 0});
    const bool both = !to_.is_open() && !all_sent;  // a socket
    polled.push_back({from_.get(), static_cast<short>(both ? POLLIN | POLLOUT : POLLIN), 0});
}

void AuthQuestion::go_on(Clock::time_point now) {
    if (!answered_) write();
    if (!answered_) read();
    if (now >= deadline_) {
        if (!answered_) fail("no answer in time");
        if (pid_ > 0) ::kill(-pid_, SIGKILL);
    }
    if (answered_ && pid_ > 0) reap(false);
}

// A program may answer without having read all of it.
void AuthQuestion::write() {
    while (sent_ < line_.size()) {
        const std::size_t rest = line_.size() - sent_;
        const ssize_t size = to_.is_open() ? ::write(to_.get(), line_.data() + sent_, rest)
                                           : ::send(from_.get(), line_.data() + sent_, rest, MSG_NOSIGNAL);
        if (size < 0 && errno == EINTR) continue;
        if (size < 0 && errno == EAGAIN) return;
        if (size < 0) break;
        sent_ += static_cast<std::size_t>(size);
    }
    if (!to_.is_open() && sent_ == line_.size()) ::shutdown(from_.get(), SHUT_WR);
    sent_ = line_.size();
    to_.close();
}

void AuthQuestion::read() {
    std::array<char, 1024> buffer{};
    for (;;) {
        const ssize_t size = ::read(from_.get(), buffer.data(), buffer.size());
        if (size < 0 && errno == EINTR) continue;
        if (size < 0 && errno == EAGAIN) return;
        if (size > 0) received_.append(buffer.data(), static_cast<std::size_t>(size));
        const std::size_t end = received_.find('\n');
        if (size > 0 && end == std::string::npos && received_.size() <= AuthCommand::max_answer) continue;
        const auto right = read_auth_answer(std::string_view(received_).substr(0, end));
        if (!right)
            return fail(received_.empty() ? "it ended without an answer"
                                          : "its answer is neither yes nor no");
        return answer({right, {}});
    }
}

void AuthQuestion::reap(bool wait) {
    int status = 0;
    pid_t ended = 0;
    do {
        ended = ::waitpid(pid_, &status, wait ? 0 : WNOHANG);
    } while (ended < 0 && errno == EINTR);
    if (ended == 0) return;
    pid_ = 0;
    end_.close();
}

// The program may still be there: its place is free when it has ended.
void AuthQuestion::answer(AuthAnswer what) {
    answered_ = true;
    answer_ = std::move(what);
    to_.close();
    from_.close();
}

std::optional<AuthAnswer> AuthQuestion::take_answer() { return std::exchange(answer_, std::nullopt); }

}  // namespace confab::store
