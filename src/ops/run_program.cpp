// Another program, run to its end.
#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <system_error>
#include <thread>

#include "confab/ops/handover.hpp"
#include "confab/ops/spawn.hpp"

namespace confab::ops {

namespace {

constexpr std::size_t max_output = 65536;  // bytes of each

struct OutputPipe {
    OwnedFd read;
    OwnedFd write;

    OutputPipe() {
        std::array<int, 2> fds{-1, -1};
        if (::pipe2(fds.data(), O_CLOEXEC) != 0) return;
        read = OwnedFd(fds[0]);
        write = OwnedFd(fds[1]);
    }
};

// False at the end.
bool take_output(int fd, std::string& to) {
    std::array<char, 4096> buffer{};
    const ssize_t count = ::read(fd, buffer.data(), buffer.size());
    if (count <= 0) return false;
    if (to.size() < max_output) to.append(buffer.data(), static_cast<std::size_t>(count));
    return true;
}

// False: not within that time.
bool take_outputs(int out, int error, Ran& ran, std::chrono::milliseconds longest) {
    using Clock = std::chrono::steady_clock;
    const auto until = Clock::now() + longest;
    std::array<pollfd, 2> waiting{pollfd{out, POLLIN, 0}, pollfd{error, POLLIN, 0}};
    while (waiting[0].fd >= 0 || waiting[1].fd >= 0) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now());
        if (left.count() <= 0) return false;
        if (::poll(waiting.data(), waiting.size(), static_cast<int>(left.count())) <= 0) continue;
        if (waiting[0].revents != 0 && !take_output(waiting[0].fd, ran.out)) waiting[0].fd = -1;
        if (waiting[1].revents != 0 && !take_output(waiting[1].fd, ran.error)) waiting[1].fd = -1;
    }
    return true;
}

// Without its outputs a program is nearly always at its end.
bool ends_by(pid_t pid, std::chrono::steady_clock::time_point until, int& status) {
    constexpr auto look_again = std::chrono::milliseconds(5);
    for (;;) {
        const pid_t ended = ::waitpid(pid, &status, WNOHANG);
        if (ended == pid) return true;
        if (ended < 0 && errno != EINTR) return true;
        if (std::chrono::steady_clock::now() >= until) return false;
        std::this_thread::sleep_for(look_again);
    }
}

}  // namespace

Ran run_program(const std::string& program, const std::vector<std::string>& arguments, int input,
                std::chrono::milliseconds longest, const std::vector<std::string>& variables) {
    Ran ran;
    OutputPipe out;
    OutputPipe error;
    pid_t pid = -1;
    const int failed =
        spawn(pid, program, arguments, {input, out.write.get(), error.write.get()}, Group::ours, variables);
    out.write = OwnedFd();
    error.write = OwnedFd();
    if (failed != 0) {
        ran.error = fmt::format("cannot run {}: {}", program, std::generic_category().message(failed));
        return ran;
    }
    const auto until = std::chrono::steady_clock::now() + longest;
    int status = 0;
    const bool ended =
        take_outputs(out.read.get(), error.read.get(), ran, longest) && ends_by(pid, until, status);
    if (!ended) {
        ::kill(pid, SIGKILL);
        while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
        }
    }
    if (!ended) ran.error = fmt::format("{} did not answer within {} s", program, longest.count() / 1000);
    if (ended && WIFEXITED(status)) ran.status = WEXITSTATUS(status);
    return ran;
}

}  // namespace confab::ops
