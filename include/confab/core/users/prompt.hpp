// What the next line of a client answers, instead of being said.
#pragma once

#include <cstdint>
#include <string>
#include <variant>

namespace confab {

enum class PasswordUse : std::uint8_t { registration, change };

// A new password is asked for twice, because nobody sees what they type.
struct NewPassword {
    PasswordUse use{};
    int tries = 0;  // left
};
struct NewPasswordAgain {
    PasswordUse use{};
    std::string first;
};
struct LoginPassword {
    std::string name;  // as it was typed
};
struct OldPassword {};
struct UnregisterPassword {};

using Prompt = std::variant<std::monostate, NewPassword, NewPasswordAgain, LoginPassword, OldPassword,
                            UnregisterPassword>;

}  // namespace confab
