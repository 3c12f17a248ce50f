#include "confab/core/operations/moderation_operations.hpp"

#include <utility>
#include <variant>

namespace confab {

std::variant<ModerationOperations::Place, Refusal> ModerationOperations::place(
    const operation::Author& author, const operation::Scope& scope) {
    using Kind = operation::Scope::Kind;
    const User* user = users_.find(author.connection);
    if (author.connection && user == nullptr) return Refusal(Code::room_unknown);
    Room* room = scope.kind == Kind::room ? rooms_.find(scope.room) : nullptr;
    if (scope.kind == Kind::current && user != nullptr) room = user->connection.current;
    if (scope.kind != Kind::server && room == nullptr) return Refusal(Code::room_unknown);
    if (user == nullptr) return Place{from_outside(author.tool), room};
    const Actor actor = roles_.actor(*user, room);
    // Without a role they are refused anyway, and told why.
    if (actor.role >= Role::room_operator) {
        if (Refusal why = access_.can_take_part(*user)) return why;
    }
    return Place{actor, room};
}

Outcome ModerationOperations::apply(const operation::Kick& what, Now now) {
    auto found = place(what.author, what.scope);
    if (auto* why = std::get_if<Refusal>(&found)) return refused(std::move(*why));
    const Place& where = std::get<Place>(found);
    return moderation_.kick(where.actor, where.room, what.whom, what.reason, now);
}

Outcome ModerationOperations::apply(const operation::Impose& what, Now now) {
    auto found = place(what.author, what.scope);
    if (auto* why = std::get_if<Refusal>(&found)) return refused(std::move(*why));
    const Place& where = std::get<Place>(found);
    const Order order{.kind = what.kind,
                      .room = where.room,
                      .target = what.target,
                      .time = what.time,
                      .reason = what.reason};
    return moderation_.impose(where.actor, order, now);
}

Outcome ModerationOperations::apply(const operation::Lift& what, Now now) {
    auto found = place(what.author, what.scope);
    if (auto* why = std::get_if<Refusal>(&found)) return refused(std::move(*why));
    const Place& where = std::get<Place>(found);
    return moderation_.lift(where.actor, what.kind, where.room, what.target, now);
}

Outcome ModerationOperations::apply(const operation::SetOperator& what, Now now) {
    auto found = place(what.author, {});
    if (auto* why = std::get_if<Refusal>(&found)) return refused(std::move(*why));
    return moderation_.set_operator(std::get<Place>(found).actor, what.account, what.on, now);
}

Outcome ModerationOperations::apply(const operation::SetLockdown& what, Now now) {
    auto found = place(what.author, {});
    if (auto* why = std::get_if<Refusal>(&found)) return refused(std::move(*why));
    return moderation_.set_lockdown(std::get<Place>(found).actor, what.on, now);
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
