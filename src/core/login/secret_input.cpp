#include "confab/core/login/secret_input.hpp"

#include <utility>

namespace confab {

void SecretInput::ask(User& user, const Reply& what, Prompt prompt) {
    user.connection.more().prompt = std::move(prompt);
    events_.ask_secret(user.connection.id, interpreter_.word(what).text);
}

Prompt SecretInput::take(User& user) {
    Prompt taken = std::move(user.connection.extras->prompt);
    user.connection.extras->prompt = std::monostate{};
    return taken;
}

}  // namespace confab
