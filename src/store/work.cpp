#include "work.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "confab/ops/log.hpp"

namespace confab::store {

void Work::begin() {
    told_ = Clock::now();
    percent_ = 0;
}

void Work::end() { percent_ = -1; }

void Work::is_at(std::uint64_t done, std::uint64_t of) {
    constexpr std::uint64_t all = 100;
    const auto percent = of == 0 ? all : std::min(all, done * all / of);
    percent_ = static_cast<int>(percent);
    if (is_log_due()) tell(fmt::format("{} % done", percent));
}

void Work::has_left(std::uint64_t count, const char* things) {
    if (is_log_due()) tell(fmt::format("{} {} left", count, things));
}

std::optional<unsigned> Work::percent() const {
    const int percent = percent_;
    if (percent < 0) return std::nullopt;
    return static_cast<unsigned>(percent);
}

void Work::tell(const std::string& how_far) {
    told_ = Clock::now();
    ops::log::info("{}: {}", what_, how_far);
}

}  // namespace confab::store
