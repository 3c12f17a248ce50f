#include "confab/base/clock_watch.hpp"
#include "confab/base/snapshot/reader.hpp"
#include "confab/base/snapshot/writer.hpp"

namespace confab {

// How far the clocks are apart is written as what the wall's shows now.
void ClockWatch::save(snapshot::Writer& out) const {
    out(looked_, since_, looked_ ? apart_ + out.now().time_since_epoch() : Milliseconds{0});
}

void ClockWatch::load(snapshot::Reader& in) {
    Milliseconds wall{0};
    in(looked_, since_, wall);
    const auto is_sane = [](Milliseconds time) {
        return std::chrono::abs(time) < std::chrono::years(100'000);
    };
    in.expect(is_sane(wall));
    if (in.ok() && looked_) apart_ = wall - in.now().time_since_epoch();
}

}  // namespace confab
