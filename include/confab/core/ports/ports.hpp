// What the chat may have outside besides its events. Without any of it the chat is whole, and forgets.
#pragma once

#include <cstdint>
#include <functional>

#include "confab/core/ports/message_log.hpp"
#include "confab/core/ports/passwords.hpp"
#include "confab/core/ports/state_store.hpp"

namespace confab {

// None is owned; those there are outlive the hub.
struct Ports {
    MessageLog* log = nullptr;
    StateStore* state = nullptr;
    Passwords* passwords = nullptr;
    // Numbers that nobody can guess; without, guests get no code to come back with.
    std::function<std::uint64_t()> random{};
};

}  // namespace confab
