#include "confab/dialect/text/interpreter.hpp"

#include <fmt/format.h>

#include <cassert>

#include "account_commands.hpp"
#include "certificate_commands.hpp"
#include "command_table.hpp"
#include "completion.hpp"
#include "confab/core/hub.hpp"
#include "confab/core/rooms/line_number.hpp"
#include "confab/dialect/text/secret_line.hpp"
#include "confab/dialect/text/slash.hpp"
#include "connection_commands.hpp"
#include "help_command.hpp"
#include "history_commands.hpp"
#include "invite_code_commands.hpp"
#include "label.hpp"
#include "line_commands.hpp"
#include "moderation_commands.hpp"
#include "people_commands.hpp"
#include "room_commands.hpp"
#include "room_rule_commands.hpp"
#include "talk_commands.hpp"
#include "terminal_commands.hpp"
#include "token_commands.hpp"
#include "view_commands.hpp"

namespace confab {

namespace {

// What has to be typed to say this; of a block, its lines.
std::string to_type(const operation::Say& said) {
    const std::string& text = said.text;
    if (said.type == EventType::emote) return fmt::format("/me {}", text);
    const bool is_line = text.find('\n') == std::string_view::npos;
    return fmt::format("{}{}", is_line && text.starts_with('/') ? "/" : "", text);
}

std::string to_type(const operation::Answer& answer) {
    const std::uint64_t number = answer.to == 0 ? 1 : line_number(answer.to);
    return fmt::format("/re {} {}", number, answer.text);
}

}  // namespace

// The groups of commands and the table that calls them, and the parts for lines that are no commands.
struct TextInterpreter::Parts {
    explicit Parts(Hub& hub);

    HelpCommand help;
    AccountCommands account;
    CertificateCommands certificates;
    ConnectionCommands connections;
    HistoryCommands history;
    InviteCodeCommands invite_codes;
    LineCommands lines;
    ModerationCommands moderation;
    PeopleCommands people;
    RoomCommands rooms;
    RoomRuleCommands room_rules;
    TalkCommands talk;
    TerminalCommands terminal;
    TokenCommands tokens;
    ViewCommands view;
    Completer completer;
    CommandTable table;
    Authentication& authentication;
    OperationLog& log;
    Replies& replies;
    Operation saying{{WallTime{}, MonoTime{}}, operation::Say{}};  // its text keeps its memory
};

TextInterpreter::Parts::Parts(Hub& hub)
    : help(hub.settings(), hub.roles()),
      account(hub.authentication(), hub.resume()),
      certificates(hub),
      connections(hub),
      history(hub.history(), hub.access(), hub.names()),
      invite_codes(hub.invite_codes(), hub.server_roles(), hub, [&hub] { return hub.random_code(); }),
      lines(hub.replay(), hub.access(), hub),
      moderation(hub.moderation(), hub.rooms(), hub.access(), hub.roles(), hub.server_roles(),
                 hub.sanctions(), hub),
      people({hub.names(), hub.users(), hub.accounts(), hub.server_roles(), hub.access(), hub}),
      rooms(hub.topics(), hub.access(), hub.rooms(), hub.names(), hub),
      room_rules(hub.room_settings(), hub.roles(), hub),
      talk(hub.posting(), hub.inbox(), hub.users(), hub.accounts(), hub.names(), hub),
      terminal(hub.events(), hub),
      tokens(hub.posting_tokens(), hub.roles(), hub.names(), hub, [&hub] { return hub.random_code(); }),
      view(hub.settings(), hub),
      completer(hub.settings(), hub.names(), hub.users(), hub.rooms(), hub.access()),
      table(hub.replies(), hub, hub.settings()),
      authentication(hub.authentication()),
      log(hub),
      replies(hub.replies()) {
    help.add_to(table);
    account.add_to(table);
    certificates.add_to(table);
    connections.add_to(table);
    history.add_to(table);
    invite_codes.add_to(table);
    lines.add_to(table);
    moderation.add_to(table);
    people.add_to(table);
    rooms.add_to(table);
    room_rules.add_to(table);
    talk.add_to(table);
    terminal.add_to(table);
    tokens.add_to(table);
    view.add_to(table);
    assert(table.is_complete());
}

TextInterpreter::TextInterpreter() = default;
TextInterpreter::~TextInterpreter() = default;

void TextInterpreter::attach(Hub& hub) { parts_ = std::make_unique<Parts>(hub); }

void TextInterpreter::line(User& user, const TypedLine& typed, Now now) {
    const bool is_program = user.connection.view.structured && !user.connection.is_asked();
    const auto [label, line, is_bad] = is_program ? read_label(typed) : LabelledLine{{}, typed};
    if (is_bad) return parts_->replies.refuse(user, {Code::label_bad, max_label}, now);
    if (!label.empty()) parts_->replies.set_label(label);
    if (user.connection.is_asked()) return answer(user, line, now);
    const std::string_view command = from_slash(line.text);
    if (command.starts_with("//")) return say(user, command.substr(1), now);
    if (!command.empty()) return parts_->table.run(user, line, command.substr(1), now);
    if (may_hold_secret(line.text)) return parts_->replies.refuse(user, {Code::line_may_hold_secret}, now);
    say(user, line.text, now);
}

void TextInterpreter::answer(User& user, const TypedLine& line, Now now) {
    parts_->log.propose({now, operation::Active{user.connection.id}});
    const std::string_view command = from_slash(line.text);
    if (command.empty() && !line.text.empty()) return parts_->authentication.answer(user, line.text, now);
    parts_->authentication.call_off(user);
    if (command.empty() || command == "/cancel") {
        return parts_->replies.tell(user, {Code::secret_called_off}, now);
    }
    parts_->table.run(user, line, command.substr(1), now);
}

void TextInterpreter::say(const User& user, std::string_view text, Now now) {
    Operation& saying = parts_->saying;
    auto& say = std::get<operation::Say>(saying.what);
    saying.at = now;
    say.connection = user.connection.id;
    say.text.assign(text);
    parts_->log.propose(saying);
}

// Somebody who can edit gets back what they typed.
void TextInterpreter::refused(const User& user, const Operation& operation, const Refusal& why, Now now) {
    Replies& replies = parts_->replies;
    if (const auto* said = std::get_if<operation::Say>(&operation.what)) {
        return replies.refuse_text(user, why, to_type(*said), now);
    }
    if (const auto* answer = std::get_if<operation::Answer>(&operation.what)) {
        return replies.refuse_text(user, why, to_type(*answer), now);
    }
    if (const auto* edit = std::get_if<operation::Edit>(&operation.what)) {
        return replies.refuse_text(user, why, fmt::format("/edit {}", edit->text), now);
    }
    if (const auto* topic = std::get_if<operation::SetTopic>(&operation.what)) {
        const std::string_view text = topic->text.empty() ? "-" : std::string_view(topic->text);
        return replies.refuse_text(user, why, fmt::format("/topic {}", text), now);
    }
    replies.refuse(user, why, now);
}

void TextInterpreter::block(User& user, std::string_view text, Now now) {
    Replies& replies = parts_->replies;
    if (block_may_hold_secret(text)) return replies.refuse(user, {Code::block_may_hold_secret}, now);
    say(user, text, now);
}

// What begins like a command would be one.
bool TextInterpreter::can_be_answer(std::string_view secret) const { return from_slash(secret).empty(); }

Completion TextInterpreter::complete(const User& user, std::string_view line, std::size_t cursor) {
    return parts_->completer.complete(user, line, cursor);
}

}  // namespace confab
