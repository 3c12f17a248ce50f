#pragma once

#include <string>

#include "descriptor.hpp"
#include "files.hpp"
#include "wait.hpp"

namespace confab::e2e {

// The service manager's end of $NOTIFY_SOCKET.
class NotifySocket {
  public:
    enum class Kind { path, abstract };
    explicit NotifySocket(Kind kind = Kind::path);

    // NOTIFY_SOCKET=..., for the daemon's environment.
    [[nodiscard]] std::string variable() const { return "NOTIFY_SOCKET=" + name_; }
    // Datagrams up to the first that has `line` as one of its lines, or a line that begins so if it
    // ends with '='; that line.
    std::string wait_for(const std::string& line, Where where = Where::current());
    // Whether one with that line has come before now.
    bool has_come(const std::string& line);

  private:
    bool receive(std::string& datagram, Clock::time_point deadline);

    TemporaryDirectory directory_;
    std::string name_;
    Descriptor socket_;
};

}  // namespace confab::e2e
