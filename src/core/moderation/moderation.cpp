// Who may not: asked at every door.
#include "confab/core/moderation/moderation.hpp"

#include <algorithm>

#include "confab/base/duration.hpp"
#include "confab/base/text.hpp"
#include "confab/base/time_text.hpp"
#include "confab/core/hub.hpp"

namespace confab {

namespace {

constexpr std::size_t swept_at_once = 16;

Subject suspect(const Client& client) {
    return {client.name.key, client.account == nullptr ? 0 : client.account->id, client.id, client.address,
            client.sanctions_at_login};
}

}  // namespace

void Moderation::load(std::vector<Sanction> sanctions, std::uint64_t last, bool lockdown) {
    sanctions_.load(std::move(sanctions), last);
    lockdown_ = lockdown;
}

void Moderation::configure() {
    operator_keys_.clear();
    for (const std::string& name : hub_.settings().operators) {
        operator_keys_.insert(hub_.names().key_of(name));
    }
}

std::vector<std::string> Moderation::operators_without_account() const {
    std::vector<std::string> names;
    for (const std::string& name : hub_.settings().operators) {
        if (hub_.accounts().find_by_key(hub_.names().key_of(name)) == nullptr) names.push_back(name);
    }
    return names;
}

bool Moderation::is_operator(const Account& account) const {
    return account.server_operator || operator_keys_.contains(account.name.key);
}

bool Moderation::is_operator(const Client& client) const {
    return client.account != nullptr && is_operator(*client.account);
}

const Sanction* Moderation::against(const Client& client, Sanction::Kind kind, std::string_view room_key,
                                    Now now) const {
    if (!sanctions_.any(kind) || is_operator(client)) return nullptr;
    return sanctions_.against(suspect(client), kind, room_key, now);
}

// "banned from #dev until 2026-11-22 14:00 CET: spamming"
std::string Moderation::why(const Sanction& sanction, const ZoneClock& clock) const {
    const bool ban = sanction.kind == Sanction::Kind::ban;
    std::string place;
    if (!sanction.room_key.empty()) {
        const Room* room = hub_.rooms().find_by_key(sanction.room_key);
        if (room != nullptr) place = sentence(ban ? " from #" : " in #", room->name().text);
    }
    return sentence(
        ban ? "banned" : "muted", place,
        sanction.until == for_ever ? std::string() : sentence(" until ", moment_text(sanction.until, clock)),
        sanction.reason.empty() ? "" : ": ", sanction.reason);
}

Moderation::Refusal Moderation::refuses(const Address& address, Now now) {
    sweep(now);
    if (address.local()) return {};
    const std::vector<Network>& allow = hub_.settings().allow;
    const bool allowed =
        allow.empty() || std::any_of(allow.begin(), allow.end(),
                                     [&](const Network& network) { return network.contains(address); });
    if (!allowed) {
        return {"only certain networks may connect here, and yours is none of them; ask who runs this server",
                "not allowed"};
    }
    const Sanction* ban = sanctions_.against({.address = address}, Sanction::Kind::ban, "", now);
    return ban == nullptr ? Refusal() : Refusal{sentence("you are ", why(*ban, ZoneClock())), "banned"};
}

bool Moderation::bars_name(std::string_view key, Now now) const {
    const auto barred = [&](Sanction::Kind kind) {
        return sanctions_.against({.name_key = key}, kind, "", now) != nullptr;
    };
    return barred(Sanction::Kind::ban) || barred(Sanction::Kind::mute);
}

std::string Moderation::refuses_name(const Client& client, const Name& name, Now now) const {
    if (const Account* account = hub_.accounts().find_by_key(name.key); account != nullptr) {
        if (is_operator(*account)) return {};
        const Sanction* ban = sanctions_.against({.account = account->id}, Sanction::Kind::ban, "", now);
        return ban == nullptr ? std::string()
                              : sentence(name.text, " is ", why(*ban, History::clock_of(client)));
    }
    if (name.key == client.name.key || is_operator(client) || !bars_name(name.key, now)) return {};
    return sentence("the name ", name.text, " is banned, choose another");
}

std::string Moderation::refuses_entry(const Client& client, const Name& room, Now now) const {
    const Sanction* ban = against(client, Sanction::Kind::ban, room.key, now);
    return ban == nullptr ? std::string() : sentence("you are ", why(*ban, History::clock_of(client)));
}

std::string Moderation::refuses_speech(const Client& client, const Room& room, Now now) const {
    std::string refusal = refuses_private(client, now);
    if (!refusal.empty()) return refusal;
    const Sanction* mute = against(client, Sanction::Kind::mute, room.name().key, now);
    return mute == nullptr ? std::string()
                           : sentence("nothing was sent, you are ", why(*mute, History::clock_of(client)));
}

bool Moderation::is_muted(const Client& client, const Room& room, Now now) const {
    return against(client, Sanction::Kind::mute, "", now) != nullptr ||
           against(client, Sanction::Kind::mute, room.name().key, now) != nullptr;
}

std::string Moderation::refuses_private(const Client& client, Now now) const {
    if (std::string refusal = refuses_guest(client); !refusal.empty()) return refusal;
    const Sanction* mute = against(client, Sanction::Kind::mute, "", now);
    return mute == nullptr ? std::string()
                           : sentence("nothing was sent, you are ", why(*mute, History::clock_of(client)));
}

std::string Moderation::refuses_guest(const Client& client) const {
    if (!lockdown_ || client.account != nullptr) return {};
    return "the server is locked down, guests may only read: /login NAME PASSWORD if you are registered";
}

Actor Moderation::actor(const Client& client, const Room* room) const {
    Actor actor{client.name.text, Rank::none, &client};
    if (room != nullptr) {
        actor.rank = hub_.doors().rank(client, *room);
    } else if (is_operator(client)) {
        actor.rank = Rank::server_operator;
    }
    return actor;
}

void Moderation::audit(const Actor& actor, std::string_view action, std::string_view target, const Room* room,
                       std::string detail, Now now) {
    const AuditEntry entry{now.wall,
                           actor.name,
                           std::string(action),
                           std::string(target),
                           room == nullptr ? std::string() : room->name().text,
                           std::move(detail)};
    hub_.state().add(entry);
    hub_.audience().audited(entry);
}

std::string Moderation::describe(const Sanction& sanction, const Client& reader, bool addresses) const {
    std::string whom = sanction.shown;
    if (sanction.target == Sanction::Target::network && !sanction.name_key.empty()) {
        whom += addresses ? sentence(" (", sanction.network.text(), ")") : " (where they come from)";
    }
    return sentence(
        sanction.id, ": ", whom, " is ",
        why(Sanction{.kind = sanction.kind, .room_key = sanction.room_key, .until = sanction.until},
            History::clock_of(reader)),
        ", by ", sanction.by, sanction.reason.empty() ? "" : ": ", sanction.reason);
}

Sanction Moderation::add(Sanction sanction, ClientId client) {
    const Sanction& added = sanctions_.add(std::move(sanction), client);
    hub_.state().save(added);
    return added;
}

void Moderation::remove(std::uint64_t id) {
    if (const Sanction* sanction = sanctions_.find(id)) told_full_.erase(sanction->room_key);
    sanctions_.remove(id);
    hub_.state().remove_sanction(id);
}

// A few at a time: what is over but still here is passed over wherever it is asked for.
bool Moderation::sweep(Now now) {
    if (!hub_.may_forget(now)) return false;
    const std::vector<std::uint64_t> over = sanctions_.over(now, swept_at_once);
    for (const std::uint64_t id : over) {
        if (const Sanction* sanction = sanctions_.find(id)) told_full_.erase(sanction->room_key);
        sanctions_.remove(id);
        hub_.state().remove_old_sanction(id);
    }
    return !over.empty();
}

void Moderation::account_gone(const Account& account) {
    std::vector<Sanction> theirs;
    sanctions_.for_each([&](const Sanction& sanction) {
        if (sanction.target == Sanction::Target::account && sanction.account == account.id) {
            theirs.push_back(sanction);
        }
    });
    for (Sanction& sanction : theirs) {
        sanction.target = Sanction::Target::name;
        sanction.name_key = account.name.key;
        sanction.account = 0;
        hub_.state().save(sanction);
        sanctions_.replace(std::move(sanction));
    }
}

void Moderation::room_renamed(std::string_view before, std::string_view after) {
    std::vector<Sanction> moved;
    sanctions_.for_each([&](const Sanction& sanction) {
        if (sanction.room_key == before) moved.push_back(sanction);
    });
    for (Sanction& sanction : moved) {
        sanction.room_key = after;
        hub_.state().save(sanction);
        sanctions_.replace(std::move(sanction));
    }
}

void Moderation::room_gone(std::string_view key) {
    std::vector<std::uint64_t> ids;
    sanctions_.for_each([&](const Sanction& sanction) {
        if (sanction.room_key == key) ids.push_back(sanction.id);
    });
    for (const std::uint64_t id : ids) remove(id);
}

}  // namespace confab
