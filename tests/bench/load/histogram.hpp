// Latencies in buckets less than 0.8 % wide: small enough to stay in the first cache, because it is
// touched once per delivery.
#pragma once

#include <array>
#include <bit>
#include <cstdint>

namespace confab::bench {

class Histogram {
  public:
    void add(std::int64_t nanoseconds) {
        const std::uint64_t value = nanoseconds > 0 ? static_cast<std::uint64_t>(nanoseconds) : 0;
        ++counts_[bucket(value)];
        if (value > highest_) highest_ = value;
    }

    void reset() { *this = {}; }

    double highest_ms() const { return static_cast<double>(highest_) / 1e6; }

    // The latency that `share` of all deliveries did not exceed.
    double quantile_ms(double share) const {
        std::uint64_t total = 0;
        for (auto count : counts_) total += count;
        const auto wanted = static_cast<std::uint64_t>(share * static_cast<double>(total));
        std::uint64_t seen = 0;
        for (std::size_t i = 0; i < counts_.size(); ++i) {
            seen += counts_[i];
            if (seen > wanted) return middle(i) / 1e6;
        }
        return highest_ms();
    }

  private:
    static constexpr int bits = 7;

    static std::size_t bucket(std::uint64_t value) {
        const auto shift = static_cast<int>(std::bit_width(value >> (bits + 1)));
        return (static_cast<std::size_t>(shift) << bits) + (value >> shift);
    }

    static double middle(std::size_t index) {
        if (index < (2u << bits)) return static_cast<double>(index);
        const std::size_t shift = (index >> bits) - 1;
        const std::uint64_t low = (index - (shift << bits)) << shift;
        return static_cast<double>(low) + static_cast<double>(std::uint64_t{1} << shift) / 2;
    }

    std::array<std::uint32_t, (40u << bits)> counts_{};  // up to 2^46 ns
    std::uint64_t highest_ = 0;
};

}  // namespace confab::bench
