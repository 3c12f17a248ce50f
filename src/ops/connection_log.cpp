#include "confab/ops/connection_log.hpp"

#include <algorithm>

#include "confab/ops/log.hpp"

namespace confab::ops {

void ConnectionLog::connected(std::uint32_t client, std::string_view name, std::string_view peer) {
    if (may_log()) log::info("client {} ({}) connected from {}", client, name, peer);
}

void ConnectionLog::disconnected(std::uint32_t client, std::string_view name, std::string_view reason,
                                 double seconds, std::uint64_t lines_in, std::uint64_t bytes_in,
                                 std::uint64_t lines_out, std::uint64_t bytes_out) {
    if (!may_log()) return;
    log::info("client {} ({}) disconnected: {}; {:.1f} s, {} lines {} bytes in, {} lines {} bytes out",
              client, name, reason, seconds, lines_in, bytes_in, lines_out, bytes_out);
}

void ConnectionLog::refused(std::string_view peer, std::string_view why) {
    if (may_log()) log::warn("refused {}: {}", peer, why);
}

bool ConnectionLog::may_log() {
    if (rate_ <= 0) return true;
    const auto now = std::chrono::steady_clock::now();
    const double seconds = std::chrono::duration<double>(now - last_).count();
    last_ = now;
    tokens_ = std::min(2 * rate_, tokens_ + seconds * rate_);
    if (tokens_ < 1) {
        ++left_out_;
        return false;
    }
    tokens_ -= 1;
    if (left_out_ > 0) {
        log::warn("{} lines about connections were left out (log-rate is {})", left_out_, rate_);
        left_out_ = 0;
    }
    return true;
}

}  // namespace confab::ops
