// From this program to the next one in the same process: what is handed over is in memory that has a
// descriptor.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace confab::ops {

// A descriptor that is closed with this.
class OwnedFd {
  public:
    explicit OwnedFd(int fd = -1) : fd_(fd) {}
    ~OwnedFd();
    OwnedFd(OwnedFd&& other) noexcept;
    OwnedFd& operator=(OwnedFd&& other) noexcept;
    int get() const { return fd_; }

  private:
    int fd_;
};

// Bytes that nobody can change any more, to be read from their start; other programs get them by the number
// only. Throws std::system_error.
OwnedFd sealed_memory(const std::string& bytes);
// All of a descriptor, from where it is. Throws std::system_error.
std::string read_all(int fd);

// What the program before handed over by become(), once. Throws std::runtime_error if it is not that.
std::optional<std::string> handed_over();

// The file of this program as it is now, which may be a newer one. Throws std::runtime_error if there is
// none.
std::string program_file();

// Becomes that program, which gets `bytes` and the descriptors. It only returns if that fails, with the
// reason; nothing is changed then.
std::string become(const std::string& program, const std::vector<std::string>& arguments,
                   const std::string& bytes, const std::vector<int>& descriptors);

// What came of a program that was run to its end.
struct Ran {
    int status = -1;  // as it exited; -1: it did not by itself
    std::string out;
    std::string error;
};
// With `input` on its standard input, and with `variables` ("NAME=VALUE"). Waits for it, and kills it after
// `longest`.
Ran run_program(const std::string& program, const std::vector<std::string>& arguments, int input,
                std::chrono::milliseconds longest, const std::vector<std::string>& variables = {});

}  // namespace confab::ops
