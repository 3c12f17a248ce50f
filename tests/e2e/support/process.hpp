#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wait.hpp"

namespace confab::e2e {

// What a child gets. Its descriptors 0 to 2 are copies of these; it inherits no others.
struct Spawn {
    static constexpr int closed = -2;

    std::vector<std::string> command = {};
    std::vector<std::string> environment = {};  // NAME=value, added to ours; NAME alone takes it away
    int in = -1;                                // -1: /dev/null; closed
    int out = -1;
    int err = -1;
    unsigned long descriptors = 0;  // its limit of open files; 0 leaves ours
    bool terminal = false;          // make `in` its controlling terminal
    // As systemd passes them: descriptors from 3 on, with these names, and LISTEN_PID.
    std::vector<int> passed = {};
    std::string passed_names = {};
};

// Lets this program and its children have so many open files, if the system's hard limit does.
bool allow_descriptors(unsigned long count);

// A child of ours: killed and reaped at the end, whatever happened.
class Process {
  public:
    explicit Process(const Spawn& spawn);
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;
    ~Process();

    [[nodiscard]] pid_t pid() const { return pid_; }
    void signal(int number) const;
    // The exit status, or 128 + the signal that killed it. Waits for the end of it.
    int wait(std::chrono::milliseconds limit = patience, Where where = Where::current());
    // The same, if it has ended already.
    std::optional<int> ended();

    // From /proc.
    [[nodiscard]] std::size_t resident_kilobytes() const;
    [[nodiscard]] std::size_t most_resident_kilobytes() const;  // since it was started
    [[nodiscard]] std::size_t descriptors() const;
    [[nodiscard]] std::size_t children() const;
    [[nodiscard]] double cpu_seconds() const;  // utime + stime of all its threads

  private:
    [[nodiscard]] std::size_t status_number(std::string_view field) const;

    pid_t pid_ = -1;
    std::optional<int> status_;
};

}  // namespace confab::e2e
