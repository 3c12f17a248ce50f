// What the chat tells: to one client of IRC, or about people to those who asked to know.
#include <algorithm>

#include "confab/base/contains.hpp"
#include "confab/core/sanctions/sanction.hpp"
#include "confab/core/users/resume_code.hpp"
#include "door.hpp"
#include "numerics.hpp"

namespace confab::dialect::irc {

void Door::tell(ClientId who, const Event& event) {
    Session* session = find(who);
    const User* user = session == nullptr ? nullptr : hub_->users().find(who);
    if (user == nullptr || event.type == EventType::verbatim) return edge_->tell(who, event);
    told(*session, *user, event);
}

void Door::told(Session& session, const User& user, const Event& event) {
    const bool own = event.from == user.name.text;
    if (is_replay(session, event)) return;
    switch (event.type) {
        case EventType::joined:
            if (!own) return send_event(session, with_extra(event));
            return show_unshown(session);
        case EventType::left: return send_event(session, with_extra(event));
        case EventType::topic: return;  // shown with the room
        case EventType::private_message:
            if (own && event.to == event.from && session.caps.has(Cap::echo_message))
                told_self(session, event);
            if (own && event.to != event.from && session.id == acting_ &&
                !session.caps.has(Cap::echo_message))
                return;
            return send_event(session, with_extra(event));
        case EventType::edited:
        case EventType::deleted:
        case EventType::message:
        case EventType::emote:
        case EventType::renamed:
            if (event.type == EventType::renamed) markers_renamed(event);
            if (event.type == EventType::renamed && event.to == user.name.text) session.told_nick = event.to;
            return send_event(session, with_extra(event));
        case EventType::notice:
        case EventType::error: return replied(session, user, event);
        case EventType::verbatim: return;
    }
}

// The message comes besides as what it is, without the label of the echo.
void Door::told_self(Session& session, const Event& event) {
    std::string bytes;
    encoder_.encode(bytes, with_extra(event), session.caps);
    if (!bytes.empty()) edge_->tell(session.id, {.type = EventType::verbatim, .text = bytes});
}

// What a room shows on coming into it: a client that asks for history itself is told nothing of that. What
// was asked for by a command of people is told, and so is what is told only once.
bool Door::is_replay(Session& session, const Event& event) {
    if (event.frame) {
        const bool asked = session.reads;
        if (event.code == Code::history_end || event.code == Code::search_end) session.reads = false;
        return !asked;
    }
    const bool is_said = event.type == EventType::message || event.type == EventType::emote;
    if (!event.replay || !is_said || session.reads) return false;
    if (!session.caps.has(Cap::chathistory)) send_event(session, event);
    return true;
}

Event Door::with_extra(const Event& event) const {
    Event changed = event;
    if (event.type == EventType::left && event.leaving == Leaving::put_out) {
        changed.by = put_out_.by;
        changed.extra = put_out_.why;
    } else if (!extra_.empty()) {
        changed.extra = extra_;
    }
    return changed;
}

void Door::replied(Session& session, const User& user, const Event& event) {
    if (event.code == Code::welcome) return greet(session, user);
    if (event.code == Code::where_you_are) return show_unshown(session);
    if (event.code == Code::logged_in || event.code == Code::registered) logged_in(session, user);
    if (session.registers && registration_told(session, user, event)) return;
    if (event.code == Code::password_right) return password_told(session, event, true);
    const bool fails = event.code == Code::login_failed || event.code == Code::passwords_wait ||
                       event.code == Code::server_busy || event.code == Code::accounts_unavailable ||
                       event.code == Code::passwords_unavailable || event.code == Code::password_in_plain;
    if (fails && (session.proves_for_sasl || session.proves_for_oper || session.proves_for_pass)) {
        return password_told(session, event, false);
    }
    if (event.code == Code::connections_full || event.code == Code::you_are_banned)
        session.proves_for_sasl = false;
    if (is_told_otherwise(event.code)) return;
    if (!session.unshown.empty()) show_unshown(session);
    const std::string_view numeric =
        event.type == EventType::error ? numeric_of(event.code) : std::string_view();
    if (!numeric.empty()) {
        const std::string subject = subject_.empty() ? "" : subject_ + " ";
        return reply(session, numeric, fmt::format("{}:{}", subject, event.text));
    }
    const std::string target = event.room.empty() ? nick_of(session) : fmt::format("#{}", event.room);
    send(session, fmt::format(":{} NOTICE {} :{}", server_.name, target, event.text));
}

// The answer to REGISTER.
bool Door::registration_told(Session& session, const User& user, const Event& event) {
    if (event.code != Code::registered && event.type != EventType::error) return false;
    session.registers = false;
    const std::string& name = user.name.text;
    if (event.code == Code::registered) {
        send(session, fmt::format(":{} REGISTER SUCCESS {} :{}", server_.name, name, event.text));
        return true;
    }
    const bool weak = event.code == Code::password_too_short || event.code == Code::password_is_name;
    const bool bad = event.code == Code::password_too_long || event.code == Code::password_is_command ||
                     event.code == Code::password_unreadable;
    const bool taken = event.code == Code::registered_by_another;
    const bool name_bad = event.code == Code::guest_name_yours;
    fail(session, "REGISTER",
         weak       ? "WEAK_PASSWORD"
         : bad      ? "UNACCEPTABLE_PASSWORD"
         : taken    ? "ACCOUNT_EXISTS"
         : name_bad ? "BAD_ACCOUNT_NAME"
                    : "TEMPORARILY_UNAVAILABLE",
         fmt::format("{} :{}", name, event.text));
    return true;
}

void Door::logged_in(Session& session, const User& user) {
    if (!session.is_welcome) greet(session, user);
    show_unshown(session);
    if (std::exchange(session.proves_for_sasl, false)) return;
    reply(session, "900",
          fmt::format("{} {} :You are now logged in as {}", full_name(user.name.text), user.name.text,
                      user.name.text));
}

// --- Rooms

void Door::enter(ClientId who, RoomId room) {
    edge_->enter(who, room);
    Session* session = find(who);
    if (session != nullptr && !contains(session->shown, room)) session->unshown.push_back(room);
}

void Door::leave(ClientId who, RoomId room) {
    edge_->leave(who, room);
    Session* session = find(who);
    if (session == nullptr) return;
    const Room* left = hub_->rooms().find(room);
    if (left != nullptr && contains(session->shown, room)) session->left.push_back(left->name().text);
    std::erase(session->unshown, room);
    std::erase(session->shown, room);
}

void Door::tell_room(RoomId id, const Event& event, std::span<const ClientId> except) {
    const bool from_here =
        !extra_.empty() || event.type == EventType::left || event.type == EventType::joined;
    Session* session = label_.empty() ? nullptr : find(acting_);
    if (sessions_.empty() || (!from_here && session == nullptr && event.type != EventType::renamed)) {
        return edge_->tell_room(id, event, except);
    }
    if (event.type == EventType::renamed) markers_renamed(event);
    Event changed = with_extra(event);
    std::vector<ClientId> others(except.begin(), except.end());
    Room* room = hub_->rooms().find(id);
    const User* joins = nullptr;
    if (event.type == EventType::joined) {
        const User* who = hub_->users().find_by_key(hub_->names().key_of(event.from));
        Session* own = who == nullptr ? nullptr : find(who->connection.id);
        if (own != nullptr) changed.extra = own->real_name;
        joins = who;
    }
    // Whoever shares several rooms with somebody who goes is told once.
    if (event.type == EventType::left && event.leaving == Leaving::gone && room != nullptr) {
        if (going_ != event.from) told_gone_.clear();
        going_ = event.from;
        for (const User* member : room->members()) {
            member->for_each_connection([&](const Connection& each) {
                if (find(each.id) == nullptr) return;
                if (contains(told_gone_, each.id)) return others.push_back(each.id);
                told_gone_.push_back(each.id);
            });
        }
    }
    const User* user = session == nullptr ? nullptr : hub_->users().find(acting_);
    const bool captured = user != nullptr && room != nullptr && user->membership(*room) != nullptr &&
                          !contains(others, acting_) && event.type != EventType::notice;
    if (captured) others.push_back(acting_);
    edge_->tell_room(id, changed, others);
    if (captured) send_event(*session, changed);
    if (joins != nullptr && room != nullptr) tell_of_absence(*joins, *room);
}

// A guest that became somebody connected elsewhere has their name and rooms, and was told nothing of it.
void Door::settle_name(Session& session, const User& user) {
    const std::string& name = user.name.text;
    if (session.told_nick.empty()) session.told_nick = name;
    if (session.told_nick == name) return;
    send(session, fmt::format(":{} NICK {}", full_name(std::exchange(session.told_nick, name)), name));
    for (const std::string& room : std::exchange(session.left, {}))
        send(session, fmt::format(":{} PART #{}", full_name(name), room));
}

void Door::show_unshown(Session& session) {
    if (!session.is_welcome) return;
    if (const User* user = hub_->users().find(session.id)) settle_name(session, *user);
    for (const RoomId id : std::exchange(session.unshown, {})) {
        const Room* room = hub_->rooms().find(id);
        const User* user = hub_->users().find(session.id);
        if (room == nullptr || user == nullptr) continue;
        session.shown.push_back(id);
        send_event(
            session,
            {.type = EventType::joined,
             .registered = user->account != nullptr,
             .time = std::chrono::time_point_cast<WallTime::duration>(std::chrono::system_clock::now()),
             .room = room->name().text,
             .from = user->name.text,
             .extra = session.real_name});
        if (!room->topic.empty()) show_topic(session, *room);
        if (session.caps.has(Cap::read_marker))
            tell_marker(session, *user, fmt::format("#{}", room->name().text));
        if (session.caps.has(Cap::no_implicit_names)) continue;
        show_names(session, *user, *room);
        end_names(session, fmt::format("#{}", room->name().text));
    }
}

void Door::show_topic(Session& session, const Room& room) {
    const std::string& name = room.name().text;
    if (room.topic.empty()) return reply(session, "331", fmt::format("#{} :No topic is set", name));
    reply(session, "332", fmt::format("#{} :{}", name, room.topic));
    if (room.topic_mark.by.empty()) return;
    const auto seconds =
        std::chrono::duration_cast<std::chrono::seconds>(room.topic_mark.at.time_since_epoch());
    reply(session, "333", fmt::format("#{} {} {}", name, room.topic_mark.by, seconds.count()));
}

std::string Door::prefix_of(const User& user, const Room& room, bool all) const {
    const bool by_account = user.account != nullptr && Roles::marked(*user.account, room) == Role::voice;
    const bool voice = by_account || (room.guests && contains(room.guests->voices, user.id));
    const bool op = Roles::marked(user, room) >= Role::room_operator;
    if (op) return all && voice ? "@+" : "@";
    return voice ? "+" : "";
}

void Door::show_names(Session& session, const User& user, const Room& room) {
    constexpr std::size_t most = 400;
    const std::string head = fmt::format("{} #{} :", room.hidden() ? "@" : "=", room.name().text);
    std::string names;
    for (const User* member : room.members()) {
        const Membership& place = *member->membership(room);
        if (member != &user && (place.unseen || (!place.announced && !place.spoke))) continue;
        const std::string name =
            session.caps.has(Cap::userhost_in_names) ? full_name(member->name.text) : member->name.text;
        if (names.size() + name.size() > most) reply(session, "353", head + std::exchange(names, {}));
        if (!names.empty()) names.push_back(' ');
        names += prefix_of(*member, room, session.caps.has(Cap::multi_prefix)) + name;
    }
    if (!names.empty()) reply(session, "353", head + names);
}

void Door::end_names(Session& session, std::string_view what) {
    reply(session, "366", fmt::format("{} :End of NAMES list", what));
}

bool Door::share_room(const User& a, const User& b) {
    return std::any_of(a.rooms.begin(), a.rooms.end(),
                       [&](const Membership& each) { return b.membership(*each.room) != nullptr; });
}

}  // namespace confab::dialect::irc
