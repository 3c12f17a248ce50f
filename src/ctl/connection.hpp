// The other end of confabd's admin socket; see docs/admin-protocol.md.
#pragma once

#include <sys/un.h>

#include <chrono>
#include <functional>
#include <string>

#include "request.hpp"

namespace confab::ctl {

class Connection {
  public:
    // Throws CommandError if there is nobody, or nobody who talks to us.
    Connection(const std::string& socket, std::chrono::seconds timeout);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    // Calls `row` with each result, in their order, and `working` with each sign of life. Throws CommandError
    // if confabd refuses, or ends before its last line.
    void ask(const Request& request, const std::function<void(const Json&)>& row,
             const std::function<void(const Json&)>& working = {});

  private:
    bool connect_to(const sockaddr_un& to) const;
    [[noreturn]] void does_not_answer() const;
    std::string line();
    void send(std::string_view bytes);

    std::string path_;
    std::chrono::seconds timeout_;
    int fd_ = -1;
    std::string received_;
};

// What is asked for, or where a confabd usually has it.
std::string find_socket(const std::string& wanted);

}  // namespace confab::ctl
