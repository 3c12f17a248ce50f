#include "confab/ops/process.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

namespace confab::ops {

namespace {

constexpr int exit_failure = 1;

volatile std::sig_atomic_t held_signal = 0;

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

struct HeldSignals::Before {
    struct sigaction term {};
    struct sigaction interrupt {};
    struct sigaction hang_up {};
};

HeldSignals::HeldSignals() : before_(std::make_unique<Before>()) {
    struct sigaction note {};
    note.sa_handler = [](int signal) { held_signal = signal; };
    struct sigaction ignore {};
    ignore.sa_handler = SIG_IGN;
    held_signal = 0;
    ::sigaction(SIGTERM, &note, &before_->term);
    ::sigaction(SIGINT, &note, &before_->interrupt);
    ::sigaction(SIGHUP, &ignore, &before_->hang_up);
}

HeldSignals::~HeldSignals() {
    ::sigaction(SIGTERM, &before_->term, nullptr);
    ::sigaction(SIGINT, &before_->interrupt, nullptr);
    ::sigaction(SIGHUP, &before_->hang_up, nullptr);
    if (held_signal != 0) ::kill(::getpid(), held_signal);
}

bool HeldSignals::told_to_stop() { return held_signal != 0; }

}  // namespace confab::ops
