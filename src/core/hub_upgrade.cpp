// From one program to the next: what a new edge is told, and the clients that cannot come along.
#include "confab/core/hub.hpp"
#include "confab/core/users/resume_code.hpp"

namespace confab {

void Hub::introduce(Now now) {
    users_.for_each_connected([this](User& user) { introduce(user); });
    while (const auto ticket = pending_.first()) answered(*ticket, {}, now);
}

void Hub::introduce(User& user) {
    user.for_each_connection([&](const Connection& each) {
        for (const Membership& membership : user.rooms) events_.enter(each.id, membership.room->id());
        if (user.sharing > 1) events_.share_sending(each.id, user.sharing);
    });
    views_.tell_settings(user);
    authentication_.ask_anew(user);
}

bool Hub::knows_names() {
    bool same = true;
    const auto look_at = [&](const Name& name) { same = same && names_.key_of(name.text) == name.key; };
    users_.for_each([&](const User& user) { look_at(user.name); });
    accounts_.for_each([&](const Account& account) { look_at(account.name); });
    return same;
}

void Hub::end_for_upgrade(ClientId id, Now now) {
    const User* user = users_.find(id);
    if (user == nullptr) return;
    const std::string code = resume_code_of(*user);
    Reply how{Code::upgrade_ends_connection};
    if (user->account != nullptr) {
        how = {Code::upgrade_ends_login, user->name.text};
    } else if (!code.empty()) {
        how = {Code::upgrade_ends_guest, code};
    }
    replies_.tell_in(id, {}, how, now);
    lost(id, "the server is upgraded", now);
}

}  // namespace confab
