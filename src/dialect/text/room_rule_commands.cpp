#include "room_rule_commands.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "confab/base/duration.hpp"
#include "confab/base/time_text.hpp"
#include "confab/core/ports/operation_log.hpp"
#include "confab/core/rooms/room_settings.hpp"
#include "confab/core/rooms/slow_mode.hpp"

namespace confab {

namespace {

bool is_off(std::string_view word) { return on_or_off(word) == std::optional(false); }

// "off", or seconds; nothing if it is neither.
std::optional<std::uint32_t> seconds(std::string_view word) {
    if (is_off(word)) return 0;
    const auto duration = parse_duration(word);
    if (!duration) return std::nullopt;
    const auto most = Milliseconds{1000 * (std::int64_t{max_slow} + 1)};
    return static_cast<std::uint32_t>(std::min(*duration, most).count() / 1000);
}

using Rule = operation::SetRoom::Rule;

// `word` is one of the choices of /room.
Rule rule_of(std::string_view word) {
    if (word == "key") return Rule::key;
    if (word == "history") return Rule::history;
    if (word == "by-invitation") return Rule::by_invitation;
    if (word == "topic-lock") return Rule::topic_lock;
    if (word == "moderated") return Rule::moderated;
    if (word == "own") return Rule::own;
    if (word == "drop") return Rule::drop;
    return Rule::hidden;
}

}  // namespace

void RoomRuleCommands::add_to(CommandTable& table) {
    table.add("room", *this, &RoomRuleCommands::room);
    table.add("invite", *this, &RoomRuleCommands::invite);
    table.add("uninvite", *this, &RoomRuleCommands::uninvite);
    table.add("op", *this, &RoomRuleCommands::op);
    table.add("deop", *this, &RoomRuleCommands::deop);
    table.add("voice", *this, &RoomRuleCommands::voice);
    table.add("devoice", *this, &RoomRuleCommands::devoice);
}

void RoomRuleCommands::room(Caller& caller, const Arguments& arguments, Now now) {
    if (!arguments.has(0)) return tell_rules(caller);
    const std::string rule = arguments.choice(0);
    const std::string_view value = arguments.after_choice(0);
    if (rule == "slow") return set_slow(caller, value, now);

    const bool on = !is_off(value);
    operation::SetRoom set{.connection = caller.id(), .rule = rule_of(rule), .on = on};
    if (set.rule == Rule::hidden) set.on = rule == "private";
    if (set.rule == Rule::key && on) set.word = caller.secret(value);
    log_.propose({now, std::move(set)});
}

void RoomRuleCommands::tell_rules(const Caller& caller) {
    const Room& room = caller.room();
    for (const Reply& row : settings_.describe(room, roles_.of(caller.user(), room))) caller.tell(row);
}

void RoomRuleCommands::set_slow(const Caller& caller, std::string_view time, Now now) {
    const auto wait = seconds(time);
    if (!wait) return caller.refuse_usage();
    log_.propose(
        {now, operation::SetRoom{
                  .connection = caller.id(), .rule = Rule::slow, .on = *wait > 0, .seconds = *wait}});
}

void RoomRuleCommands::invite(Caller& caller, const Arguments& arguments, Now now) {
    grant(caller, GrantKind::invited, true, arguments[0], now);
}

void RoomRuleCommands::uninvite(Caller& caller, const Arguments& arguments, Now now) {
    grant(caller, GrantKind::invited, false, arguments[0], now);
}

void RoomRuleCommands::op(Caller& caller, const Arguments& arguments, Now now) {
    grant(caller, GrantKind::operators, true, arguments[0], now);
}

void RoomRuleCommands::deop(Caller& caller, const Arguments& arguments, Now now) {
    grant(caller, GrantKind::operators, false, arguments[0], now);
}

void RoomRuleCommands::voice(Caller& caller, const Arguments& arguments, Now now) {
    grant(caller, GrantKind::voices, true, arguments[0], now);
}

void RoomRuleCommands::devoice(Caller& caller, const Arguments& arguments, Now now) {
    grant(caller, GrantKind::voices, false, arguments[0], now);
}

void RoomRuleCommands::grant(const Caller& caller, GrantKind kind, bool on, std::string_view whom, Now now) {
    log_.propose({now, operation::Grant{caller.id(), kind, on, std::string(whom)}});
}

}  // namespace confab
