// /room /invite /uninvite /op /deop /voice /devoice
#include <algorithm>
#include <cstdint>

#include "command.hpp"
#include "confab/base/text.hpp"
#include "confab/base/time_words.hpp"

namespace confab::command {

namespace {

Actor actor_here(const Request& request) {
    return request.hub.moderation().actor(request.client, request.client.current);
}

void tell_rules(const Request& request) {
    const auto& [hub, client, command, arguments, now] = request;
    const Room& room = *client.current;
    for (const std::string& line : hub.doors().describe(room, hub.doors().rank(client, room))) {
        hub.tell(client, line, now);
    }
}

// "off", or seconds; nothing if it is neither.
std::optional<std::uint32_t> seconds(std::string_view word) {
    if (on_or_off(word) == std::optional(false)) return 0;
    const auto duration = parse_duration(word);
    if (!duration) return std::nullopt;
    const auto most = Milliseconds{1000 * (std::int64_t{Doors::slowest} + 1)};
    return static_cast<std::uint32_t>(std::min(*duration, most).count() / 1000);
}

void mark(const Request& request, Doors::Mark mark, bool on) {
    Room& room = *request.client.current;
    tell_outcome(request, request.hub.doors().mark(actor_here(request), room, mark, on, request.arguments,
                                                   request.now));
}

}  // namespace

void room(const Request& request) {
    const auto& [hub, client, command, arguments, now] = request;
    std::string_view value = arguments;
    const std::string rule = ascii_lower(take_word(value));
    if (rule.empty()) return tell_rules(request);
    Room& room = *client.current;
    Doors& doors = hub.doors();
    const Actor actor = actor_here(request);
    const std::optional<bool> on = on_or_off(value);

    if (value.empty()) {
        if (rule == "private" || rule == "public") {
            return tell_outcome(request, doors.set_private(actor, room, rule == "private", now));
        }
        if (rule == "own") return tell_outcome(request, doors.own(actor, room, now));
        if (rule == "drop") return tell_outcome(request, doors.drop(actor, room, now));
        if (rule == "moderated") {
            return tell_outcome(request, doors.set(actor, room, Doors::Switch::moderated, true, now));
        }
        return tell_usage(request);
    }
    if (rule == "key")
        return tell_outcome(
            request, doors.set_key(actor, room, on == std::optional(false) ? "" : hub.secret(value), now));
    if (rule == "slow") {
        const auto wait = seconds(value);
        if (!wait) return tell_usage(request);
        return tell_outcome(request, doors.set_slow(actor, room, *wait, now));
    }
    if (on && rule == "history")
        return tell_outcome(request, doors.set(actor, room, Doors::Switch::history, *on, now));
    if (on && rule == "moderated") {
        return tell_outcome(request, doors.set(actor, room, Doors::Switch::moderated, *on, now));
    }
    tell_usage(request);
}

void invite(const Request& request) {
    const std::string refusal = request.hub.moderation().refuses_private(request.client, request.now);
    if (!refusal.empty()) return request.hub.tell_error(request.client, refusal, request.now);
    mark(request, Doors::Mark::invited, true);
}

void uninvite(const Request& request) { mark(request, Doors::Mark::invited, false); }

void op(const Request& request) { mark(request, Doors::Mark::operators, true); }
void deop(const Request& request) { mark(request, Doors::Mark::operators, false); }
void voice(const Request& request) { mark(request, Doors::Mark::voices, true); }
void devoice(const Request& request) { mark(request, Doors::Mark::voices, false); }

}  // namespace confab::command
