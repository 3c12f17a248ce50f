// The operators' socket: where it is, and its limits.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
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

// How the program is exchanged for another one.
struct Upgrades {
    struct Tried {
        std::string refused{};  // why it cannot go on; empty: it can
        std::string program{};  // its file
        std::string version{};
    };
    using Done = std::function<void(Tried)>;
    // Asks that program, or the file of this one if it is empty; `done` may be called on another thread.
    // None: this server cannot be upgraded.
    std::function<void(const std::string& program, std::string snapshot, Done done)> try_program;
    // The next one is this one.
    std::function<void(const std::string& program)> choose = [](const std::string&) {};
};

struct Settings {
    std::string socket;     // the path of it
    bool required = false;  // else a socket that cannot be made is only a warning
    std::string version{};  // of this program
    OperatorStore* store = nullptr;
    Upgrades upgrades{};
    Limits limits{};
};

}  // namespace confab::admin
