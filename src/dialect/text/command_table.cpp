#include "command_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <optional>
#include <string>

#include "confab/base/text.hpp"
#include "confab/core/login/account_rules.hpp"
#include "confab/core/ports/operation_log.hpp"

namespace confab {

namespace {

Refusal unknown(std::string_view typed, const CommandMatch& meant) {
    return {Code::command_unknown, excerpt(typed, 32), meant.names};
}

}  // namespace

CommandTable::CommandTable(Replies& replies, OperationLog& log, const ChatSettings& settings)
    : replies_(replies), log_(log), settings_(settings), runs_(commands().size()) {}

void CommandTable::add(std::string_view name, Run run) {
    const Command* command = find_command(name);
    assert(command != nullptr && runs_[index_of(*command)] == nullptr);
    runs_[index_of(*command)] = std::move(run);
}

bool CommandTable::is_complete() const {
    return std::all_of(runs_.begin(), runs_.end(), [](const Run& run) { return run != nullptr; });
}

void CommandTable::run(User& user, const TypedLine& line, std::string_view text, Now now) const {
    log_.propose({now, operation::Active{user.connection.id}});
    std::string_view rest = text;
    const std::string_view typed = take_word(rest);
    std::vector<const Command*> like = commands_like(ascii_lower(typed));
    if (like.size() != 1) return refuse_unknown(user, typed, rest, std::move(like), now);

    const Command& command = *like.front();
    Caller caller(user, command, line, replies_, now);
    if (user.is_unnamed() && !command.before_login) {
        return caller.refuse(Refusal(how_to_come_in(Code::login_needed, settings_)));
    }
    if (user.connection.current == nullptr && !user.is_unnamed() && needs_room(command)) {
        return caller.refuse({Code::in_no_room});
    }
    const auto arguments = Arguments::read(command.parameters, rest);
    if (!arguments) return caller.refuse_usage();
    runs_[index_of(command)](caller, *arguments, now);
}

std::size_t CommandTable::index_of(const Command& command) {
    return static_cast<std::size_t>(&command - commands().data());
}

// A user that can edit gets the line as it was probably meant, and decides.
void CommandTable::refuse_unknown(const User& user, std::string_view typed, std::string_view arguments,
                                  std::vector<const Command*> like, Now now) const {
    const CommandMatch meant = meant_by(ascii_lower(typed), std::move(like));
    replies_.refuse(user, unknown(typed, meant), now);
    if (meant.nearest == nullptr) return;
    replies_.offer(user,
                   fmt::format("/{}{}{}", meant.nearest->name, arguments.empty() ? "" : " ", arguments));
}

}  // namespace confab
