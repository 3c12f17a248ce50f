// /kick /mute /unmute /ban /unban /bans /lockdown
#include "command.hpp"
#include "confab/base/term.hpp"
#include "confab/base/text.hpp"

namespace confab::command {

namespace {

// What an operator's command is about. A room is named with its '#', so that it is no person's name.
struct Scope {
    bool known = true;     // false: there is no such room, and they have been told
    Room* room = nullptr;  // null: the whole server
};

// Takes the room from the arguments. Without one: the current room, but of a server operator the whole
// server, if `wide`.
Scope take_scope(const Request& request, std::string_view& arguments, bool wide) {
    const auto& [hub, client, command, all, now] = request;
    if (arguments.starts_with('#')) {
        const std::string_view name = take_word(arguments);
        Room* room = hub.find_room(client, name);
        if (room == nullptr) hub.tell_error(client, "there is no such room, /rooms lists them all", now);
        return {room != nullptr, room};
    }
    if (wide && hub.moderation().is_operator(client)) return {};
    return {true, client.current};
}

void impose(const Request& request, Sanction::Kind kind) {
    const auto& [hub, client, command, arguments, now] = request;
    std::string_view rest = arguments;
    const Scope scope = take_scope(request, rest, true);
    if (!scope.known) return;
    Order order{.kind = kind, .room = scope.room};
    order.target = take_word(rest);
    if (order.target.empty()) return tell_usage(request);
    const Term term = parse_term(rest);
    if (!term.fault.empty()) return hub.tell_error(client, term.fault, now);
    order.time = term.time;
    order.reason = term.reason;
    tell_outcome(request, hub.moderation().impose(hub.moderation().actor(client, scope.room), order, now));
}

void lift(const Request& request, Sanction::Kind kind) {
    const auto& [hub, client, command, arguments, now] = request;
    std::string_view rest = arguments;
    const Scope scope = take_scope(request, rest, true);
    if (!scope.known) return;
    const std::string_view target = take_word(rest);
    if (target.empty() || !rest.empty()) return tell_usage(request);
    tell_outcome(request, hub.moderation().lift(hub.moderation().actor(client, scope.room), kind, scope.room,
                                                target, now));
}

}  // namespace

void kick(const Request& request) {
    const auto& [hub, client, command, arguments, now] = request;
    std::string_view rest = arguments;
    const Scope scope = take_scope(request, rest, false);
    if (!scope.known) return;
    const std::string_view whom = take_word(rest);
    if (whom.empty()) return tell_usage(request);
    tell_outcome(request, hub.moderation().kick(hub.moderation().actor(client, scope.room), scope.room, whom,
                                                rest, now));
}

void mute(const Request& request) { impose(request, Sanction::Kind::mute); }
void unmute(const Request& request) { lift(request, Sanction::Kind::mute); }
void ban(const Request& request) { impose(request, Sanction::Kind::ban); }
void unban(const Request& request) { lift(request, Sanction::Kind::ban); }

// Server operators see what holds in the whole server and, if they name a room, what holds there.
void bans(const Request& request) {
    const auto& [hub, client, command, arguments, now] = request;
    std::string_view rest = arguments;
    const Scope scope = take_scope(request, rest, true);
    if (!scope.known) return;
    if (!rest.empty()) return tell_usage(request);
    const Actor actor = hub.moderation().actor(client, scope.room);
    if (actor.rank < Rank::room_operator) {
        return hub.tell_error(client, "only operators see who is banned or muted", now);
    }
    const std::string_view place = scope.room == nullptr ? std::string_view() : scope.room->name().key;
    std::size_t listed = 0;
    hub.moderation().sanctions().for_each([&](const Sanction& sanction) {
        if (sanction.room_key != place || sanction.until <= now.wall || ++listed > max_listed) return;
        hub.tell(client, hub.moderation().describe(sanction, client, actor.rank == Rank::server_operator),
                 now);
    });
    if (listed > max_listed) hub.tell(client, sentence("and ", listed - max_listed, " more"), now);
    if (listed == 0) hub.tell(client, "nobody is banned or muted", now);
}

void lockdown(const Request& request) {
    const auto& [hub, client, command, wanted, now] = request;
    const std::optional<bool> on = on_or_off(wanted);
    if (!on) return tell_usage(request);
    tell_outcome(request, hub.moderation().set_lockdown(hub.moderation().actor(client, nullptr), *on, now));
}

}  // namespace confab::command
