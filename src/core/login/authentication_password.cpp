// Asking for passwords, making and checking them, and how fast that may go.
#include <utility>

#include "confab/base/text.hpp"
#include "confab/core/login/account_rules.hpp"
#include "confab/core/login/authentication.hpp"
#include "confab/core/users/name_refusal.hpp"

namespace confab {

namespace {

// A new password that is refused is asked for so often.
constexpr int max_refused = 3;

template <class... Cases>
struct Overloaded : Cases... {
    using Cases::operator()...;
};
template <class... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

}  // namespace

// Composed, so that it is the same from every keyboard; garbled_secret as it is.
std::string Authentication::secret_of(std::string_view typed) const {
    const std::string_view secret = secrets_.exact(typed);
    return secret == garbled_secret ? std::string(secret) : names_.compose(secret);
}

// Asked before a password is asked for, checked or hashed. It is refused if others may read it on the way, or
// they are warned of that, once.
bool Authentication::may_give_password(User& user, Now now) {
    Connection& connection = user.connection;
    if (connection.encrypted || connection.address.loopback()) return true;
    if (settings_.plain_passwords == PlainPasswords::no) {
        replies_.refuse(user, {Code::password_in_plain, settings_.encrypted_at}, now);
        return false;
    }
    if (settings_.plain_passwords == PlainPasswords::yes) return true;
    if (!std::exchange(connection.was_warned, true)) replies_.tell(user, {Code::not_encrypted}, now);
    return true;
}

// --- A line that answers a prompt

void Authentication::answer(User& user, std::string_view text, Now now) {
    const Prompt prompt = secrets_.take(user);
    typed(user, prompt, text, now);
    if (!user.connection.is_asked()) secrets_.ended(user.connection.id);
}

void Authentication::call_off(User& user) {
    secrets_.take(user);
    secrets_.ended(user.connection.id);
}

void Authentication::typed(User& user, const Prompt& prompt, std::string_view text, Now now) {
    std::string secret = secret_of(text);
    if (!may_give_password(user, now)) return;
    std::visit(Overloaded{
                   [](std::monostate) {},
                   [&](const NewPassword& asked) { typed_new(user, asked, std::move(secret), now); },
                   [&](const NewPasswordAgain& asked) { typed_again(user, asked, secret, now); },
                   [&](const LoginPassword& asked) { check(user, asked.name, secret, LogIn{}, now); },
                   [&](const OldPassword&) {
                       if (user.account == nullptr) return;
                       check(user, user.account->name.text, secret, ChangePassword{}, now);
                   },
                   [&](const UnregisterPassword&) { unregister_with(user, secret, now); },
                   [&](const InviteCodeAsked& asked) { typed_code(user, asked, text, now); },
               },
               prompt);
}

void Authentication::ask_new(User& user, PasswordUse use, const Application& application) {
    ask_new(user, {use, max_refused, application});
}

void Authentication::ask_anew(User& user) {
    if (!user.connection.is_asked()) return;
    const auto* asked = std::get_if<NewPassword>(&user.connection.extras->prompt);
    if (asked == nullptr || asked->tries > 1) return;
    const NewPassword prompt = *asked;
    ask_new(user, prompt);
}

void Authentication::ask_new(User& user, NewPassword prompt) {
    const std::string name = name_for(user, prompt.application);
    secrets_.ask(user, {Code::ask_new_password, name}, std::move(prompt));
}

// After one that is refused people type another one at once: that is an answer too, and is not said.
void Authentication::typed_new(User& user, const NewPassword& prompt, std::string password, Now now) {
    if (accepts(user, key_for(user, prompt.application), password, now)) {
        return secrets_.ask(user, {Code::ask_password_again},
                            NewPasswordAgain{prompt.use, std::move(password), prompt.application});
    }
    if (prompt.tries > 1) ask_new(user, {prompt.use, prompt.tries - 1, prompt.application});
}

void Authentication::typed_again(User& user, const NewPasswordAgain& prompt, const std::string& second,
                                 Now now) {
    if (prompt.first != second) {
        return replies_.refuse(user, {Code::passwords_differ}, now);
    }
    if (prompt.use == PasswordUse::registration) return register_with(user, second, prompt.application, now);
    change_to(user, second, now);
}

Refusal Authentication::can_be_password(std::string_view password, std::string_view name_key) const {
    if (Refusal why = confab::can_be_password(password, name_key, names_)) return why;
    if (secrets_.can_be_answer(password)) return {};
    return {Code::password_is_command};
}

Refusal Authentication::can_be_given(std::string_view password) const {
    if (Refusal why = confab::can_be_given(password)) return why;
    if (secrets_.can_be_answer(password)) return {};
    return {Code::password_is_command};
}

bool Authentication::accepts(const User& user, std::string_view name_key, std::string_view password,
                             Now now) {
    const Refusal why = can_be_password(password, name_key);
    if (why) replies_.refuse(user, why, now);
    return !why;
}

// --- Checking

// A name that is not there takes as long as one that is. A user that has to wait costs nothing.
void Authentication::check(User& user, std::string_view name, const std::string& password,
                           std::variant<LogIn, ChangePassword, Unregister, ProveName> purpose, Now now) {
    const std::string key = names_.key_of(name);
    const Milliseconds wait = guesses_.wait(key, user.connection.address, now.mono);
    if (wait > Milliseconds{0}) {
        return replies_.refuse(user, {Code::passwords_wait, wait + Milliseconds{999}}, now);
    }
    const bool counted = guesses_.strict(key, user.connection.address, now.mono);
    CheckPassword request{std::string(excerpt(name, max_shown_name)), key, counted, std::move(purpose)};
    const Ticket ticket = pending_.await(user.connection.id, std::move(request), now.mono);
    const std::string guesser = guesses_.guesser(key, user.connection.address);
    if (!ask_or_check(ticket, name, key, password, guesser)) {
        replies_.refuse(user, {Code::server_busy}, now);
        return pending_.never_mind(ticket);
    }
    if (counted) operations_.propose({now, operation::CountGuess{user.connection.id, key}});
}

// The right name is in capitals or not as the account has it.
bool Authentication::ask_or_check(Ticket ticket, std::string_view name, const std::string& key,
                                  const std::string& password, const std::string& guesser) {
    const Account* account = accounts_.find_by_key(key);
    const std::string_view cut = std::string_view(password).substr(0, Passwords::longest_given);
    if (passwords_.is_external()) {
        const std::string_view asked = account == nullptr ? name : account->name.text;
        return passwords_.ask(ticket, asked, std::string(cut), guesser);
    }
    const bool checkable = account != nullptr && password.size() <= Passwords::longest_given;
    const std::string hash = checkable ? account->password_hash : std::string();
    return passwords_.check(ticket, std::string(cut), hash, guesser);
}

void Authentication::count_guess(const User& user, const std::string& name_key, Now now) {
    guesses_.failed(name_key, user.connection.address, now.mono);
}

void Authentication::answered(User& user, const CheckPassword& request, const Answer& answer, Now now) {
    const auto* found = std::get_if<PasswordAnswer>(&answer);
    if (found == nullptr || found->busy) return replies_.refuse(user, {Code::server_busy}, now);
    operations_.propose({now, operation::JudgeGuess{user.connection.id, request.name, request.key,
                                                    request.counted, found->good, found->unknown}});
    if (found->unknown) return replies_.refuse(user, {Code::passwords_unavailable}, now);
    checked(user, request, found->good, now);
}

void Authentication::judge_guess(const User& user, const operation::JudgeGuess& guess, Now now) {
    if (guess.unknown) {
        if (guess.counted) guesses_.take_back(guess.name_key, user.connection.address);
        return;
    }
    if (guess.right) return guesses_.succeeded(guess.name_key, user.connection.address);
    if (!guess.counted) count_guess(user, guess.name_key, now);
    tell_edge(user, LoginEvent::wrong_password, guess.name);
}

void Authentication::checked(User& user, const CheckPassword& request, bool good, Now now) {
    if (std::holds_alternative<LogIn>(request.purpose)) {
        const Account* account = good ? accounts_.find_by_key(request.key) : nullptr;
        if (account != nullptr) return welcome(user, *account, now);
        if (good && passwords_.is_external()) return come_for_the_first_time(user, request.name, now);
        return replies_.refuse(user, {Code::login_failed}, now);
    }
    if (std::holds_alternative<ProveName>(request.purpose)) {
        const Account* account = good ? accounts_.find_by_key(request.key) : nullptr;
        if (account == nullptr) return replies_.refuse(user, {Code::login_failed}, now);
        operations_.propose({now, operation::Prove{user.connection.id, account->id}});
        return replies_.tell(user, {Code::password_right, account->name.text}, now);
    }
    if (!good || user.account == nullptr) return replies_.refuse(user, {Code::password_wrong}, now);
    if (std::holds_alternative<Unregister>(request.purpose)) {
        operations_.propose({now, operation::Unregister{user.connection.id}});
        return;
    }
    const std::string& wanted = std::get<ChangePassword>(request.purpose).password;
    if (!wanted.empty()) return change_to(user, wanted, now);
    ask_new(user, PasswordUse::change);
}

// Whoever checks passwords knows them, and the chat does not yet.
void Authentication::come_for_the_first_time(User& user, std::string_view typed, Now now) {
    auto checked = names_.check_person(typed);
    if (const auto* fault = std::get_if<NameFault>(&checked)) {
        return replies_.refuse(user, refusal_of(*fault), now);
    }
    Name name = std::get<Name>(std::move(checked));
    if (is_guest_name(names_.fold(name.text))) {
        return replies_.refuse(user, {Code::name_for_guests, name.text}, now);
    }
    operations_.propose({now, operation::LogIn{user.connection.id, 0, {}, std::move(name)}});
}

// --- Making

void Authentication::make(User& user, const std::string& password, MakePassword request, Now now) {
    const std::string key = key_for(user, request.application);
    const Ticket ticket = pending_.await(user.connection.id, std::move(request), now.mono);
    if (passwords_.make(ticket, password, guesses_.guesser(key, user.connection.address))) return;
    replies_.refuse(user, {Code::server_busy}, now);
    pending_.never_mind(ticket);
}

void Authentication::answered(User& user, const MakePassword& request, Answer answer, Now now) {
    auto* made = std::get_if<PasswordAnswer>(&answer);
    if (made == nullptr || made->busy || !made->good || made->hash.empty()) {
        return replies_.refuse(user, {Code::server_busy}, now);
    }
    const ClientId who = user.connection.id;
    if (request.use == PasswordUse::registration) {
        operations_.propose({now, operation::Register{who, std::move(made->hash), request.application}});
    } else {
        operations_.propose({now, operation::ChangePassword{who, std::move(made->hash)}});
    }
}

}  // namespace confab
