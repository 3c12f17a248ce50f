// Whether storing works, over both writers and what they do besides: tells of the change once, not of every
// failed try.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>

namespace confab::store {

enum class Part : std::uint8_t { state, history, upkeep };

class Health {
  public:
    using Tell = std::function<void(bool good, std::string why)>;
    explicit Health(Tell tell) : tell_(std::move(tell)) {}

    // From any thread, as often as one likes.
    void bad(Part part, const std::string& why);
    // `late`: how many messages or changes waited longer than they should have; `lost`: how many could not
    // be kept. Both of `part`, since it went bad.
    void good(Part part, std::uint64_t late, std::uint64_t lost);
    // What is wrong, in the words of SQLite or of the system; empty if nothing is.
    std::string error() const;

  private:
    bool any_bad() const {
        return std::any_of(bad_.begin(), bad_.end(), [](bool bad) { return bad; });
    }

    mutable std::mutex mutex_;  // held while telling, so that what is told is in order
    Tell tell_;
    std::array<bool, 3> bad_{};  // by part
    std::array<std::string, 3> why_{};
    std::uint64_t late_ = 0;
    std::uint64_t lost_ = 0;
};

}  // namespace confab::store
