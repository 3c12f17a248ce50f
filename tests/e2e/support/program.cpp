#include "program.hpp"

#include <fcntl.h>
#include <pty.h>
#include <sys/socket.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <sstream>

#include "text.hpp"

namespace confab::e2e {

namespace {

struct Ends {
    Descriptor ours;
    Descriptor theirs;
};

// A terminal without echo and output processing, so that its output is the program's alone.
Ends open_terminal() {
    int ours = -1;
    int theirs = -1;
    termios settings{};
    const winsize window{24, 200, 0, 0};
    if (openpty(&ours, &theirs, nullptr, nullptr, &window) != 0) throw Failure("openpty", Where::current());
    tcgetattr(theirs, &settings);
    settings.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    tcsetattr(theirs, TCSANOW, &settings);
    fcntl(ours, F_SETFD, FD_CLOEXEC);
    fcntl(theirs, F_SETFD, FD_CLOEXEC);
    return {Descriptor(ours), Descriptor(theirs)};
}

Ends open_pipe(bool we_write) {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) throw Failure("pipe", Where::current());
    const std::size_t ours = we_write ? 1 : 0;
    return {Descriptor(ends.at(ours)), Descriptor(ends.at(1 - ours))};
}

}  // namespace

Program::Program(std::vector<std::string> command, Input input) {
    const bool terminal = input == Input::terminal;
    Ends in = terminal ? open_terminal() : open_pipe(true);
    Ends out = open_pipe(false);
    const int writes_to = terminal ? in.theirs.get() : out.theirs.get();
    process_ = std::make_unique<Process>(Spawn{.command = std::move(command),
                                               .in = in.theirs.get(),
                                               .out = writes_to,
                                               .err = writes_to,
                                               .terminal = terminal});
    if (terminal) {
        output_ = std::make_unique<Log>(Descriptor(fcntl(in.ours.get(), F_DUPFD_CLOEXEC, 3)));
    } else {
        output_ = std::make_unique<Log>(std::move(out.ours));
    }
    input_ = std::move(in.ours);
}

void Program::type(std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = write(input_.get(), text.data(), text.size());
        if (written < 0) throw Failure("the program has ended: " + output(), Where::current());
        text.remove_prefix(static_cast<std::size_t>(written));
    }
}

void Program::end_input() { input_.close(); }

void Program::wait_for(std::string_view text, std::size_t count, Where where) {
    output_->wait_for_text(text, count, where);
}

int Program::wait(Where where) {
    const int status = process_->wait(patience, where);
    output_->wait_for_end(where);
    return status;
}

bool installed(const std::string& program) {
    const char* const path = std::getenv("PATH");
    std::istringstream folders(path == nullptr ? "" : path);
    for (std::string folder; std::getline(folders, folder, ':');) {
        if (std::filesystem::exists(std::filesystem::path(folder) / program)) return true;
    }
    return false;
}

std::string run_with_input(std::vector<std::string> command, std::string_view input, Where where) {
    Program program(std::move(command));
    program.type(input);
    program.end_input();
    program.wait(where);
    return program.output();
}

}  // namespace confab::e2e
