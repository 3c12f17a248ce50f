// What clients send: lines, blocks, and what the edge says about them.
#include <algorithm>
#include <utility>

#include "answering.hpp"
#include "confab/base/text.hpp"
#include "confab/base/visible.hpp"
#include "confab/core/hub.hpp"

namespace confab {

namespace {

bool block_may_hold_secret(const Interpreter& interpreter, std::string_view block) {
    while (!block.empty()) {
        const std::size_t end = std::min(block.find('\n'), block.size());
        if (interpreter.may_hold_secret(block.substr(0, end))) return true;
        block.remove_prefix(std::min(end + 1, block.size()));
    }
    return false;
}

}  // namespace

void Hub::line(ClientId id, TypedLine line, Now now) {
    Client* client = users_.find(id);
    if (client == nullptr || line.text.empty() || waits(id, WaitingInput::Kind::line, line)) return;
    const Answering answering(events_, id);
    take_line(*client, line, now);
}

void Hub::take_line(Client& client, TypedLine line, Now now) {
    client.last_active = now.mono;
    account_saves_.touched(client, now);
    secret_input_.handle(line);
    take_text(client, line.text, now);
    secret_input_.handled();
}

void Hub::take_text(Client& client, std::string_view text, Now now) {
    if (client.is_asked()) return take_secret(client, text, now);
    const std::string_view command = from_slash(text);
    if (command.starts_with("//")) return posting_.say(client, EventType::message, command.substr(1), now);
    if (!command.empty()) return interpreter_.command(client, secret_input_.line(), now);
    if (interpreter_.may_hold_secret(text)) {
        return replies_.tell_error(
            client, "that may hold a password, nothing was sent: a command begins with /", now);
    }
    posting_.say(client, EventType::message, text, now);
}

void Hub::take_secret(Client& client, std::string_view text, Now now) {
    const ClientId id = client.id;
    const Prompt prompt = secret_input_.take(client);
    const std::string_view command = from_slash(text);
    if (command.empty()) {
        authentication_.typed(client, prompt, text, now);
        const Client* still = users_.find(id);
        if (still != nullptr && !still->is_asked()) secret_input_.ended(id);
        return;
    }
    secret_input_.ended(id);
    if (command != "/cancel") return interpreter_.command(client, secret_input_.line(), now);
    replies_.tell(client, "called off, nothing has changed", now);
}

void Hub::block(ClientId id, std::string_view text, Now now) {
    Client* client = users_.find(id);
    if (client == nullptr || is_blank(text)) return;
    if (waits(id, WaitingInput::Kind::block, text)) return;
    const Answering answering(events_, id);
    take_block(*client, text, now);
}

void Hub::take_block(Client& client, std::string_view text, Now now) {
    client.last_active = now.mono;
    account_saves_.touched(client, now);
    text = text.substr(0, text.find_last_not_of(" \n") + 1);
    if (const TextRefusal why = can_take_block(client, text)) return replies_.refuse(client, why, now);
    posting_.say(client, EventType::message, text, now);
}

TextRefusal Hub::can_take_block(const Client& client, std::string_view text) const {
    if (client.is_asked()) return "that was more than one line, nothing was sent";
    const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1;
    if (lines > settings_.block_lines) {
        return sentence("too many lines at once (limit ", settings_.block_lines, "), nothing was sent");
    }
    if (text.size() > settings_.block_bytes) {
        return sentence("too much at once (limit ", settings_.block_bytes, " bytes), nothing was sent");
    }
    if (!block_may_hold_secret(interpreter_, text)) return {};
    return "one of these lines may hold a password or a key, nothing was sent: type it alone, or take it out";
}

void Hub::reject(ClientId id, std::string_view why, Now now) {
    if (waits(id, WaitingInput::Kind::reject, why)) return;
    if (const Client* client = users_.find(id)) replies_.tell_error(*client, why, now);
}

void Hub::notice(ClientId id, std::string_view text, Now now) {
    if (waits(id, WaitingInput::Kind::notice, text)) return;
    if (const Client* client = users_.find(id)) replies_.tell(*client, text, now);
}

}  // namespace confab
