// confabctl check: is all well, in the form that monitoring plugins have.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "thresholds.hpp"

namespace confab::ctl {

// Exit statuses of a monitoring plugin.
enum class Health : int { ok = 0, warning = 1, critical = 2, unknown = 3 };

// Samples by their name and labels, as `confabctl metrics` prints them.
using Samples = std::map<std::string, double, std::less<>>;
Samples read_samples(std::string_view text);

struct CheckResult {
    Health health = Health::ok;
    std::string line{};  // "CONFAB OK - 12 people, 3 rooms | clients=12;9000;9800;0;10000"
};

// `now`: in seconds since 1970.
CheckResult check(const Samples& samples, const Thresholds& thresholds, double now);
// What there is to say if there is no answer.
CheckResult check_failed(Health health, std::string_view why);

}  // namespace confab::ctl
