// What clients send: lines, blocks, and what the edge says about them.
#include <algorithm>
#include <utility>
#include <variant>

#include "answering.hpp"
#include "confab/base/visible.hpp"
#include "confab/core/hub.hpp"

namespace confab {

void Hub::line(ClientId id, TypedLine line, Now now) {
    Client* client = users_.find(id);
    if (client == nullptr || (line.text.empty() && !client->is_asked())) return;
    if (waits(id, WaitingInput::Kind::line, line)) return;
    const Answering answering(events_, id);
    take_line(*client, line, now);
}

void Hub::take_line(Client& client, TypedLine line, Now now) {
    note_activity(client, now);
    secret_input_.handle(line);
    interpreter_.line(client, line, now);
    secret_input_.handled();
}

void Hub::note_activity(Client& client, Now now) {
    client.last_active = now.mono;
    account_saves_.touched(client, now);
}

void Hub::block(ClientId id, std::string_view text, Now now) {
    Client* client = users_.find(id);
    if (client == nullptr || is_blank(text)) return;
    if (waits(id, WaitingInput::Kind::block, text)) return;
    const Answering answering(events_, id);
    take_block(*client, text, now);
}

void Hub::take_block(Client& client, std::string_view text, Now now) {
    note_activity(client, now);
    text = text.substr(0, text.find_last_not_of(" \n") + 1);
    if (const Refusal why = can_take_block(client, text)) return replies_.refuse(client, why, now);
    interpreter_.block(client, text, now);
}

Refusal Hub::can_take_block(const Client& client, std::string_view text) const {
    if (client.is_asked()) return {Code::block_is_no_secret};
    const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1;
    if (lines > settings_.block_lines) return {Code::block_too_many_lines, settings_.block_lines};
    if (text.size() > settings_.block_bytes) return {Code::block_too_long, settings_.block_bytes};
    return {};
}

void Hub::user_name(ClientId id, std::string_view name, Now now) {
    Client* client = users_.find(id);
    if (client == nullptr || name.empty() || waits(id, WaitingInput::Kind::user_name, name)) return;
    const Answering answering(events_, id);
    take_user_name(*client, name, now);
}

// Nobody asked for it, so a name that is none here is no error of theirs.
void Hub::take_user_name(Client& client, std::string_view name, Now now) {
    if (!std::holds_alternative<Name>(names_.check_person(name))) {
        return replies_.tell(client, {Code::user_name_unusable, client.name.text}, now);
    }
    note_activity(client, now);
    if (client.is_asked()) authentication_.call_off(client);
    if (const Refusal why = authentication_.take_name(client, name, now)) replies_.refuse(client, why, now);
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
