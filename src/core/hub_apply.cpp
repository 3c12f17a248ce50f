// Applying operations: the only place where what people share changes.
#include <algorithm>
#include <concepts>
#include <variant>

#include "confab/core/hub.hpp"

namespace confab {

namespace {

template <class What>
concept OfUser = requires(const What& what) {
    what.connection;
}
&&!std::same_as<What, operation::Arrive>;
template <class What>
concept OfAuthor = requires(const What& what) {
    what.author;
};

}  // namespace

Outcome Hub::propose(const Operation& operation) { return apply(operation); }

Outcome Hub::apply(const Operation& operation) {
    last_ = {operation.at.wall, std::max(last_.mono, operation.at.mono)};
    return std::visit([&](const auto& what) { return apply(what, operation, last_); }, operation.what);
}

template <class What>
Outcome Hub::apply(const What& what, const Operation& operation, Now now) {
    Outcome outcome;
    if constexpr (OfUser<What>) {
        User* user = users_.find(what.connection);
        if (user == nullptr) return outcome;
        outcome = operations_.apply(what, *user, now);
        answer(what.connection, operation, outcome, now);
    } else {
        outcome = operations_.apply(what, now);
        if constexpr (OfAuthor<What>) answer(what.author.connection, operation, outcome, now);
    }
    return outcome;
}

// The user may be gone by now.
void Hub::answer(ClientId who, const Operation& operation, const Outcome& outcome, Now now) {
    if (outcome.reply.code == Code::none) return;
    const User* user = users_.find(who);
    if (user == nullptr) return;
    if (outcome.done) return replies_.tell(*user, outcome.reply, now);
    interpreter_.refused(*user, operation, Refusal(outcome.reply), now);
}

}  // namespace confab
