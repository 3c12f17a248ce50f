#include "secret.hpp"

#include <fmt/format.h>
#include <sys/types.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

#include "command_error.hpp"
#include "confab/wire/clean.hpp"

namespace confab::ctl {

namespace {

constexpr std::size_t longest = 1024;  // bytes
constexpr char interrupt = '\x03';

// Without echo, and with Ctrl-C as a character like any other: so the terminal is put right in any case.
class Hidden {
  public:
    Hidden() {
        tcgetattr(STDIN_FILENO, &before_);
        termios hidden = before_;
        hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO | ISIG);
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
    }
    ~Hidden() { tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_); }
    Hidden(const Hidden&) = delete;
    Hidden& operator=(const Hidden&) = delete;

  private:
    termios before_{};
};

// A byte at a time: what follows is for whoever reads next.
std::string read_line() {
    std::string line;
    char byte = 0;
    while (line.size() <= longest) {
        const ssize_t size = ::read(STDIN_FILENO, &byte, 1);
        if (size < 0 && errno == EINTR) continue;
        if (size <= 0 || byte == '\n') break;
        line.push_back(byte);
    }
    if (line.ends_with('\r')) line.pop_back();
    return line;
}

std::string ask(const std::string& prompt) {
    std::fprintf(stderr, "%s: ", prompt.c_str());
    std::string line;
    {
        const Hidden hidden;
        line = read_line();
    }
    std::fputc('\n', stderr);
    if (line.find(interrupt) != std::string::npos)
        throw CommandError(Status::usage, "cancelled, nothing has changed");
    return line;
}

void check(const std::string& password) {
    if (password.empty()) {
        throw CommandError(Status::usage, "no password was given; it is the first line of standard input");
    }
    if (password.size() > longest) {
        throw CommandError(Status::usage,
                           fmt::format("a password has at most {} bytes; nothing has changed", longest));
    }
    wire::Cleaner cleaner;
    const bool typable =
        cleaner.clean(password) == password && password.front() != ' ' && password.back() != ' ';
    if (typable) return;
    throw CommandError(
        Status::usage,
        "a password is UTF-8 text without control characters, and without spaces at its ends; nothing "
        "has changed");
}

}  // namespace

std::string read_password(const std::string& name) {
    if (isatty(STDIN_FILENO) == 0) {
        std::string password = read_line();
        check(password);
        return password;
    }
    std::string password = ask("a new password for " + name);
    check(password);
    if (ask("the same again") == password) return password;
    throw CommandError(Status::usage, "the passwords do not match, nothing has changed");
}

}  // namespace confab::ctl
