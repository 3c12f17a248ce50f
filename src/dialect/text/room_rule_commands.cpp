#include "room_rule_commands.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "confab/base/duration.hpp"
#include "confab/base/time_text.hpp"
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

    const Actor actor = this->actor(caller);
    Room& room = caller.room();
    const bool on = !is_off(value);
    const auto outcome = [&]() -> Outcome {
        if (rule == "key") return settings_.set_key(actor, room, on ? caller.secret(value) : "", now);
        if (rule == "history") return settings_.set_history(actor, room, on, now);
        if (rule == "moderated") return settings_.set_moderated(actor, room, on, now);
        if (rule == "own") return ownership_.own(actor, room, now);
        if (rule == "drop") return ownership_.drop(actor, room, now);
        return settings_.set_private(actor, room, rule == "private", now);
    };
    caller.tell_outcome(outcome());
}

void RoomRuleCommands::tell_rules(const Caller& caller) {
    const Room& room = caller.room();
    for (const Reply& row : settings_.describe(room, roles_.of(caller.user(), room))) caller.tell(row);
}

void RoomRuleCommands::set_slow(const Caller& caller, std::string_view time, Now now) {
    const auto wait = seconds(time);
    if (!wait) return caller.refuse_usage();
    caller.tell_outcome(settings_.set_slow(actor(caller), caller.room(), *wait, now));
}

void RoomRuleCommands::invite(Caller& caller, const Arguments& arguments, Now now) {
    if (const Refusal why = access_.can_talk(caller.user(), now)) return caller.refuse(why);
    grant(caller, RoleGrants::Kind::invited, true, arguments[0], now);
}

void RoomRuleCommands::uninvite(Caller& caller, const Arguments& arguments, Now now) {
    grant(caller, RoleGrants::Kind::invited, false, arguments[0], now);
}

void RoomRuleCommands::op(Caller& caller, const Arguments& arguments, Now now) {
    grant(caller, RoleGrants::Kind::operators, true, arguments[0], now);
}

void RoomRuleCommands::deop(Caller& caller, const Arguments& arguments, Now now) {
    grant(caller, RoleGrants::Kind::operators, false, arguments[0], now);
}

void RoomRuleCommands::voice(Caller& caller, const Arguments& arguments, Now now) {
    grant(caller, RoleGrants::Kind::voices, true, arguments[0], now);
}

void RoomRuleCommands::devoice(Caller& caller, const Arguments& arguments, Now now) {
    grant(caller, RoleGrants::Kind::voices, false, arguments[0], now);
}

void RoomRuleCommands::grant(const Caller& caller, RoleGrants::Kind kind, bool on, std::string_view whom,
                             Now now) {
    caller.tell_outcome(grants_.set(actor(caller), caller.room(), kind, on, whom, now));
}

Actor RoomRuleCommands::actor(const Caller& caller) const {
    return roles_.actor(caller.user(), &caller.room());
}

}  // namespace confab
