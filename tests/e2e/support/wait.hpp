#pragma once

#include <chrono>
#include <functional>
#include <source_location>
#include <stdexcept>
#include <string>
#include <string_view>

namespace confab::e2e {

using Clock = std::chrono::steady_clock;
using Where = std::source_location;

// How long any wait may take. Far above what the daemon needs, so that only a hang reaches it.
constexpr std::chrono::seconds patience{10};

// What a wait throws when its event did not come: GoogleTest shows it as the failure of the test.
class Failure : public std::runtime_error {
  public:
    Failure(std::string_view what, const Where& where);
};

// Milliseconds left until `deadline`, for poll(2); never negative.
int milliseconds_until(Clock::time_point deadline);

// Seconds since `start`, for messages and bounds.
double seconds_since(Clock::time_point start);

// For facts that nobody announces (an entry of /proc): asks until the answer is yes.
void eventually(const std::function<bool()>& holds, std::string_view what, Where where = Where::current());

}  // namespace confab::e2e
