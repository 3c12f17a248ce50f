// What clients send: lines, blocks, and what the edge says about them.
#include <algorithm>
#include <utility>
#include <variant>

#include "answering.hpp"
#include "confab/base/visible.hpp"
#include "confab/core/hub.hpp"
#include "confab/core/login/account_rules.hpp"

namespace confab {

// The user, who acts on that connection from now on; null if it is gone.
User* Hub::acting(ClientId id, Now now) {
    User* user = users_.find(id);
    if (user != nullptr && user->connection.id != id) propose({now, operation::Active{id}});
    return user;
}

void Hub::line(ClientId id, TypedLine line, Now now) {
    User* user = acting(id, now);
    if (user == nullptr || (line.text.empty() && !user->connection.is_asked())) return;
    if (waits(id, WaitingInput::Kind::line, line)) return;
    const Answering answering(events_, replies_, user->id, id);
    take_line(*user, line, now);
}

void Hub::take_line(User& user, TypedLine line, Now now) {
    const ClientId id = user.connection.id;
    secret_input_.handle(line);
    interpreter_.line(user, line, now);
    secret_input_.handled();
    if (!replies_.label().empty()) end_label(id);
}

// What is answered later has the label then.
void Hub::end_label(ClientId id) {
    if (pending_.waits(id)) pending_.set_label(id, replies_.label());
    replies_.set_label({});
}

void Hub::block(ClientId id, std::string_view text, Now now) {
    User* user = acting(id, now);
    if (user == nullptr || is_blank(text)) return;
    if (waits(id, WaitingInput::Kind::block, text)) return;
    const Answering answering(events_, replies_, user->id, id);
    take_block(*user, text, now);
}

void Hub::take_block(User& user, std::string_view text, Now now) {
    text = text.substr(0, text.find_last_not_of(" \n") + 1);
    if (const Refusal why = can_take_block(user, text)) return replies_.refuse(user, why, now);
    interpreter_.block(user, text, now);
}

Refusal Hub::can_take_block(const User& user, std::string_view text) const {
    if (user.is_unnamed()) return Refusal(how_to_come_in(Code::login_needed, settings_));
    if (user.connection.is_asked()) return {Code::block_is_no_secret};
    const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1;
    if (lines > settings_.block_lines) return {Code::block_too_many_lines, settings_.block_lines};
    if (text.size() > settings_.block_bytes) return {Code::block_too_long, settings_.block_bytes};
    return {};
}

void Hub::user_name(ClientId id, std::string_view name, Now now) {
    User* user = acting(id, now);
    if (user == nullptr || name.empty() || waits(id, WaitingInput::Kind::user_name, name)) return;
    const Answering answering(events_, replies_, user->id, id);
    take_user_name(*user, name, now);
}

// Nobody asked for it, so a name that is none here is no error of theirs.
void Hub::take_user_name(User& user, std::string_view name, Now now) {
    if (user.is_unnamed()) return;
    auto checked = names_.check_person(name);
    if (!std::holds_alternative<Name>(checked)) {
        return replies_.tell(user, {Code::user_name_unusable, user.name.text}, now);
    }
    const ClientId id = user.connection.id;
    propose({now, operation::Active{id}});
    if (user.connection.is_asked()) authentication_.call_off(user);
    propose({now, operation::Rename{id, std::get<Name>(std::move(checked))}});
}

void Hub::reject(ClientId id, const Refusal& why, Now now) {
    if (waits(id, WaitingInput::Kind::reject, why)) return;
    const User* user = acting(id, now);
    if (user == nullptr) return;
    const Replies::Acting acting(replies_, user->id);
    replies_.refuse(*user, why, now);
}

void Hub::notice(ClientId id, const Reply& what, Now now) {
    if (waits(id, WaitingInput::Kind::notice, what)) return;
    const User* user = acting(id, now);
    if (user == nullptr) return;
    const Replies::Acting acting(replies_, user->id);
    replies_.tell(*user, what, now);
}

}  // namespace confab
