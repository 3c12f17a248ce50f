#include "confab/core/login/secret_input.hpp"

#include <utility>

namespace confab {

void SecretInput::ask(Client& client, const Reply& what, Prompt prompt) {
    client.more().prompt = std::move(prompt);
    events_.ask_secret(client.id, interpreter_.word(what).text);
}

Prompt SecretInput::take(Client& client) {
    Prompt taken = std::move(client.extras->prompt);
    client.extras->prompt = std::monostate{};
    return taken;
}

}  // namespace confab
