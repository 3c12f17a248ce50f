#include "confab/core/login/arrival.hpp"

#include "confab/core/users/resume_code.hpp"

namespace confab {

void Arrival::arrive(const operation::Arrive& who, Now now) {
    if (is_refused(who, now)) return;
    User& user = naming_.add_guest(who.connection, now);
    user.connection.address = who.address;
    user.code = who.resume_code;
    user.connection.view.dialect = who.view.dialect;
    if (who.view.interactive) views_.set_interactive(user, true);
    memberships_.enter(user, rooms_.lobby());
    greet(user, now);
    replay_.on_joining(user, rooms_.lobby(), now);
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
    if (!code.empty()) replies_.tell(user, {Code::how_to_resume, code}, now);
    if (!lobby.topic.empty()) topics_.tell(user, lobby, now);
    replies_.tell(user, {Code::where_you_are, user.name.text, lobby.name().text, lobby.members().size()},
                  now);
}

}  // namespace confab
