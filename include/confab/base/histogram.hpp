// How often a value was at most so much: counts that only grow.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace confab {

// `Bounds` is a constant array of upper bounds, in their order.
template <const auto& Bounds>
class Histogram {
  public:
    void add(double value) {
        const auto place = std::lower_bound(Bounds.begin(), Bounds.end(), value) - Bounds.begin();
        ++counts_[static_cast<std::size_t>(place)];
        sum_ += value;
    }

    static std::span<const double> bounds() { return Bounds; }
    // One for each bound, not summed up, and one for what is more than all of them.
    std::span<const std::uint64_t> counts() const { return counts_; }
    double sum() const { return sum_; }

  private:
    std::array<std::uint64_t, Bounds.size() + 1> counts_{};
    double sum_ = 0;
};

// Seconds by which a loop was late.
inline constexpr std::array loop_lag_bounds{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                            0.1,   0.25,   0.5,   1.0,  2.5};
using LoopLag = Histogram<loop_lag_bounds>;

}  // namespace confab
