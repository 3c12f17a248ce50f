// /kick, /ban, /mute and what takes them back, for the chat and for tools alike.
#include <algorithm>
#include <charconv>
#include <utility>

#include "confab/core/hub.hpp"
#include "how_long.hpp"
#include "moderation_target.hpp"
#include "text.hpp"

namespace confab {

namespace {

std::string with_reason(std::string text, std::string_view reason) {
    if (!reason.empty()) text.append(": ").append(reason);
    return text;
}

// What can be the number of a sanction, and no name: names begin with a letter.
std::optional<std::uint64_t> as_number(std::string_view text) {
    std::uint64_t number = 0;
    const char* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, number);
    if (text.empty() || stopped != end || error != std::errc()) return std::nullopt;
    return number;
}

bool same(const Sanction& a, const Sanction& b) {
    if (a.kind != b.kind || a.room_key != b.room_key || a.target != b.target) return false;
    switch (a.target) {
        case Sanction::Target::name: return a.name_key == b.name_key;
        case Sanction::Target::account: return a.account == b.account;
        case Sanction::Target::network: return a.network == b.network;
    }
    return false;
}

}  // namespace

Outcome Moderation::kick(const Actor& actor, Room* room, std::string_view whom, std::string_view reason,
                         Now now) {
    if (room != nullptr && room->is_lobby()) room = nullptr;  // out of the lobby there is only out
    if (std::string no = not_allowed(actor, room); !no.empty()) return refused(std::move(no));
    if (std::string no = too_long(reason); !no.empty()) return refused(std::move(no));
    Client* client = hub_.registry().find_by_key(hub_.names().key_of(whom));
    if (client == nullptr || (room != nullptr && client->membership(*room) == nullptr)) {
        return refused(sentence("nobody called ", excerpt(whom, 64), " is ",
                                room == nullptr ? "here" : sentence("in #", room->name().text)));
    }
    Target target;
    target.client = client;
    target.account = client->account;
    target.name = client->name;
    if (std::string no = out_of_reach(actor, room, target); !no.empty()) return refused(std::move(no));

    const std::string clean = one_line(reason);
    const std::string place = room == nullptr ? "off the server" : sentence("out of #", room->name().text);
    audit(actor, "kick", target.name.text, room, clean, now);
    const std::string told = with_reason(sentence("you were put ", place, " by ", actor.name), clean);
    const std::string seen = with_reason(sentence("kicked by ", actor.name), clean);
    if (room == nullptr) {
        hub_.expel(*client, told, seen, now);
    } else {
        hub_.put_out(*client, *room, told, seen, now);
    }
    return {true, sentence(target.name.text, " was put ", place)};
}

std::string Moderation::no_place(const Order& order) const {
    if (order.kind == Sanction::Kind::mute || order.room == nullptr || !order.room->is_lobby()) return {};
    return "nobody can be kept out of the lobby, a server operator's /ban is for the whole server";
}

// A registered person is sanctioned by account. A guest's name is free for the next one, and so are other
// names for the guest: it is where they come from that counts, but for those on this machine, who cannot be
// told from each other.
std::vector<Sanction> Moderation::drafts(const Actor& actor, const Order& order, const Target& target,
                                         Now now) const {
    Sanction draft;
    draft.kind = order.kind;
    draft.shown = target.shown();
    draft.name_key = target.name.key;
    if (order.room != nullptr) draft.room_key = order.room->name().key;
    draft.since = now.wall;
    if (order.time) draft.until = now.wall + *order.time;
    draft.by = actor.name;
    draft.reason = one_line(order.reason);
    if (target.network) {
        draft.target = Sanction::Target::network;
        draft.network = *target.network;
        return {draft};
    }
    if (target.account != nullptr) {
        draft.target = Sanction::Target::account;
        draft.account = target.account->id;
        return {draft};
    }
    std::vector<Sanction> drafts;
    const bool by_source = target.guest_here() && !target.client->address.loopback();
    const bool off_the_server = order.kind == Sanction::Kind::ban && order.room == nullptr;
    if (!by_source || off_the_server) drafts.push_back(draft);
    if (by_source) {
        draft.target = Sanction::Target::network;
        draft.network = source_of(target.client->address);
        drafts.push_back(draft);
    }
    return drafts;
}

// What is imposed again takes the place of what was.
void Moderation::forget_same(const std::vector<Sanction>& drafts) {
    std::vector<std::uint64_t> ids;
    sanctions_.for_each([&](const Sanction& sanction) {
        const bool again = std::any_of(drafts.begin(), drafts.end(),
                                       [&](const Sanction& draft) { return same(draft, sanction); });
        if (again) ids.push_back(sanction.id);
    });
    for (const std::uint64_t id : ids) remove(id);
}

// Empty if there may be so many more.
std::string Moderation::too_many(const Order& order, std::size_t more) const {
    if (sanctions_.size() + more > hub_.settings().max_sanctions) {
        return sentence("as many are banned or muted as may be (", sanctions_.size(),
                        "), lift some first (/bans)");
    }
    if (order.room == nullptr) return {};
    const std::size_t there = sanctions_.of_room(order.room->name().key);
    if (there + more <= Sanctions::most_of_a_room) return {};
    return sentence("as many are banned or muted in #", order.room->name().text, " as may be (", there,
                    "), lift some first (/bans)");
}

Outcome Moderation::impose(const Actor& actor, const Order& order, Now now) {
    if (std::string no = not_allowed(actor, order.room); !no.empty()) return refused(std::move(no));
    if (std::string no = no_place(order); !no.empty()) return refused(std::move(no));
    if (std::string no = too_long(order.reason); !no.empty()) return refused(std::move(no));
    auto found = find_target(actor, order.target);
    if (auto* no = std::get_if<std::string>(&found)) return refused(std::move(*no));
    const Target& target = std::get<Target>(found);
    if (std::string no = out_of_reach(actor, order.room, target); !no.empty()) return refused(std::move(no));

    sweep(now);
    std::vector<Sanction> imposed = drafts(actor, order, target, now);
    forget_same(imposed);
    std::string full = too_many(order, imposed.size());
    while (!full.empty() && sweep(now)) full = too_many(order, imposed.size());
    if (!full.empty()) return refused(std::move(full));
    for (Sanction& sanction : imposed) {
        sanction =
            sanctions_.add(std::move(sanction), target.client == nullptr ? ClientId{} : target.client->id);
        hub_.state().save(sanction);
    }
    const Sanction& last = imposed.back();
    const bool with_source = last.target == Sanction::Target::network && !target.network;
    std::string whom = target.shown();
    if (with_source) whom += sentence(" (", last.network.text(), ")");
    audit(actor, order.kind == Sanction::Kind::ban ? "ban" : "mute", whom, order.room,
          with_reason(order.time ? sentence("for ", duration_text(*order.time)) : "for ever", last.reason),
          now);
    std::string text = told_of(actor, order, target, last);
    enforce(actor, order, target, last, now);
    return {true, std::move(text)};
}

// What the one who did it has to know of it: whom it also hits, and whom it does not.
std::string Moderation::told_of(const Actor& actor, const Order& order, const Target& target,
                                const Sanction& sanction) const {
    std::string text = sentence(target.shown(), " is ", why(sanction));
    const bool addresses = actor.rank == Rank::server_operator;
    if (sanction.target == Sanction::Target::name) {
        text += "; by name only, which anyone can change";
    } else if (sanction.target == Sanction::Target::network && !target.network) {
        text += addresses ? sentence("; so is ", sanction.network.text(), ", where they come from")
                          : "; so are guests from where they come from";
    } else if (order.kind == Sanction::Kind::ban && order.room == nullptr && target.client != nullptr &&
               !target.client->address.loopback()) {
        text += sentence("; ", source_of(target.client->address).text(), ", where they come from, is not");
    }
    return text;
}

void Moderation::enforce(const Actor& actor, const Order& order, const Target& target,
                         const Sanction& sanction, Now now) {
    const std::string told = sentence("you are ", why(sanction));
    if (order.kind == Sanction::Kind::mute) {
        if (target.client != nullptr)
            hub_.tell(*target.client, sentence(told, " (by ", actor.name, ")"), now);
        return;
    }
    const auto hit = [&](const Client& client) {
        if (&client == actor.client || is_operator(client)) return false;
        if (&client == target.client) return true;
        if (order.room != nullptr && hub_.doors().rank(client, *order.room) >= actor.rank) return false;
        if (sanction.target != Sanction::Target::network) return false;
        return sanction.network.contains(client.address) && (target.network || client.account == nullptr);
    };
    std::vector<Client*> out;
    hub_.registry().for_each([&](Client& client) {
        if (!hit(client)) return;
        if (order.room == nullptr || client.membership(*order.room) != nullptr) out.push_back(&client);
    });
    const std::string seen = with_reason(sentence("banned by ", actor.name), sanction.reason);
    if (order.room == nullptr) {
        for (Client* client : out) hub_.expel(*client, told, seen, now);
        return;
    }
    hub_.doors().forget_marks(*order.room, target.account,
                              target.client == nullptr ? ClientId{} : target.client->id);
    for (Client* client : out) hub_.put_out(*client, *order.room, told, seen, now);
}

Outcome Moderation::lift(const Actor& actor, Sanction::Kind kind, const Room* room, std::string_view target,
                         Now now) {
    const bool ban = kind == Sanction::Kind::ban;
    if (std::string no = not_allowed(actor, room); !no.empty()) return refused(std::move(no));
    sweep(now);
    const std::string room_key = room == nullptr ? std::string() : room->name().key;
    const auto number = as_number(target);
    const auto network = number ? std::nullopt : parse_network(target);
    const std::string key = number || network ? std::string() : hub_.names().key_of(target);
    std::vector<Sanction> lifted;
    sanctions_.for_each([&](const Sanction& sanction) {
        if (sanction.kind != kind) return;
        const bool in_reach =
            sanction.room_key == room_key || (number && actor.rank == Rank::server_operator);
        const bool meant = number    ? sanction.id == *number
                           : network ? sanction.target == Sanction::Target::network &&
                                           sanction.network == *network && actor.rank == Rank::server_operator
                                     : sanction.name_key == key;
        if (in_reach && meant) lifted.push_back(sanction);
    });
    if (lifted.empty()) {
        return refused(
            sentence(excerpt(target, 64), " is not ", ban ? "banned" : "muted",
                     room == nullptr ? std::string() : sentence(ban ? " from #" : " in #", room->name().text),
                     ", /bans lists who is"));
    }
    for (const Sanction& sanction : lifted) remove(sanction.id);
    const Room* where = hub_.rooms().find_by_key(lifted.front().room_key);
    const std::string& shown = lifted.front().shown;
    audit(actor, ban ? "unban" : "unmute", shown, where, "", now);
    const std::string place =
        where == nullptr ? std::string() : sentence(ban ? " from #" : " in #", where->name().text);
    Client* client = ban ? nullptr : hub_.registry().find_by_key(lifted.front().name_key);
    if (client != nullptr) hub_.tell(*client, sentence("you are no longer muted", place), now);
    return {true, sentence(shown, " is no longer ", ban ? "banned" : "muted", place)};
}

Outcome Moderation::set_operator(const Actor& actor, std::string_view name, bool on, Now now) {
    if (std::string no = not_allowed(actor, nullptr); !no.empty()) return refused(std::move(no));
    Account* account = hub_.accounts().find_by_key(hub_.names().key_of(name));
    if (account == nullptr) {
        return refused(
            sentence("no account is called ", excerpt(name, 64), ", only who is registered can be one"));
    }
    if (account->server_operator == on) {
        return refused(sentence(account->name.text, on ? " is" : " is not", " marked as a server operator",
                                on ? " already" : ""));
    }
    account->server_operator = on;
    hub_.state().save(*account);
    audit(actor, on ? "op" : "deop", account->name.text, nullptr, "", now);
    const bool still = !on && is_operator(*account);
    return {true, sentence(account->name.text, on ? " is now" : " is no longer", " a server operator",
                           still ? " by mark, but still is one by the configuration" : "")};
}

Outcome Moderation::set_lockdown(const Actor& actor, bool on, Now now) {
    if (std::string no = not_allowed(actor, nullptr); !no.empty()) return refused(std::move(no));
    if (lockdown_ == on) return refused(sentence("lockdown is ", on ? "on" : "off", " already"));
    lockdown_ = on;
    hub_.state().save_lockdown(on);
    audit(actor, "lockdown", "", nullptr, on ? "on" : "off", now);
    std::string text = on ? "lockdown is on: guests may only read, and nobody can register"
                          : "lockdown is off: guests may talk again";
    hub_.registry().for_each([&](Client& client) {
        if (&client != actor.client) hub_.tell(client, text, now);
    });
    return {true, std::move(text)};
}

}  // namespace confab
