// How long the next flush waits for more lines. One send costs the same with one line as with
// twenty, so under load a little rest after each flush is what makes many lines share a send.
// A quiet room is never delayed: the rest only holds lines that come right after a flush, and it
// shrinks to nothing when the one line it held stays alone, as when everyone waits for the last
// message before sending the next.
#pragma once

#include <algorithm>
#include <chrono>

namespace confab::net {

class FlushPacer {
  public:
    using Clock = std::chrono::steady_clock;
    using Duration = std::chrono::nanoseconds;

    static constexpr Duration longest = std::chrono::milliseconds(1);
    static constexpr Duration shortest = std::chrono::microseconds(20);  // less is not worth a timer

    // The first line of a turn has come: how long to hold it.
    Duration begin(Clock::time_point now) {
        further_ = false;
        held_ = now < until_;
        return held_ ? until_ - now : Duration{0};
    }
    // Another read brought lines for the same turn.
    void further() { further_ = true; }

    // The turn was sent, which took from `start` to `end`.
    void flushed(Clock::time_point start, Clock::time_point end) {
        if (further_) {
            gain_ = std::min(1.0, gain_ * 2);
        } else if (held_) {
            gain_ = std::max(least_gain, gain_ / 2);
        }
        const auto rest = std::chrono::duration_cast<Duration>((end - start) * (2 * gain_));
        until_ = rest < shortest ? end : end + std::min(rest, longest);
    }

  private:
    static constexpr double least_gain = 1.0 / 64;

    Clock::time_point until_{};
    double gain_ = least_gain;
    bool held_ = false;
    bool further_ = false;
};

}  // namespace confab::net
