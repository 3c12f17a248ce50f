// Starting another program.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace confab::ops {

// What of ours the program gets as its standard input, output and error; nothing else stays open.
struct Standard {
    int in;
    int out;
    int error;
};

enum class Group { ours, own };  // own: what the program starts can be killed with it

// With `variables` ("NAME=VALUE") before those of this program. Signals are as a program expects them. 0, and
// `pid` is its process; or the error number. Whoever calls it waits for the process.
int spawn(pid_t& pid, const std::string& program, std::vector<std::string> arguments,
          const Standard& standard, Group group, std::vector<std::string> variables = {});

}  // namespace confab::ops
