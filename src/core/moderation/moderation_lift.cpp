// /unban and /unmute, server operators, and the lockdown.
#include <algorithm>
#include <utility>

#include "confab/base/number.hpp"
#include "confab/base/text.hpp"
#include "moderation_target.hpp"

namespace confab {

namespace {

// In the words of the program that asks.
std::string nothing_to_lift(const Actor& actor, Sanction::Kind kind, const Room* room,
                            std::string_view target) {
    const bool ban = kind == Sanction::Kind::ban;
    const bool tool = actor.client == nullptr;
    if (tool && parse_number<std::uint64_t>(target)) {
        return sentence("there is no ", ban ? "ban" : "mute", in_place(kind, room), " with the number ",
                        excerpt(target, 64), ", confabctl bans lists them");
    }
    return sentence(excerpt(target, 64), " is not ", ban ? "banned" : "muted", in_place(kind, room),
                    tool ? ", confabctl bans lists who is" : ", /bans lists who is");
}

}  // namespace

// Clients that one of `those` mutes. Other sanctions may still hold them without it.
std::vector<Client*> Moderation::muted_by(const std::vector<Sanction>& those, Now now) {
    std::vector<Client*> muted;
    if (those.front().kind != Sanction::Kind::mute) return muted;
    users_.for_each([&](Client& client) {
        if (check_.against(client, Sanction::Kind::mute, those.front().room_key, now) != nullptr) {
            muted.push_back(&client);
        }
    });
    return muted;
}

Outcome Moderation::lift(const Actor& actor, Sanction::Kind kind, const Room* room, std::string_view target,
                         Now now) {
    const bool ban = kind == Sanction::Kind::ban;
    if (TextRefusal no = not_allowed(actor, room)) return refused(std::move(no));
    sweep(now);
    const std::string room_key = room == nullptr ? std::string() : room->name().key;
    const auto number = parse_number<std::uint64_t>(target);
    const auto network = number ? std::nullopt : parse_network(target);
    const std::string key = number || network ? std::string() : names_.key_of(target);
    const Account* found = key.empty() ? nullptr : accounts_.find_by_key(key);
    const AccountId account = found == nullptr ? 0 : found->id;
    std::vector<Sanction> lifted;
    sanctions_.for_each([&](const Sanction& sanction) {
        if (sanction.kind != kind) return;
        const bool in_reach =
            sanction.room_key == room_key || (number && actor.role == Role::server_operator);
        const bool meant = number ? sanction.id == *number
                           : network
                               ? sanction.target == Sanction::Target::network &&
                                     sanction.network == *network && actor.role == Role::server_operator
                               : sanction.name_key == key || (account != 0 && sanction.account == account);
        if (in_reach && meant) lifted.push_back(sanction);
    });
    if (lifted.empty()) return refused(nothing_to_lift(actor, kind, room, target));
    for (Sanction& follower : followers_.of(lifted)) lifted.push_back(std::move(follower));
    const std::vector<Client*> freed = muted_by(lifted, now);
    for (const Sanction& sanction : lifted) sanctions_.remove(sanction.id);
    const Room* where = rooms_.find_by_key(lifted.front().room_key);
    const std::string& shown = lifted.front().shown;
    audit_.add(actor, ban ? "unban" : "unmute", shown, name_of(where), "", now);
    const std::string place = in_place(kind, where);
    for (Client* client : freed) {
        if (check_.against(*client, Sanction::Kind::mute, lifted.front().room_key, now) != nullptr) continue;
        if (client == actor.client) continue;
        replies_.tell(*client, sentence("you are no longer muted", place), now);
    }
    if (where != nullptr && !lifted.front().name_key.empty()) {
        const Client* target_here = users_.find_by_key(lifted.front().name_key);
        tell_room(actor, target_here, *where,
                  sentence(actor.name, ban ? " unbanned " : " unmuted ", shown, place), now);
    }
    return {true, sentence(shown, " is no longer ", ban ? "banned" : "muted", place)};
}

void Moderation::tell_new_role(const Actor& actor, const Account& account, bool on, Now now) {
    const bool changed = on || !server_roles_.is_operator(account);
    if (!changed) return;
    users_.for_each([&](Client& client) {
        if (client.account != &account || &client == actor.client) return;
        replies_.tell(client,
                      sentence("you are ", on ? "now" : "no longer", " a server operator, says ", actor.name),
                      now);
    });
}

Outcome Moderation::set_operator(const Actor& actor, std::string_view name, bool on, Now now) {
    if (TextRefusal no = not_allowed(actor, nullptr)) return refused(std::move(no));
    Account* account = accounts_.find_by_key(names_.key_of(name));
    if (account == nullptr) {
        return refused(
            sentence("no account is called ", excerpt(name, 64), ", only registered people can be one"));
    }
    if (account->server_operator == on) {
        return refused(sentence(account->name.text, on ? " is" : " is not", " marked as a server operator",
                                on ? " already" : ""));
    }
    account->server_operator = on;
    state_.save(*account);
    audit_.add(actor, on ? "op" : "deop", account->name.text, "", "", now);
    const bool still = !on && server_roles_.is_operator(*account);
    tell_new_role(actor, *account, on, now);
    return {true, sentence(account->name.text, on ? " is now" : " is no longer", " a server operator",
                           still ? " by mark, but still is one by the configuration" : "")};
}

Outcome Moderation::set_lockdown(const Actor& actor, bool on, Now now) {
    if (TextRefusal no = not_allowed(actor, nullptr)) return refused(std::move(no));
    if (server_roles_.locked_down() == on)
        return refused(sentence("lockdown is ", on ? "on" : "off", " already"));
    server_roles_.lock_down(on);
    audit_.add(actor, "lockdown", "", "", on ? "on" : "off", now);
    std::string text = on ? "lockdown is on: guests may only read, and nobody can register"
                          : "lockdown is off: guests may talk again";
    users_.for_each([&](Client& client) {
        if (&client != actor.client) replies_.tell(client, text, now);
    });
    return {true, std::move(text)};
}

}  // namespace confab
