// Applying operations: the only place where what people share changes.
#include <algorithm>
#include <concepts>
#include <type_traits>
#include <variant>

#include "confab/core/hub.hpp"
#include "confab/core/login/account_rules.hpp"

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

// What a user may do before the login, if there are no guests.
template <class What>
constexpr bool is_before_login =
    []<class... Each>(std::variant<Each...>*) {
        return (std::same_as<What, Each> || ...);
    }(static_cast<std::variant<operation::Gone, operation::SetInteractive, operation::Active, operation::Quit,
                               operation::Enter, operation::Prove, operation::Prefer, operation::CountGuess,
                               operation::JudgeGuess, operation::Register, operation::LogIn>*>(nullptr));

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
        apply_if_named<What>(what.connection, operation,
                             [&](User& user) { return operations_.apply(what, user, last_); });
    } else if constexpr (OfAuthor<What>) {
        const auto act = [&] { return operations_.apply(what, last_); };
        if (what.author.connection)
            return apply_if_named<What>(what.author.connection, operation, [&](User&) { return act(); });
        Outcome outcome = act();
        if (decided != nullptr) *decided = std::move(outcome);
    } else if constexpr (std::is_void_v<decltype(operations_.apply(what, last_))>) {
        operations_.apply(what, last_);
    } else {
        Outcome outcome = outcome_of(operations_.apply(what, last_));
        if (decided != nullptr) *decided = std::move(outcome);
    }
}

template <class What, class Act>
void Hub::apply_if_named(ClientId who, const Operation& operation, const Act& act) {
    if constexpr (is_before_login<What>) return apply_for(who, operation, act);
    const User* user = users_.find(who);
    if (user == nullptr || !user->is_unnamed()) return apply_for(who, operation, act);
    answer(who, operation, Refusal(how_to_come_in(Code::login_needed, settings_)));
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
