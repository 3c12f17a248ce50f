// From one program to the next: what a new edge is told, and the clients that cannot come along. From a run
// that crashed to the next one.
#include "confab/core/hub.hpp"
#include "confab/core/users/resume_code.hpp"

namespace confab {

namespace {

// What is told by how somebody comes back: not at all, by a code, by a login.
struct WaysBack {
    Code none;
    Code code;
    Code login;
};

Reply way_back(const User& user, const WaysBack& ways) {
    if (user.account != nullptr) return {ways.login, user.name.text};
    const std::string code = resume_code_of(user);
    if (code.empty()) return {ways.none};
    return {ways.code, code};
}

}  // namespace

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

std::optional<PersonRecord> Hub::record_of(ClientId id) {
    const User* user = users_.find(id);
    if (user == nullptr || user->is_unnamed()) return std::nullopt;
    return readmission_.record_of(*user);
}

void Hub::readmit(std::vector<PersonRecord> records, Milliseconds lost, Now now) {
    last_ = now;
    for (PersonRecord& record : records) {
        std::erase_if(record.links, [this](const auto& link) { return users_.find(link.id) != nullptr; });
        if (!record.links.empty()) readmission_.readmit(record, lost, now);
    }
    for (const PersonRecord& record : records) readmission_.ignore_again(record);
}

bool Hub::knows_names() {
    bool same = true;
    const auto look_at = [&](const Name& name) { same = same && names_.key_of(name.text) == name.key; };
    users_.for_each([&](const User& user) { look_at(user.name); });
    accounts_.for_each([&](const Account& account) { look_at(account.name); });
    return same;
}

void Hub::end_for_upgrade(ClientId id, Now now) {
    constexpr WaysBack ways{Code::upgrade_ends_connection, Code::upgrade_ends_guest,
                            Code::upgrade_ends_login};
    if (const User* user = users_.find(id)) replies_.tell_in(id, {}, way_back(*user, ways), now);
    lost(id, "the server is upgraded", now);
}

void Hub::end_for_stop(ClientId id, Now now) {
    constexpr WaysBack ways{Code::stop_ends_connection, Code::stop_ends_guest, Code::stop_ends_login};
    if (const User* user = users_.find(id)) replies_.tell_in(id, {}, way_back(*user, ways), now);
    lost(id, "the server is going down", now);
}

}  // namespace confab
