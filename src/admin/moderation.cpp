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

// What is asked for. Nothing, and refused, if there is no such room: a name that is empty is none, and not
// the whole server.
std::optional<operation::Scope> scope(const Call& call) {
    if (!call.arguments.contains("room")) return operation::Scope{};
    if (text(call, "room").empty()) {
        call.reply->refuse("the room has no name; leave it out for the whole server", bad_usage);
        return std::nullopt;
    }
    const Room* found = room(call, "room");
    if (found == nullptr) return std::nullopt;
    return operation::Scope{operation::Scope::Kind::room, found->id()};
}

operation::Author author(const Call& call) { return {{}, call.who}; }

void propose(const Call& call, operation::Any what) {
    tell(call, call.hub.decide({call.now, std::move(what)}));
}

void impose(const Call& call, Sanction::Kind kind) {
    const std::string time = text(call, "time");
    const std::string reason = text(call, "reason");
    const Term term = call.arguments.contains("time") ? parse_term(time, reason) : parse_term(reason);
    if (term.bad_time) {
        const Worded why = call.hub.replies().words({Code::duration_unknown, *term.bad_time});
        return call.reply->refuse(why.text, bad_usage);
    }
    const auto where = scope(call);
    if (!where) return;
    propose(call, operation::Impose{author(call), *where, kind, text(call, "target"), term.time,
                                    std::string(term.reason)});
}

void lift(const Call& call, Sanction::Kind kind) {
    const auto where = scope(call);
    if (where) propose(call, operation::Lift{author(call), *where, kind, text(call, "target")});
}

void set_operator(const Call& call, bool on) {
    propose(call, operation::SetOperator{author(call), text(call, "name"), on});
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
    if (call.arguments.contains("source")) return kick_source(call);
    if (text(call, "target").empty()) return call.reply->refuse("kick needs a name or a source", bad_usage);
    const auto where = scope(call);
    if (!where) return;
    propose(call, operation::Kick{author(call), *where, text(call, "target"), text(call, "reason")});
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
        return propose(call, operation::SetLockdown{author(call), flag(call, "on")});
    }
    call.reply->row({{"on", call.hub.server_roles().locked_down()}});
    call.reply->done();
}

}  // namespace confab::admin
