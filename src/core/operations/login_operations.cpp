#include "confab/core/operations/login_operations.hpp"

namespace confab {

void LoginOperations::apply(const operation::CountGuess& what, User& user, Now now) {
    authentication_.count_guess(user, what.name_key, now);
}

void LoginOperations::apply(const operation::JudgeGuess& what, User& user, Now now) {
    authentication_.judge_guess(user, what, now);
}

void LoginOperations::apply(const operation::Register& what, User& user, Now now) {
    authentication_.registered(user, what, now);
}

void LoginOperations::apply(const operation::LogIn& what, User& user, Now now) {
    authentication_.come_in(user, what, now);
}

void LoginOperations::apply(const operation::ChangePassword& what, User& user, Now now) {
    authentication_.changed(user, what.hash, now);
}

void LoginOperations::apply(const operation::Unregister& /*what*/, User& user, Now now) {
    authentication_.unregistered(user, now);
}

Outcome LoginOperations::apply(const operation::AddCertificate& /*what*/, User& user, Now /*now*/) {
    return certificates_.add(user);
}

Outcome LoginOperations::apply(const operation::RemoveCertificate& what, User& user, Now /*now*/) {
    return certificates_.remove(user, what.fingerprint);
}

void LoginOperations::apply(const operation::Resume& what, User& user, Now now) {
    attachment_.resume(user, what.code, what.ghost, now);
}

void LoginOperations::apply(const operation::Return& what, User& user, Now now) {
    resume_.go_on(user, what.progress, now);
}

Refusal LoginOperations::apply(const operation::AddAccount& what, Now now) {
    return operator_accounts_.added(what.name, what.hash, now);
}

Refusal LoginOperations::apply(const operation::SetPassword& what, Now /*now*/) {
    return operator_accounts_.changed(what.account, what.hash);
}

void LoginOperations::apply(const operation::RemoveAccount& what, Now now) {
    if (Account* account = accounts_.find(what.account)) authentication_.remove_by_operator(*account, now);
}

Refusal LoginOperations::apply(const operation::RenameAccount& what, Now now) {
    return operator_accounts_.renamed(what.account, what.name, now);
}

Outcome LoginOperations::apply(const operation::MakeInviteCode& what, Now now) {
    return invite_codes_.make(actor(what.author), what.code, now);
}

Outcome LoginOperations::apply(const operation::RemoveInviteCode& what, Now now) {
    return invite_codes_.remove(actor(what.author), what.code, now);
}

Actor LoginOperations::actor(const operation::Author& author) const {
    const User* user = users_.find(author.connection);
    return user == nullptr ? from_outside(author.tool) : roles_.actor(*user, nullptr);
}

}  // namespace confab
