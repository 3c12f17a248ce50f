#include "room_rule_commands.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "confab/base/duration.hpp"
#include "confab/base/text.hpp"
#include "confab/base/time_text.hpp"
#include "confab/core/moderation/moderation.hpp"

namespace confab {

namespace {

bool is_off(std::string_view word) { return on_or_off(word) == std::optional(false); }

// "off", or seconds; nothing if it is neither.
std::optional<std::uint32_t> seconds(std::string_view word) {
    if (is_off(word)) return 0;
    const auto duration = parse_duration(word);
    if (!duration) return std::nullopt;
    const auto most = Milliseconds{1000 * (std::int64_t{Doors::slowest} + 1)};
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
        if (rule == "key") return doors_.set_key(actor, room, on ? caller.secret(value) : "", now);
        if (rule == "history") return doors_.set(actor, room, Doors::Switch::history, on, now);
        if (rule == "moderated") return doors_.set(actor, room, Doors::Switch::moderated, on, now);
        if (rule == "own") return doors_.own(actor, room, now);
        if (rule == "drop") return doors_.drop(actor, room, now);
        return doors_.set_private(actor, room, rule == "private", now);
    };
    caller.tell_outcome(outcome());
}

void RoomRuleCommands::tell_rules(const Caller& caller) {
    const Room& room = caller.room();
    for (const std::string& line : doors_.describe(room, doors_.rank(caller.client(), room))) {
        caller.tell(line);
    }
}

void RoomRuleCommands::set_slow(const Caller& caller, std::string_view time, Now now) {
    const auto wait = seconds(time);
    if (!wait) return caller.refuse_usage();
    caller.tell_outcome(doors_.set_slow(actor(caller), caller.room(), *wait, now));
}

void RoomRuleCommands::invite(Caller& caller, const Arguments& arguments, Now now) {
    const std::string refusal = moderation_.refuses_private(caller.client(), now);
    if (!refusal.empty()) return caller.refuse(refusal);
    mark(caller, Doors::Mark::invited, true, arguments[0], now);
}

void RoomRuleCommands::uninvite(Caller& caller, const Arguments& arguments, Now now) {
    mark(caller, Doors::Mark::invited, false, arguments[0], now);
}

void RoomRuleCommands::op(Caller& caller, const Arguments& arguments, Now now) {
    mark(caller, Doors::Mark::operators, true, arguments[0], now);
}

void RoomRuleCommands::deop(Caller& caller, const Arguments& arguments, Now now) {
    mark(caller, Doors::Mark::operators, false, arguments[0], now);
}

void RoomRuleCommands::voice(Caller& caller, const Arguments& arguments, Now now) {
    mark(caller, Doors::Mark::voices, true, arguments[0], now);
}

void RoomRuleCommands::devoice(Caller& caller, const Arguments& arguments, Now now) {
    mark(caller, Doors::Mark::voices, false, arguments[0], now);
}

void RoomRuleCommands::mark(const Caller& caller, Doors::Mark mark, bool on, std::string_view whom, Now now) {
    caller.tell_outcome(doors_.mark(actor(caller), caller.room(), mark, on, whom, now));
}

Actor RoomRuleCommands::actor(const Caller& caller) const {
    return moderation_.actor(caller.client(), &caller.room());
}

}  // namespace confab
