// /unban and /unmute, server operators, and the lockdown.
#include <algorithm>
#include <utility>

#include "confab/base/number.hpp"
#include "confab/base/text.hpp"
#include "moderation_target.hpp"

namespace confab {

namespace {

Refusal nothing_to_lift(const Actor& actor, Sanction::Kind kind, const Room* room, std::string_view target) {
    const bool ban = kind == Sanction::Kind::ban;
    const auto number = parse_number<std::uint64_t>(target);
    if (actor.user == nullptr && number) {
        return {ban ? Code::ban_unknown : Code::mute_unknown, *number, name_of(room)};
    }
    return {ban ? Code::not_banned : Code::not_muted, excerpt(target, 64), name_of(room), at_tool(actor)};
}

}  // namespace

// Users that one of `those` mutes. Other sanctions may still hold them without it.
std::vector<User*> Moderation::muted_by(const std::vector<Sanction>& those, Now now) {
    std::vector<User*> muted;
    if (those.front().kind != Sanction::Kind::mute) return muted;
    users_.for_each([&](User& user) {
        if (check_.against(user, Sanction::Kind::mute, those.front().room_key, now) != nullptr) {
            muted.push_back(&user);
        }
    });
    return muted;
}

// A number may be of another room, if the actor may act everywhere.
std::vector<Sanction> Moderation::meant_by(const Actor& actor, Sanction::Kind kind, const Room* room,
                                           std::string_view target) const {
    const bool anywhere = actor.role == Role::server_operator;
    const RoomKey room_key = room == nullptr ? RoomKey::none() : room->name().key;
    const auto number = parse_number<std::uint64_t>(target);
    const auto network = number ? std::nullopt : parse_network(target);
    const std::string key = number || network ? std::string() : names_.key_of(target);
    const Account* found = key.empty() ? nullptr : accounts_.find_by_key(key);
    const AccountId account = found == nullptr ? 0 : found->id;
    const auto is_meant = [&](const Sanction& sanction) {
        if (number) return sanction.id == *number;
        if (!network) return sanction.name_key == key || (account != 0 && sanction.account == account);
        return anywhere && sanction.target == Sanction::Target::network && sanction.network == *network;
    };
    std::vector<Sanction> meant;
    sanctions_.for_each([&](const Sanction& sanction) {
        const bool in_reach = sanction.room_key == room_key || (number && anywhere);
        if (sanction.kind == kind && in_reach && is_meant(sanction)) meant.push_back(sanction);
    });
    return meant;
}

void Moderation::tell_freed(const Actor& actor, const std::vector<User*>& freed, const Sanction& lifted,
                            Now now) {
    for (User* user : freed) {
        if (check_.against(*user, Sanction::Kind::mute, lifted.room_key, now) != nullptr) continue;
        if (user == actor.user) continue;
        replies_.tell(*user, {Code::you_are_unmuted, name_of_room(lifted)}, now);
    }
}

Outcome Moderation::lift(const Actor& actor, Sanction::Kind kind, const Room* room, std::string_view target,
                         Now now) {
    const bool ban = kind == Sanction::Kind::ban;
    if (Refusal no = not_allowed(actor, room)) return refused(std::move(no));
    sweep(now);
    std::vector<Sanction> lifted = meant_by(actor, kind, room, target);
    if (lifted.empty()) return refused(nothing_to_lift(actor, kind, room, target));
    for (Sanction& follower : followers_.of(lifted)) lifted.push_back(std::move(follower));
    const std::vector<User*> freed = muted_by(lifted, now);
    for (const Sanction& sanction : lifted) sanctions_.remove(sanction.id);
    const Sanction& first = lifted.front();
    const Room* where = rooms_.find_by_key(first.room_key);
    audit_.add(actor, ban ? "unban" : "unmute", first.shown, name_of(where), "", now);
    tell_freed(actor, freed, first, now);
    if (where != nullptr && !first.name_key.empty()) {
        const Code code = ban ? Code::member_unbanned : Code::member_unmuted;
        tell_room(actor, users_.find_by_key(first.name_key), *where,
                  {code, actor.name, first.shown, where->name().text}, now);
    }
    return {true, {ban ? Code::unbanned : Code::unmuted, first.shown, name_of(where)}};
}

void Moderation::tell_new_role(const Actor& actor, const Account& account, bool on, Now now) {
    const bool changed = on || !server_roles_.is_operator(account);
    if (!changed) return;
    users_.for_each([&](User& user) {
        if (user.account != &account || &user == actor.user) return;
        replies_.tell(
            user, {on ? Code::you_are_server_operator : Code::you_are_no_server_operator, actor.name}, now);
    });
}

Outcome Moderation::set_operator(const Actor& actor, std::string_view name, bool on, Now now) {
    if (Refusal no = not_allowed(actor, nullptr)) return refused(std::move(no));
    Account* account = accounts_.find_by_key(names_.key_of(name));
    if (account == nullptr) return refused({Code::server_operator_no_account, excerpt(name, 64)});
    const std::string& shown = account->name.text;
    if (account->server_operator == on) {
        return refused({on ? Code::server_operator_already : Code::server_operator_not, shown});
    }
    account->server_operator = on;
    state_.save(*account);
    audit_.add(actor, on ? "op" : "deop", shown, "", "", now);
    const bool still = !on && server_roles_.is_operator(*account);
    tell_new_role(actor, *account, on, now);
    if (on) return {true, {Code::server_operator_set, shown}};
    return {true, {still ? Code::server_operator_by_configuration : Code::server_operator_unset, shown}};
}

Outcome Moderation::set_lockdown(const Actor& actor, bool on, Now now) {
    if (Refusal no = not_allowed(actor, nullptr)) return refused(std::move(no));
    if (server_roles_.locked_down() == on) {
        return refused(on ? Code::lockdown_on_already : Code::lockdown_off_already);
    }
    server_roles_.lock_down(on);
    audit_.add(actor, "lockdown", "", "", on ? "on" : "off", now);
    Reply told(on ? Code::lockdown_on : Code::lockdown_off);
    users_.for_each([&](User& user) {
        if (&user != actor.user) replies_.tell(user, told, now);
    });
    return {true, std::move(told)};
}

}  // namespace confab
