// May what is too old be deleted? A clock that was set wrong makes all of it look too old, and what is
// deleted does not come back when the clock is put right.
#pragma once

#include <chrono>

#include "confab/base/snapshot/forward.hpp"
#include "confab/base/time.hpp"

namespace confab {

// The wall clock is believed once it has run beside the monotonic one for a while. Every look at the clocks
// that finds them apart, by more than clocks are corrected by as they run, begins the while anew.
class ClockWatch {
  public:
    static constexpr Milliseconds usual = std::chrono::hours(1);

    explicit ClockWatch(Milliseconds settling = usual) : settling_(settling) {}

    bool settled(Now now) {
        constexpr Milliseconds max_corrected = std::chrono::minutes(1);
        const Milliseconds apart = now.wall.time_since_epoch() - now.mono.time_since_epoch();
        const bool leapt = !looked_ || std::chrono::abs(apart - apart_) > max_corrected;
        if (leapt) since_ = now.mono;
        looked_ = true;
        apart_ = apart;
        return now.mono - since_ >= settling_;
    }

    void save(snapshot::Writer& out) const;
    void load(snapshot::Reader& in);

  private:
    Milliseconds settling_;
    Milliseconds apart_{0};
    MonoTime since_{};
    bool looked_ = false;
};

}  // namespace confab
