#include "confab/dialect/text/interpreter.hpp"

#include <cassert>

#include "account_commands.hpp"
#include "command_table.hpp"
#include "completion.hpp"
#include "confab/base/visible.hpp"
#include "confab/core/hub.hpp"
#include "confab/dialect/text/secret_line.hpp"
#include "help_command.hpp"
#include "history_commands.hpp"
#include "moderation_commands.hpp"
#include "people_commands.hpp"
#include "room_commands.hpp"
#include "room_rule_commands.hpp"
#include "talk_commands.hpp"
#include "terminal_commands.hpp"
#include "view_commands.hpp"

namespace confab {

// The groups of commands, and the table that calls them.
struct TextInterpreter::Commands {
    explicit Commands(Hub& hub);

    AccountCommands account;
    HistoryCommands history;
    ModerationCommands moderation;
    PeopleCommands people;
    RoomCommands rooms;
    RoomRuleCommands room_rules;
    TalkCommands talk;
    TerminalCommands terminal;
    ViewCommands view;
    Completer completer;
    CommandTable table;
};

TextInterpreter::Commands::Commands(Hub& hub)
    : account(hub.authentication(), hub.resume()),
      history(hub.history(), hub.access(), hub.names()),
      moderation(hub.moderation(), hub.access(), hub.roles(), hub.server_roles(), hub.sanctions()),
      people({hub.names(), hub.users(), hub.accounts(), hub.ignores(), hub.server_roles(), hub.access(),
              hub.naming(), hub.authentication()}),
      rooms(hub.memberships(), hub.topics(), hub.access(), hub.rooms(), hub.names()),
      room_rules(hub.room_settings(), hub.ownership(), hub.role_grants(), hub.roles(), hub.access()),
      talk(hub.posting(), hub.departure(), hub.users(), hub.names()),
      terminal(hub.views(), hub.events()),
      view(hub.views()),
      completer(hub.names(), hub.users(), hub.rooms(), hub.access()),
      table(hub.replies()) {
    add_help_to(table);
    account.add_to(table);
    history.add_to(table);
    moderation.add_to(table);
    people.add_to(table);
    rooms.add_to(table);
    room_rules.add_to(table);
    talk.add_to(table);
    terminal.add_to(table);
    view.add_to(table);
    assert(table.is_complete());
}

TextInterpreter::TextInterpreter() = default;
TextInterpreter::~TextInterpreter() = default;

void TextInterpreter::attach(Hub& hub) { commands_ = std::make_unique<Commands>(hub); }

void TextInterpreter::command(Client& client, const TypedLine& line, Now now) {
    commands_->table.run(client, line, from_slash(line.text).substr(1), now);
}

bool TextInterpreter::may_hold_secret(std::string_view line) const { return confab::may_hold_secret(line); }

Completion TextInterpreter::complete(const Client& client, std::string_view line, std::size_t cursor) {
    return commands_->completer.complete(client, line, cursor);
}

}  // namespace confab
