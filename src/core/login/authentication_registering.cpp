// Registering a name.
#include <algorithm>
#include <utility>

#include "confab/base/text.hpp"
#include "confab/core/login/authentication.hpp"
#include "confab/core/users/name_refusal.hpp"
#include "confab/core/users/resume_code.hpp"

namespace confab {

namespace {

// For the throttle of wrong codes: each is its own secret, so that guesses of one person hold up nobody else.
std::string guess_key(std::string_view code) { return std::string("invite ").append(code); }

// A code with a wrong letter, or with one too many or too few. As part of a password nobody would remember
// it.
bool is_mistyped_code(std::string_view word) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const auto is_letter = [](char c) { return ascii_lower(c) >= 'a' && ascii_lower(c) <= 'z'; };
    const bool is_made_of = std::all_of(word.begin(), word.end(),
                                        [&](char c) { return is_digit(c) || is_letter(c) || c == '-'; });
    constexpr std::size_t length = resume_code_length + 1;  // with its '-'
    return is_made_of && word.size() + 2 >= length && word.size() <= length + 2 &&
           std::count(word.begin(), word.end(), '-') == 1 && std::any_of(word.begin(), word.end(), is_digit);
}

// Takes the code from the end of the typed text, if there is one.
std::string take_code(std::string_view& typed) {
    const std::size_t start = typed.rfind(' ') + 1;  // npos + 1 is 0
    const std::string_view last = typed.substr(start);
    std::string code = typed_invite_code(last);
    if (code.empty() && start != 0 && is_mistyped_code(last)) code = last;
    if (!code.empty()) typed = typed.substr(0, typed.find_last_not_of(' ', start == 0 ? 0 : start - 1) + 1);
    if (!code.empty() && start == 0) typed = {};
    return code;
}

}  // namespace

Refusal Authentication::can_register(const User& user, const Name& name, Now now) const {
    if (!passwords_.available()) return {Code::accounts_unavailable};
    const bool closed = settings_.registration == Registration::closed || passwords_.is_external();
    if (closed) return {Code::registration_closed};
    if (user.account != nullptr) return {Code::registered_already, user.name.text};
    if (user.guest_number != 0 || is_guest_name(names_.fold(name.text))) {
        return {Code::guest_name_yours, name.text};
    }
    if (Refusal why = can_register_as(user, name, now)) return why;
    if (accounts_.size() >= settings_.max_accounts) return {Code::accounts_full, settings_.max_accounts};
    if (settings_.is_exempt(user.connection.address)) return {};
    const Milliseconds wait = registrations_.wait(source_of(user.connection.address).text(), now.mono);
    if (wait <= Milliseconds{0}) return {};
    return {Code::registrations_wait, wait + Milliseconds{999}};
}

// A user without a name takes this one, and must be allowed to.
Refusal Authentication::can_register_as(const User& user, const Name& name, Now now) const {
    if (Refusal why = access_.can_pass_lockdown(user)) return why;
    if (user.is_unnamed()) return naming_.can_take(user, name, now);
    if (accounts_.find_by_key(name.key) == nullptr) return {};
    return {Code::registered_by_another, name.text};
}

// `name` is the one to be registered, if there is no refusal.
Refusal Authentication::can_apply(const User& user, const Application& application, Name& name,
                                  Now now) const {
    name = user.name;
    if (user.is_unnamed()) {
        auto checked = names_.check_person(application.name);
        if (const auto* fault = std::get_if<NameFault>(&checked)) return refusal_of(*fault);
        name = std::get<Name>(std::move(checked));
    }
    if (Refusal why = can_register(user, name, now)) return why;
    if (!needs_code() || application.code.empty()) return {};
    if (invite_codes_.is_good(application.code, now)) return {};
    return {Code::invite_code_wrong};
}

void Authentication::register_account(User& user, std::string_view name, std::string_view typed, Now now) {
    Application application{std::string(excerpt(name, max_shown_name)), {}};
    Name wanted;
    if (Refusal why = can_apply(user, application, wanted, now)) return replies_.refuse(user, why, now);
    if (!may_give_password(user, now)) return;
    if (needs_code()) application.code = take_code(typed);
    apply_with(user, typed, std::move(application), now);
}

void Authentication::apply_with(User& user, std::string_view password, Application application, Now now) {
    std::string secret = password.empty() ? std::string() : secret_of(password);
    if (!needs_code() || !application.code.empty()) {
        return typed_code(user, {std::move(secret), std::move(application)}, {}, now);
    }
    if (!secret.empty() && !accepts(user, key_for(user, application), secret, now)) return;
    secrets_.ask(user, {Code::ask_invite_code}, InviteCodeAsked{std::move(secret), std::move(application)});
}

// `typed`: the code, unless it is in the application or none is needed.
void Authentication::typed_code(User& user, const InviteCodeAsked& prompt, std::string_view typed, Now now) {
    Application application = prompt.application;
    if (application.code.empty()) application.code = typed_invite_code(typed);
    if (needs_code()) {
        const std::string key = guess_key(application.code);
        const Milliseconds wait = guesses_.wait(key, user.connection.address, now.mono);
        if (wait > Milliseconds{0}) {
            return replies_.refuse(user, {Code::passwords_wait, wait + Milliseconds{999}}, now);
        }
        if (!invite_codes_.is_good(application.code, now)) {
            operations_.propose({now, operation::CountGuess{user.connection.id, key}});
            return replies_.refuse(user, {Code::invite_code_wrong}, now);
        }
    }
    if (!prompt.password.empty()) return register_with(user, prompt.password, application, now);
    ask_new(user, PasswordUse::registration, application);
}

void Authentication::register_with(User& user, const std::string& password, const Application& application,
                                   Now now) {
    if (!accepts(user, key_for(user, application), password, now)) return;
    make(user, password, {PasswordUse::registration, application}, now);
}

std::string Authentication::name_for(const User& user, const Application& application) const {
    return user.is_unnamed() ? application.name : user.name.text;
}

std::string Authentication::key_for(const User& user, const Application& application) const {
    return user.is_unnamed() ? names_.key_of(application.name) : user.name.key;
}

// Somebody else may have been faster, an operator may have renamed the waiting user, and the code may have
// been used.
void Authentication::registered(User& user, const operation::Register& what, Now now) {
    Name name;
    Refusal why = can_apply(user, what.application, name, now);
    if (!why && needs_code() && what.application.code.empty()) why = {Code::invite_code_wrong};
    if (why) return replies_.refuse(user, why, now);
    if (needs_code()) invite_codes_.use(what.application.code);
    if (!settings_.is_exempt(user.connection.address)) {
        registrations_.failed(source_of(user.connection.address).text(), {}, now.mono);
    }
    user.account = &accounts_.add(name, what.hash, now.wall);
    if (user.is_unnamed()) arrival_.let_in(user, name, false, now);
    events_.person_changed(user.id, PersonChange::account);
    followers_.registered(user, *user.account, now);
    saves_.save(user, now);
    guesses_.succeeded(user.name.key, user.connection.address);
    tell_edge(user, LoginEvent::registered, user.name.text);
    replies_.tell(user, {Code::registered, user.name.text}, now);
}

}  // namespace confab
