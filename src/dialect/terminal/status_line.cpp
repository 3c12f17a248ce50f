#include "status_line.hpp"

namespace confab::dialect {

std::string status_line(const Status& status, Milliseconds lag) {
    std::string line = "\x1b[7m #";
    line.append(status.room).append(", ").append(std::to_string(status.here)).append(" here");
    if (status.unread > 0) line.append(" | ").append(std::to_string(status.unread)).append(" unread");
    if (lag.count() >= 0) line.append(" | ").append(std::to_string(lag.count())).append(" ms");
    return line.append(" \x1b[m");
}

}  // namespace confab::dialect
