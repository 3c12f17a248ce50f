#include "confab/ops/process.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

namespace confab::ops {

namespace {

constexpr int exit_failure = 1;

bool is_closed(int fd) { return ::fcntl(fd, F_GETFD) < 0 && errno == EBADF; }

// Of the wrong direction, so that using it fails. Without /dev/null, as in a bare chroot, a directory does.
void occupy(int fd) {
    const int direction = fd == STDIN_FILENO ? O_WRONLY : O_RDONLY;
    int got = ::open("/dev/null", direction);
    if (got < 0) got = ::open("/", O_RDONLY | O_DIRECTORY);
    if (got < 0 || got == fd) return;
    ::dup2(got, fd);
    ::close(got);
}

}  // namespace

void open_standard_descriptors() {
    for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (is_closed(fd)) occupy(fd);
    }
}

void set_signals_for_start() {
    for (const int signal : {SIGTERM, SIGINT}) {
        std::signal(signal, [](int) { ::_exit(0); });
    }
    for (const int signal : {SIGPIPE, SIGHUP, SIGXFSZ, SIGTTOU, SIGTTIN, SIGUSR1, SIGUSR2}) {
        std::signal(signal, SIG_IGN);
    }
    // The parent process may have blocked SIGTERM. Last, because what is pending comes now.
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
}

SignalsForEnd::~SignalsForEnd() {
    std::signal(SIGHUP, SIG_IGN);
    for (const int signal : {SIGTERM, SIGINT}) {
        std::signal(signal, [](int) { ::_exit(exit_failure); });
    }
}

}  // namespace confab::ops
