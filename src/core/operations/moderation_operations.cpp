#include "confab/core/operations/moderation_operations.hpp"

namespace confab {

std::optional<ModerationOperations::Place> ModerationOperations::place(const operation::Author& author,
                                                                       const operation::Scope& scope) {
    using Kind = operation::Scope::Kind;
    const User* user = users_.find(author.connection);
    if (author.connection && user == nullptr) return std::nullopt;
    Room* room = scope.kind == Kind::room ? rooms_.find(scope.room) : nullptr;
    if (scope.kind == Kind::current && user != nullptr) room = user->connection.current;
    if (scope.kind != Kind::server && room == nullptr) return std::nullopt;
    return Place{user == nullptr ? from_outside(author.tool) : roles_.actor(*user, room), room};
}

Outcome ModerationOperations::apply(const operation::Kick& what, Now now) {
    const auto where = place(what.author, what.scope);
    if (!where) return refused({Code::room_unknown});
    return moderation_.kick(where->actor, where->room, what.whom, what.reason, now);
}

Outcome ModerationOperations::apply(const operation::Impose& what, Now now) {
    const auto where = place(what.author, what.scope);
    if (!where) return refused({Code::room_unknown});
    const Order order{.kind = what.kind,
                      .room = where->room,
                      .target = what.target,
                      .time = what.time,
                      .reason = what.reason};
    return moderation_.impose(where->actor, order, now);
}

Outcome ModerationOperations::apply(const operation::Lift& what, Now now) {
    const auto where = place(what.author, what.scope);
    if (!where) return refused({Code::room_unknown});
    return moderation_.lift(where->actor, what.kind, where->room, what.target, now);
}

Outcome ModerationOperations::apply(const operation::SetOperator& what, Now now) {
    const auto where = place(what.author, {});
    return where ? moderation_.set_operator(where->actor, what.account, what.on, now) : Outcome();
}

Outcome ModerationOperations::apply(const operation::SetLockdown& what, Now now) {
    const auto where = place(what.author, {});
    return where ? moderation_.set_lockdown(where->actor, what.on, now) : Outcome();
}

Outcome ModerationOperations::apply(const operation::Purge& what, Now /*now*/) {
    return {true, {Code::messages_purged, purging_.purge(what.name_key)}};
}

// A notice, because an operator at a tool is nobody in the chat, and nobody can say what begins so. It is no
// message: it has no id, and people who join later are not shown it.
void ModerationOperations::apply(const operation::Announce& what, Now now) {
    const Reply line{Code::server_says, what.text};
    if (!what.room) {
        users_.for_each([&](const User& user) { replies_.tell(user, line, now); });
    } else if (const Room* room = rooms_.find(what.room)) {
        replies_.tell_room(room->id(), room->name().text, line, now);
    }
}

void ModerationOperations::apply(const operation::Record& what, Now now) {
    audit_.add(from_outside(what.tool), what.action, what.target, what.room, what.detail, now);
}

}  // namespace confab
