// What clients send: lines, blocks, and what the edge says about them.
#include <algorithm>
#include <utility>

#include "answering.hpp"
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
        return replies_.refuse(client, {Code::line_may_hold_secret}, now);
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
    replies_.tell(client, {Code::secret_called_off}, now);
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
    if (const Refusal why = can_take_block(client, text)) return replies_.refuse(client, why, now);
    posting_.say(client, EventType::message, text, now);
}

Refusal Hub::can_take_block(const Client& client, std::string_view text) const {
    if (client.is_asked()) return {Code::block_is_no_secret};
    const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1;
    if (lines > settings_.block_lines) return {Code::block_too_many_lines, settings_.block_lines};
    if (text.size() > settings_.block_bytes) return {Code::block_too_long, settings_.block_bytes};
    if (!block_may_hold_secret(interpreter_, text)) return {};
    return {Code::block_may_hold_secret};
}

void Hub::reject(ClientId id, const Refusal& why, Now now) {
    if (waits(id, WaitingInput::Kind::reject, why)) return;
    if (const Client* client = users_.find(id)) replies_.refuse(*client, why, now);
}

void Hub::notice(ClientId id, const Reply& what, Now now) {
    if (waits(id, WaitingInput::Kind::notice, what)) return;
    if (const Client* client = users_.find(id)) replies_.tell(*client, what, now);
}

}  // namespace confab
