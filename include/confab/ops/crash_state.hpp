// What a server leaves behind in its state directory in case it crashes.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace confab::ops {

// A second crash within this time after a start that used what was left: the next start does without it.
inline constexpr std::chrono::seconds crash_loop_time{60};

struct CrashFiles {
    explicit CrashFiles(const std::string& directory);

    std::string people;  // who was there
    std::string fresh;   // the same while it is written
    std::string tried;   // what the last start used, until it has lived for crash_loop_time
    std::string bad;     // what a start could not read
    std::string marks;   // one number for each connection
};

struct CrashState {
    std::string people;                // empty: there is nothing to be used
    std::vector<std::uint64_t> marks;  // of connections, as the program before kept them
    std::vector<int> connections;      // descriptors, which outlived it
    std::chrono::milliseconds age{0};  // of `people`

    bool empty() const { return people.empty() && connections.empty(); }
};

// Takes all of it, once, with the connections that outlived the crash. Without any there is nothing to go on
// with.
CrashState take_crash_state(const std::string& directory, std::vector<int> connections);
// It cannot be read: it is put aside, for somebody to look at.
void put_aside_crash_state(const std::string& directory, const std::string& why);
void remove_crash_state(const std::string& directory);

// $STATE_DIRECTORY; empty if there is none. Not the runtime directory: if that is to outlive a crash, systemd
// has it where no other user can reach the sockets in it (RuntimeDirectoryPreserve= with DynamicUser=).
std::string crash_directory();

}  // namespace confab::ops
