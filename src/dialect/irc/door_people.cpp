// What happens to people: modes, invitations, absence, coming and going.
#include <algorithm>

#include "confab/base/contains.hpp"
#include "confab/core/sanctions/sanction.hpp"
#include "door.hpp"
#include "numerics.hpp"

namespace confab::dialect::irc {

std::string Door::by_whom(std::string_view name) const {
    const User* user = hub_->users().find_by_key(hub_->names().key_of(name));
    return user != nullptr && user->name.text == name ? full_name(name) : server_.name;
}

// A room of that name that the person is in; of others there may be several.
Room* Door::room_called(std::string_view name, std::string_view by) const {
    const User* user = hub_->users().find_by_key(hub_->names().key_of(by));
    Room* found = nullptr;
    hub_->rooms().for_each([&](Room& room) {
        if (room.name().text != name || room.members().empty()) return;
        if (found == nullptr || (user != nullptr && user->membership(room) != nullptr)) found = &room;
    });
    return found;
}

void Door::audited(const AuditEntry& entry) {
    edge_->audited(entry);
    if (sessions_.empty()) return;
    if (entry.action == "kick" || entry.action == "ban")
        put_out_ = {by_whom(entry.by), std::string(entry.detail)};
    if (put_out_.why.empty()) put_out_.why = entry.by;
    const std::string_view mode = mode_of(entry.action, entry.detail);
    if (mode.empty() && entry.action != "invite") return;
    const Room* room = room_called(entry.room, entry.by);
    if (room == nullptr) return;
    if (entry.action == "invite") return invited(*room, entry);
    mode_changed(*room, entry, mode);
}

// A key is told to those who could have set it.
void Door::mode_changed(const Room& room, const AuditEntry& entry, std::string_view mode) {
    const std::string by = by_whom(entry.by);
    for (const User* member : room.members()) {
        member->for_each_connection([&](const Connection& each) {
            Session* session = find(each.id);
            if (session == nullptr || !session->is_welcome) return;
            std::string target = entry.target.empty() ? "" : fmt::format(" {}", entry.target);
            if (mode == "+k") {
                const bool may_see = Roles::marked(*member, room) >= Role::room_operator;
                target = fmt::format(" {}", may_see && room.rules ? room.rules->key : "*");
            }
            if (mode == "-k") target = " *";
            if (mode.ends_with('b'))
                target = fmt::format(" {}!*@*", entry.target.substr(0, entry.target.find(' ')));
            send(*session, fmt::format(":{} MODE #{} {}{}", by, room.name().text, mode, target));
        });
    }
}

void Door::invited(const Room& room, const AuditEntry& entry) {
    const std::string rest = fmt::format("INVITE {} #{}", entry.target, room.name().text);
    const std::string target_key = hub_->names().key_of(entry.target);
    const User* by = hub_->users().find_by_key(hub_->names().key_of(entry.by));
    const auto send_one = [&](Session& session) {
        if (by != nullptr) return send_from(session, *by, rest);
        send(session, fmt::format(":{} {}", server_.name, rest));
    };
    if (const User* target = hub_->users().find_by_key(target_key)) {
        const bool unwanted = by != nullptr && hub_->ignores().ignores(*target, by->name.key);
        target->for_each_connection([&](const Connection& each) {
            Session* session = find(each.id);
            if (session != nullptr && !unwanted) send_one(*session);
        });
    }
    for (const User* member : room.members()) {
        if (Roles::marked(*member, room) < Role::room_operator || member == by) continue;
        member->for_each_connection([&](const Connection& each) {
            Session* session = find(each.id);
            if (session != nullptr && session->caps.has(Cap::invite_notify)) send_one(*session);
        });
    }
}

void Door::person_changed(UserId who, PersonChange what) {
    edge_->person_changed(who, what);
    const User* user = sessions_.empty() ? nullptr : hub_->users().find(who);
    if (user == nullptr || user->is_unnamed()) return;
    if (what == PersonChange::gone) remember(*user);
    if (what == PersonChange::gone && user->account == nullptr)
        lost_markers_ = markers_.extract(user->name.key);
    if (what == PersonChange::came || what == PersonChange::gone)
        return tell_watchers(*user, what == PersonChange::came);
    const bool away = what == PersonChange::away;
    const std::string text = user->extras && user->extras->away
                                 ? " :" + (user->extras->away_text.empty() ? "away" : user->extras->away_text)
                                 : "";
    const std::string rest = away ? fmt::format("AWAY{}", text)
                                  : fmt::format("ACCOUNT {}", user->account ? user->account->name.text : "*");
    const Cap cap = away ? Cap::away_notify : Cap::account_notify;
    for (auto& [slot, session] : sessions_) {
        const User* other =
            session.is_welcome && session.caps.has(cap) ? hub_->users().find(session.id) : nullptr;
        if (other == nullptr || other == user) continue;
        const bool watches = session.caps.has(Cap::extended_monitor) && session.watches(user->name.key);
        if (watches || share_room(*user, *other)) send_from(session, *user, rest);
    }
}

void Door::remember(const User& user) {
    constexpr std::size_t most = 1000;
    const Session* session = find(user.connection.id);
    gone_.push_front({user.name.key, user.name.text, session == nullptr ? "u" : session->user,
                      session == nullptr ? user.name.text : session->real_name, hub_->last().wall});
    if (gone_.size() > most) gone_.pop_back();
}

// Of a person that comes into a room.
void Door::tell_of_absence(const User& user, const Room& room) {
    if (!user.extras || !user.extras->away) return;
    const std::string& text = user.extras->away_text;
    for (const User* member : room.members()) {
        if (member == &user) continue;
        member->for_each_connection([&](const Connection& each) {
            Session* session = find(each.id);
            if (session == nullptr || !session->caps.has(Cap::away_notify)) return;
            send_from(*session, user, fmt::format("AWAY :{}", text.empty() ? "away" : text));
        });
    }
}

void Door::tell_watchers(const User& user, bool here) {
    for (auto& [slot, session] : sessions_) {
        if (!session.watches(user.name.key)) continue;
        if (here) reply(session, "730", fmt::format(":{}", full_name(user.name.text)));
        if (!here) reply(session, "731", fmt::format(":{}", user.name.text));
    }
}

void Door::ask_secret(ClientId who, std::string_view prompt) {
    Session* session = find(who);
    if (session == nullptr) return edge_->ask_secret(who, prompt);
    if (!prompt.empty())
        send(*session, fmt::format(":{} NOTICE {} :{}: answer with CONFAB, or /msg Confab", server_.name,
                                   nick_of(*session), prompt));
}

void Door::hang_up(ClientId who, std::string_view name, std::string_view reason) {
    if (Session* session = find(who)) {
        flush_label(*session);
        send(*session, fmt::format("ERROR :Closing link: {}", reason.empty() ? "bye" : reason));
        sessions_.erase(who.slot);
    }
    edge_->hang_up(who, name, reason);
}

}  // namespace confab::dialect::irc
