// The operators' socket: where it is, and its limits.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

#include "confab/core/ports/operator_store.hpp"

namespace confab::admin {

struct Limits {
    std::size_t connections = 8;
    std::size_t request = std::size_t{64} * 1024;   // bytes of one
    std::chrono::milliseconds idle{60'000};         // until the next request
    std::chrono::milliseconds slow{30'000};         // for the other end to take what it is sent
    std::chrono::milliseconds sign_of_life{5'000};  // how often it is told that something takes long
};

struct Settings {
    std::string socket;     // the path of it
    bool required = false;  // else a socket that cannot be made is only a warning
    std::string version{};  // of this program
    OperatorStore* store = nullptr;
    Limits limits{};
};

}  // namespace confab::admin
