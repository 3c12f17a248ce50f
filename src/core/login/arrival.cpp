#include "confab/core/login/arrival.hpp"

#include <utility>

#include "confab/core/login/account_rules.hpp"
#include "confab/core/users/resume_code.hpp"

namespace confab {

void Arrival::arrive(const operation::Arrive& who, Now now) {
    if (is_refused(who, now)) return;
    User& user = add(who, now);
    user.connection.address = who.address;
    user.connection.encrypted = who.encrypted;
    user.connection.view.dialect = who.view.dialect;
    user.connection.home = who.home;
    if (who.view.interactive) views_.set_interactive(user, true);
    if (!who.certificate.empty()) user.connection.more().certificate = who.certificate;
    if (settings_.guests != Guests::no) user.code = who.resume_code;
    if (logs_in(who)) return;
    if (who.nameless) return deadlines_.arrived(user, now);
    if (user.is_unnamed()) return ask_to_log_in(user, now);
    enter(user, false, now);
}

// That is proposed next, so nobody sees a guest before.
bool Arrival::logs_in(const operation::Arrive& who) const {
    return !who.nameless && certificates_.owner(who.certificate) != nullptr;
}

void Arrival::come_in_without_certificate(User& user, Now now) {
    if (!user.is_unnamed()) return;
    if (settings_.guests == Guests::no) return ask_to_log_in(user, now);
    naming_.make_guest(user, now);
    enter(user, false, now);
}

User& Arrival::add(const operation::Arrive& who, Now now) {
    if (settings_.guests != Guests::no && !logs_in(who) && !who.nameless)
        return naming_.add_guest(who.connection, now);
    User& user = users_.add_unnamed(who.connection);
    user.connection.since = now.mono;
    user.connection.last_active = now.mono;
    return user;
}

Refusal Arrival::come_in(User& user, Name name, Now now) {
    if (!user.is_unnamed()) return {};
    if (settings_.guests == Guests::no) return Refusal(how_to_come_in(Code::login_needed, settings_));
    if (Refusal why = naming_.can_take(user, name, now)) return why;
    let_in(user, std::move(name), false, now);
    return {};
}

void Arrival::ask_to_log_in(User& user, Now now) {
    replies_.tell(user, how_to_come_in(Code::how_to_log_in, settings_), now);
    deadlines_.arrived(user, now);
}

void Arrival::let_in(User& user, Name name, bool missed, Now now) {
    users_.rename(user, std::move(name));
    views_.tell_settings(user);
    enter(user, missed, now);
}

void Arrival::enter(User& user, bool missed, Now now) {
    events_.person_changed(user.id, PersonChange::came);
    const bool is_there = user.connection.home != Home::nowhere;
    if (is_there) memberships_.enter(user, rooms_.lobby());
    greet(user, now);
    if (!is_there) return;
    if (!missed && replay_.on_joining(user, rooms_.lobby(), now)) tell_again(user, now);
    presence_.arrived(user, now);
}

bool Arrival::is_refused(const operation::Arrive& who, Now now) {
    const auto closed = moderation_.can_connect(who.address, now);
    if (!closed.told) return false;
    replies_.refuse_on(who.connection, closed.told, now);
    events_.hang_up(who.connection, "-", closed.logged);
    return true;
}

void Arrival::greet(const User& user, Now now) {
    const Room& lobby = rooms_.lobby();
    replies_.tell(user, {Code::welcome}, now);
    for (const std::string& line : settings_.motd) replies_.tell(user, {Code::motd, line}, now);
    replies_.tell(user, {Code::how_to_begin}, now);
    const std::string code = resume_code_of(user);
    if (!code.empty() && user.account == nullptr) replies_.tell(user, {Code::how_to_resume, code}, now);
    if (user.rooms.empty()) return;
    if (!lobby.topic.empty()) topics_.tell(user, lobby, now);
    replies_.tell(user, {Code::where_you_are, user.name.text, lobby.name().text, lobby.members().size()},
                  now);
}

// The replay may have moved the greeting out of sight.
void Arrival::tell_again(const User& user, Now now) {
    replies_.tell(user, {Code::where_you_are_still, user.name.text, rooms_.lobby().name().text}, now);
}

}  // namespace confab
