// Ends that are spread evenly over a time.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>

namespace confab::net {

class Spread {
  public:
    using Clock = std::chrono::steady_clock;

    Spread(std::size_t total, Clock::time_point began, Clock::duration over)
        : total_(total), began_(began), over_(over) {}

    // How many more are to end by now; they are counted as ended.
    std::size_t due(Clock::time_point now) {
        const double part = over_.count() <= 0 ? 1 : std::chrono::duration<double>(now - began_) / over_;
        const auto by_now =
            static_cast<std::size_t>(static_cast<double>(total_) * std::clamp(part, 0.0, 1.0));
        const std::size_t more = by_now - std::min(by_now, ended_);
        ended_ += more;
        return more;
    }
    bool is_over(Clock::time_point now) const { return now - began_ >= over_; }

  private:
    std::size_t total_;
    Clock::time_point began_;
    Clock::duration over_;
    std::size_t ended_ = 0;
};

}  // namespace confab::net
