// Work that takes long: how far it is, for those that ask, and in the log every ten seconds.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace confab::store {

// Its thread alone calls begin(), is_at() and end().
class Work {
  public:
    using Clock = std::chrono::steady_clock;
    static constexpr std::chrono::seconds log_interval{10};

    // `what`, as "backup", lives as long as the program.
    explicit Work(const char* what) : what_(what) {}

    void begin();
    // Nothing was done of it at 0, and all at `of`.
    void is_at(std::uint64_t done, std::uint64_t of);
    // How much is left is known, and how much there was is not: for the log alone.
    void has_left(std::uint64_t count, const char* things);
    void end();
    // Is it time for has_left()? That may be expensive to find out.
    bool is_log_due() const { return Clock::now() - told_ >= log_interval; }

    // Thread-safe. Nothing while no such work is under way.
    std::optional<unsigned> percent() const;

  private:
    void tell(const std::string& how_far);

    const char* what_;
    std::atomic<int> percent_{-1};
    Clock::time_point told_ = Clock::now();
};

// Begins and ends.
class Working {
  public:
    explicit Working(Work& work) : work_(work) { work_.begin(); }
    ~Working() { work_.end(); }
    Working(const Working&) = delete;
    Working& operator=(const Working&) = delete;

  private:
    Work& work_;
};

}  // namespace confab::store
