#include "confab/core/rooms/access.hpp"

#include <utility>

#include "confab/core/rooms/sanction_reply.hpp"
#include "confab/core/rooms/slow_mode.hpp"
#include "confab/core/users/user_clock.hpp"

namespace confab {

// --- Coming in

Refusal Access::can_return(const User& user, const RoomKey& room_key, Now now) const {
    const Sanction* ban = sanctions_.against(user, Sanction::Kind::ban, room_key, now);
    if (ban == nullptr) return {};
    return sanctioned({Code::you_are_banned}, *ban, rooms_, clock_of(user));
}

Refusal Access::can_enter(const User& user, const RoomName& name, const Room* room, std::string_view word,
                          Now now) const {
    if (Refusal why = can_return(user, name.key, now)) return why;
    return can_open(user, name, room, word, now);
}

Refusal Access::can_open(const User& user, const RoomName& name, const Room* room, std::string_view word,
                         Now now) const {
    // The key of a private room came from a place that was saved: no other room may be entered instead.
    const bool open = room != nullptr && (!room->hidden() || knows(user, *room) || opens(*room, word));
    if (name.key.is_private() && (room == nullptr || !room->rules || !open)) {
        return {Code::room_gone, name.text};
    }
    const bool asks = room != nullptr && room->has_key();
    if (!asks && !word.empty()) return {Code::room_asks_for_no_key, name.text};
    if (room == nullptr || !room->exists()) return can_make(user, now);
    const bool knows_it = knows(user, *room);
    if (!knows_it && room->rules && room->rules->by_invitation) return {Code::room_by_invitation, name.text};
    if (!asks || knows_it || opens(*room, word)) return {};
    return {word.empty() ? Code::room_asks_for_key : Code::room_key_wrong, name.text};
}

Refusal Access::can_guess(const User& user, const RoomName& name, std::string_view word, Now now) {
    if (word.empty()) return {};
    const Room* known = resolve(user, name);
    if (known != nullptr && knows(user, *known)) return {};
    const std::string base(name.key.base());
    const Milliseconds wait = guesses_.wait(base, user.connection.address, now.mono);
    if (wait > Milliseconds{0}) return {Code::too_many_wrong_keys, wait + Milliseconds{999}};
    const Room* room = resolve(user, name, word);
    if (room != nullptr && opens(*room, word)) {
        guesses_.succeeded(base, user.connection.address);
    } else {
        guesses_.failed(base, user.connection.address, now.mono);
    }
    return {};
}

Refusal Access::can_make(const User& user, Now now) const {
    if (Refusal why = can_talk(user, now)) return why;
    if (rooms_.awake() >= settings_.max_rooms) return {Code::too_many_rooms, settings_.max_rooms};
    if (server_roles_.is_operator(user) || settings_.is_exempt(user.connection.address)) return {};
    const Network source = source_of(user.connection.address);
    std::size_t made = 0;
    rooms_.for_each([&](const Room& room) {
        if (room.maker == source && (!room.members().empty() || room.rules)) ++made;
    });
    if (made < settings_.max_rooms_per_source) return {};
    return {Code::too_many_rooms_of_source, made};
}

// --- Reading and speaking

bool Access::can_read(const User& user, const Room& room, Now now) const {
    if (user.membership(room) != nullptr) return true;
    const bool closed = room.hidden() || room.has_key() || (room.rules && room.rules->by_invitation);
    if (!sees(user, room) || closed) return false;
    return !can_return(user, room.name().key, now);
}

Refusal Access::can_pass_lockdown(const User& user) const {
    if (!server_roles_.locked_down() || user.account != nullptr) return {};
    return {Code::locked_down};
}

Refusal Access::can_take_part(const User& user) const {
    if (Refusal why = can_pass_lockdown(user)) return why;
    if (settings_.guests == Guests::yes || user.account != nullptr) return {};
    const bool closed = settings_.registration == Registration::closed;
    return {Code::guests_read_only, closed ? Argument() : argument(true)};
}

Refusal Access::can_talk(const User& user, Now now) const {
    if (Refusal why = can_take_part(user)) return why;
    return not_muted(user, RoomKey::none(), now);
}

Refusal Access::not_muted(const User& user, const RoomKey& room_key, Now now) const {
    const Sanction* mute = sanctions_.against(user, Sanction::Kind::mute, room_key, now);
    if (mute == nullptr) return {};
    return sanctioned({Code::muted_nothing_sent}, *mute, rooms_, clock_of(user));
}

Refusal Access::can_speak(const User& user, const Room& room, Now now) const {
    if (Refusal why = can_talk_there(user, room, now)) return why;
    return can_speak_by_rules(user, room, now);
}

Refusal Access::can_talk_there(const User& user, const Room& room, Now now) const {
    if (Refusal why = can_talk(user, now)) return why;
    return not_muted(user, room.name().key, now);
}

bool Access::is_voiceless(const User& user, const Room& room) const {
    return room.rules && room.rules->moderated && roles_.of(user, room) < Role::voice;
}

Refusal Access::can_speak_by_rules(const User& user, const Room& room, Now now) const {
    if (!room.rules) return {};
    const RoomRules& rules = *room.rules;
    if (!rules.moderated && rules.slow == 0) return {};
    if (roles_.of(user, room) >= Role::room_operator) return {};
    if (is_voiceless(user, room)) return {Code::room_moderated, room.name().text};
    const auto wait = slow_wait(user, room, now);
    if (!wait) return {};
    return {Code::room_slow, room.name().text, Milliseconds(*wait),
            Milliseconds(std::chrono::seconds(rules.slow))};
}

// --- Topic and rules

// Everyone may in a room where nobody is above the others; if a room has an owner, its operators decide.
Refusal Access::can_set_topic(const User& user, const Room& room, Now now) const {
    if (Refusal why = can_talk_there(user, room, now)) return why;
    if (!room.rules) return {};
    const Role needed = room.owned() || room.rules->topic_lock ? Role::room_operator
                        : room.rules->moderated                ? Role::voice
                                                               : Role::none;
    if (roles_.of(user, room) >= needed) return {};
    return {Code::topic_needs_operator, room.name().text};
}

Refusal Access::can_set_rules(const Actor& actor, const Room& room, bool owner) {
    if (actor.role >= (owner ? Role::owner : Role::room_operator)) return {};
    const std::string& name = room.name().text;
    if (room.is_lobby()) return {Code::lobby_rules_need_server_operator, name};
    if (owner && !room.owned()) return {Code::room_without_owner, name};
    return {owner ? Code::room_owner_needed : Code::room_operator_needed, name};
}

}  // namespace confab
