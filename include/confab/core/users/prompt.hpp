// What the next line of a client answers, instead of being said.
#pragma once

#include <cstdint>
#include <string>
#include <variant>

namespace confab {

enum class PasswordUse : std::uint8_t { registration, change };

// What a name needs to be registered, beside the password.
struct Application {
    std::string name{};  // of a user without one, as it was typed; else empty
    std::string code{};  // that lets them, as codes are stored
};
// A new password is asked for twice, because nobody sees what they type.
struct NewPassword {
    PasswordUse use{};
    int tries = 0;  // left
    Application application{};
};
struct NewPasswordAgain {
    PasswordUse use{};
    std::string first;
    Application application{};
};
struct InviteCodeAsked {
    std::string password;  // empty: it is asked for afterwards
    Application application{};
};
struct LoginPassword {
    std::string name;  // as it was typed
};
struct OldPassword {};
struct UnregisterPassword {};

using Prompt = std::variant<std::monostate, NewPassword, NewPasswordAgain, LoginPassword, OldPassword,
                            UnregisterPassword, InviteCodeAsked>;

}  // namespace confab
