// Random runs that can be replayed.
#pragma once

#include <cstdlib>
#include <random>
#include <string>

namespace confab::unit {

// CONFAB_SEED, or another one each time.
inline unsigned seed_of_run() {
    const char* wanted = std::getenv("CONFAB_SEED");
    return wanted != nullptr ? static_cast<unsigned>(std::stoul(wanted)) : std::random_device()();
}

// The environment's value, or `usual`.
inline std::size_t number_from(const char* variable, std::size_t usual) {
    const char* wanted = std::getenv(variable);
    return wanted != nullptr ? std::stoul(wanted) : usual;
}

}  // namespace confab::unit
