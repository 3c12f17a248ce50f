// One question to the program or service that checks passwords, from the line that is sent to the line that
// comes.
#pragma once

#include <poll.h>
#include <sys/types.h>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "confab/base/ids.hpp"
#include "secret_bytes.hpp"

namespace confab::store {

// A descriptor, which is closed in the end.
class OwnFd {
  public:
    OwnFd() = default;
    explicit OwnFd(int fd) : fd_(fd) {}
    ~OwnFd() { close(); }
    OwnFd(OwnFd&& other) noexcept : fd_(other.release()) {}
    OwnFd& operator=(OwnFd&& other) noexcept {
        if (this != &other) {
            close();
            fd_ = other.release();
        }
        return *this;
    }
    OwnFd(const OwnFd&) = delete;
    OwnFd& operator=(const OwnFd&) = delete;

    int get() const { return fd_; }
    bool is_open() const { return fd_ >= 0; }
    void close();
    int release() {
        const int fd = fd_;
        fd_ = -1;
        return fd;
    }

  private:
    int fd_ = -1;
};

struct AuthAnswer {
    std::optional<bool> right{};  // nothing: it could not be asked
    std::string why{};            // not
};

// What one line says. Nothing if it is no answer.
std::optional<bool> read_auth_answer(std::string_view line);
// {"name":"ann","password":"..."} and a newline.
std::string auth_line(std::string_view name, std::string_view password);

class AuthQuestion {
  public:
    using Clock = std::chrono::steady_clock;

    // Starts the program, or connects. It may have failed at once: answer() says so then.
    AuthQuestion(const std::string& command, Ticket ticket, SecretBytes line, Clock::time_point deadline);
    // Kills the program, if it is still there, and waits for its end.
    ~AuthQuestion();
    AuthQuestion(AuthQuestion&&) = delete;
    AuthQuestion& operator=(AuthQuestion&&) = delete;

    Ticket ticket() const { return ticket_; }
    Clock::time_point deadline() const { return deadline_; }
    void add_to(std::vector<pollfd>& polled) const;
    // Writes and reads what is possible. The deadline may have passed.
    void go_on(Clock::time_point now);
    // Until it has been taken.
    std::optional<AuthAnswer> take_answer();
    // It has answered, and the program has ended.
    bool is_over() const { return answered_ && pid_ <= 0; }

  private:
    void start(const std::string& program);
    void connect(const std::string& path);
    void write();
    void read();
    void reap(bool wait);
    void answer(AuthAnswer what);
    void fail(std::string why) { answer({{}, std::move(why)}); }

    Ticket ticket_;
    SecretBytes line_;
    std::size_t sent_ = 0;
    Clock::time_point deadline_;
    OwnFd to_;    // closed once all is sent
    OwnFd from_;  // of a service, both are one socket
    OwnFd end_;   // readable when the program has ended
    pid_t pid_ = 0;
    std::string received_;
    std::optional<AuthAnswer> answer_;
    bool answered_ = false;
};

}  // namespace confab::store
