// What was deleted because it was too old or too much, for the log: one line after a walk, not one each.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>

namespace confab::store {

// Thread-safe.
class Deleted {
  public:
    using Tell = std::function<void(std::string line)>;
    explicit Deleted(Tell tell) : tell_(std::move(tell)) {}

    std::atomic<std::uint64_t> old_messages{0};
    std::atomic<std::uint64_t> too_many_messages{0};
    std::atomic<std::uint64_t> sanctions{0};
    std::atomic<std::uint64_t> seats{0};

    // Says what came together since the last time, if anything did.
    void tell();

  private:
    Tell tell_;
};

}  // namespace confab::store
