// What ends confabctl before its time, and with which status.
#pragma once

#include <stdexcept>
#include <string>

namespace confab::ctl {

enum class Status : int {
    done = 0,
    refused = 1,      // confabd said no, or what it said cannot be written
    usage = 2,        // wrong arguments
    unreachable = 3,  // no confabd there, no permission, or it went away
};

// One line: what is wrong and what to do.
struct CommandError : std::runtime_error {
    CommandError(Status what, const std::string& line, bool denied = false)
        : std::runtime_error(line), status(what), is_denied(denied) {}
    Status status;
    bool is_denied;  // there is somebody who does not let us in
};

}  // namespace confab::ctl
