// Applying operations: the only place where what people share changes.
#include <algorithm>
#include <concepts>
#include <type_traits>
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

bool has_answer(const Refusal& why) { return static_cast<bool>(why); }
bool has_answer(const Outcome& outcome) { return outcome.reply.code != Code::none; }

Outcome outcome_of(Outcome outcome) { return outcome; }
Outcome outcome_of(Refusal why) { return refused(std::move(why)); }

}  // namespace

void Hub::propose(const Operation& operation) {
    last_ = {operation.at.wall, std::max(last_.mono, operation.at.mono)};
    // By far the most are these.
    if (const auto* said = std::get_if<operation::Say>(&operation.what))
        return apply(*said, operation, nullptr);
    std::visit([&](const auto& what) { apply(what, operation, nullptr); }, operation.what);
}

Outcome Hub::decide(const Operation& operation) {
    last_ = {operation.at.wall, std::max(last_.mono, operation.at.mono)};
    Outcome outcome;
    std::visit([&](const auto& what) { apply(what, operation, &outcome); }, operation.what);
    return outcome;
}

// `decided`: for a tool; else null.
template <class What>
void Hub::apply(const What& what, const Operation& operation, Outcome* decided) {
    if constexpr (OfUser<What>) {
        apply_for(what.connection, operation,
                  [&](User& user) { return operations_.apply(what, user, last_); });
    } else if constexpr (OfAuthor<What>) {
        const auto act = [&] { return operations_.apply(what, last_); };
        if (what.author.connection)
            return apply_for(what.author.connection, operation, [&](User&) { return act(); });
        Outcome outcome = act();
        if (decided != nullptr) *decided = std::move(outcome);
    } else if constexpr (std::is_void_v<decltype(operations_.apply(what, last_))>) {
        operations_.apply(what, last_);
    } else {
        Outcome outcome = outcome_of(operations_.apply(what, last_));
        if (decided != nullptr) *decided = std::move(outcome);
    }
}

// Nothing comes of it if the user is gone. They may be gone afterwards.
template <class Act>
void Hub::apply_for(ClientId who, const Operation& operation, const Act& act) {
    User* user = users_.find(who);
    if (user == nullptr) return;
    user->act_on(who);
    const Replies::Acting acting(replies_, user->id);
    if constexpr (std::is_void_v<decltype(act(*user))>) {
        act(*user);
    } else {
        const auto came = act(*user);
        if (has_answer(came)) answer(who, operation, came);
    }
}

void Hub::answer(ClientId who, const Operation& operation, const Refusal& why) {
    const User* user = users_.find(who);
    if (user != nullptr) interpreter_.refused(*user, operation, why, last_);
}

void Hub::answer(ClientId who, const Operation& operation, const Outcome& outcome) {
    if (!outcome.done) return answer(who, operation, Refusal(outcome.reply));
    const User* user = users_.find(who);
    if (user != nullptr) replies_.tell(*user, outcome.reply, last_);
}

}  // namespace confab
