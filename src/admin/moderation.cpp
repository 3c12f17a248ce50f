// kick ban unban mute unmute bans op lockdown: as operators in the chat have them, who are told the same
#include <utility>
#include <vector>

#include "command.hpp"
#include "confab/base/term.hpp"

namespace confab::admin {

namespace {

void tell(const Call& call, const Outcome& outcome) {
    const std::string text = call.hub.replies().words(outcome.reply).text;
    if (!outcome.done) return call.reply->refuse(text);
    call.reply->row({{"said", text}});
    call.reply->done();
}

// The room that is asked for, or none for the whole server. False, and refused, if there is no such room: a
// name that is empty is none, and not the whole server.
bool find_scope(const Call& call, Room*& scope) {
    scope = nullptr;
    if (!call.arguments.contains("room")) return true;
    if (text(call, "room").empty()) {
        call.reply->refuse("the room has no name; leave it out for the whole server", bad_usage);
        return false;
    }
    scope = room(call, "room");
    return scope != nullptr;
}

void impose(const Call& call, Sanction::Kind kind) {
    Order order{.kind = kind};
    const std::string target = text(call, "target");
    const std::string time = text(call, "time");
    const std::string reason = text(call, "reason");
    const Term term = call.arguments.contains("time") ? parse_term(time, reason) : parse_term(reason);
    if (term.bad_time) {
        const Worded why = call.hub.replies().words({Code::duration_unknown, *term.bad_time});
        return call.reply->refuse(why.text, bad_usage);
    }
    if (!find_scope(call, order.room)) return;
    order.target = target;
    order.time = term.time;
    order.reason = term.reason;
    tell(call, call.hub.moderation().impose(from_outside(call.who), order, call.now));
}

void lift(const Call& call, Sanction::Kind kind) {
    Room* scope = nullptr;
    if (!find_scope(call, scope)) return;
    tell(call,
         call.hub.moderation().lift(from_outside(call.who), kind, scope, text(call, "target"), call.now));
}

void set_operator(const Call& call, bool on) {
    tell(call, call.hub.moderation().set_operator(from_outside(call.who), text(call, "name"), on, call.now));
}

Json describe(Hub& hub, const Sanction& sanction) {
    Json row{{"id", sanction.id},
             {"kind", sanction.kind == Sanction::Kind::ban ? "ban" : "mute"},
             {"target", sanction.shown}};
    if (sanction.target == Sanction::Target::network) row["network"] = sanction.network.text();
    if (!sanction.room_key.empty()) {
        const Room* room = hub.rooms().find_by_key(sanction.room_key);
        row["room"] = room == nullptr ? shown_key(sanction.room_key) : shown(hub, *room);
    }
    row["since"] = rfc3339(sanction.since);
    if (sanction.until != for_ever) row["until"] = rfc3339(sanction.until);
    row["by"] = sanction.by;
    if (!sanction.reason.empty()) row["reason"] = sanction.reason;
    return row;
}

}  // namespace

void kick(const Call& call) {
    Room* scope = nullptr;
    if (!find_scope(call, scope)) return;
    tell(call, call.hub.moderation().kick(from_outside(call.who), scope, text(call, "target"),
                                          text(call, "reason"), call.now));
}

void ban(const Call& call) { impose(call, Sanction::Kind::ban); }
void unban(const Call& call) { lift(call, Sanction::Kind::ban); }
void mute(const Call& call) { impose(call, Sanction::Kind::mute); }
void unmute(const Call& call) { lift(call, Sanction::Kind::mute); }

// Those that hold; there are no more than max_sanctions.
void bans(const Call& call) {
    std::vector<std::uint64_t> ids;
    call.hub.sanctions().for_each([&](const Sanction& sanction) {
        if (sanction.until > call.now.wall) ids.push_back(sanction.id);
    });
    call.reply->rows_of(std::move(ids), [&hub = call.hub](std::uint64_t id) -> std::optional<Json> {
        const Sanction* sanction = hub.sanctions().find(id);
        if (sanction == nullptr) return std::nullopt;
        return describe(hub, *sanction);
    });
}

void op_add(const Call& call) { set_operator(call, true); }
void op_remove(const Call& call) { set_operator(call, false); }

// The configuration may have names that are not registered yet.
void op_list(const Call& call) {
    struct Operator {
        std::string name;
        const char* by;
    };
    std::vector<Operator> all;
    for (const std::string& name : call.hub.settings().operators) all.push_back({name, "configuration"});
    call.hub.accounts().for_each([&](const Account& account) {
        if (account.server_operator) all.push_back({account.name.text, "confabctl"});
    });
    call.reply->rows_of(std::move(all), [](const Operator& each) -> std::optional<Json> {
        return Json{{"name", each.name}, {"by", each.by}};
    });
}

void lockdown(const Call& call) {
    if (call.arguments.contains("on")) {
        return tell(call,
                    call.hub.moderation().set_lockdown(from_outside(call.who), flag(call, "on"), call.now));
    }
    call.reply->row({{"on", call.hub.server_roles().locked_down()}});
    call.reply->done();
}

}  // namespace confab::admin
