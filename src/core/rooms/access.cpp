#include "confab/core/rooms/access.hpp"

#include <utility>

#include "confab/base/duration.hpp"
#include "confab/base/text.hpp"
#include "confab/core/rooms/room_key.hpp"
#include "confab/core/rooms/sanction_text.hpp"
#include "confab/core/rooms/slow_mode.hpp"
#include "confab/core/users/client_clock.hpp"

namespace confab {

namespace {

std::string asks_for_key(const Name& name, std::string_view word) {
    return sentence("#", name.text, " asks for a key, ", word.empty() ? "" : "and that is not it; ",
                    "say /join #", name.text, " KEY");
}

}  // namespace

// --- Coming in

TextRefusal Access::can_return(const Client& client, std::string_view room_key, Now now) const {
    const Sanction* ban = sanctions_.against(client, Sanction::Kind::ban, room_key, now);
    if (ban == nullptr) return {};
    return sentence("you are ", sanction_text(*ban, rooms_, clock_of(client)));
}

TextRefusal Access::can_enter(const Client& client, const Name& name, const Room* room, std::string_view word,
                              Now now) const {
    if (TextRefusal why = can_return(client, name.key, now)) return why;
    return can_open(client, name, room, word, now);
}

TextRefusal Access::can_open(const Client& client, const Name& name, const Room* room, std::string_view word,
                             Now now) const {
    // The key of a private room came from a place that was saved: no other room may be entered instead.
    const bool open = room != nullptr && (!room->hidden() || knows(client, *room) || opens(*room, word));
    if (is_private_key(name.key) && (room == nullptr || !room->rules || !open)) {
        return sentence("there is no #", name.text, " any more");
    }
    const bool asks = room != nullptr && room->has_key();
    if (!asks && !word.empty()) {
        return sentence("no room can be called that: a name has no spaces, and #", name.text,
                        " asks for no key");
    }
    if (room == nullptr || !room->exists()) return can_make(client, now);
    if (!asks || knows(client, *room) || opens(*room, word)) return {};
    return asks_for_key(name, word);
}

TextRefusal Access::can_guess(const Client& client, const Name& name, std::string_view word, Now now) {
    if (word.empty()) return {};
    const Room* known = resolve(client, name);
    if (known != nullptr && knows(client, *known)) return {};
    const std::string key(base_of_key(name.key));
    const Milliseconds wait = guesses_.wait(key, client.address, now.mono);
    if (wait > Milliseconds{0}) {
        return sentence("too many wrong keys, nothing has changed; try again in ",
                        brief(wait + Milliseconds{999}));
    }
    const Room* room = resolve(client, name, word);
    if (room != nullptr && opens(*room, word)) {
        guesses_.succeeded(key, client.address);
    } else {
        guesses_.failed(key, client.address, now.mono);
    }
    return {};
}

TextRefusal Access::can_make(const Client& client, Now now) const {
    if (TextRefusal why = can_talk(client, now)) return why;
    if (rooms_.awake() >= settings_.max_rooms) {
        return sentence("there are as many rooms as there may be (", settings_.max_rooms,
                        "), join one of them (/rooms)");
    }
    if (server_roles_.is_operator(client)) return {};
    const Network source = source_of(client.address);
    std::size_t made = 0;
    rooms_.for_each([&](const Room& room) {
        if (room.maker == source && (!room.members().empty() || room.rules)) ++made;
    });
    if (made < settings_.max_rooms_per_source) return {};
    return sentence("from where you are ", counted(made, "room"), made == 1 ? " was" : " were",
                    " made already, which is all there may be; ", "join one of them (/rooms)");
}

// --- Reading and speaking

bool Access::can_read(const Client& client, const Room& room, Now now) const {
    if (client.membership(room) != nullptr) return true;
    if (!sees(client, room) || room.hidden() || room.has_key()) return false;
    return !can_return(client, room.name().key, now);
}

TextRefusal Access::can_pass_lockdown(const Client& client) const {
    if (!server_roles_.locked_down() || client.account != nullptr) return {};
    return "the server is locked down, guests may only read: /login NAME PASSWORD if you are registered";
}

TextRefusal Access::can_talk(const Client& client, Now now) const {
    if (TextRefusal why = can_pass_lockdown(client)) return why;
    return not_muted(client, "", now);
}

TextRefusal Access::not_muted(const Client& client, std::string_view room_key, Now now) const {
    const Sanction* mute = sanctions_.against(client, Sanction::Kind::mute, room_key, now);
    if (mute == nullptr) return {};
    return sentence("nothing was sent, you are ", sanction_text(*mute, rooms_, clock_of(client)));
}

TextRefusal Access::can_speak(const Client& client, const Room& room, Now now) const {
    if (TextRefusal why = can_talk_there(client, room, now)) return why;
    return can_speak_by_rules(client, room, now);
}

TextRefusal Access::can_talk_there(const Client& client, const Room& room, Now now) const {
    if (TextRefusal why = can_talk(client, now)) return why;
    return not_muted(client, room.name().key, now);
}

bool Access::is_voiceless(const Client& client, const Room& room) const {
    return room.rules && room.rules->moderated && roles_.of(client, room) < Role::voice;
}

TextRefusal Access::can_speak_by_rules(const Client& client, const Room& room, Now now) const {
    if (!room.rules) return {};
    const RoomRules& rules = *room.rules;
    if (!rules.moderated && rules.slow == 0) return {};
    if (roles_.of(client, room) >= Role::room_operator) return {};
    if (is_voiceless(client, room)) {
        return sentence("#", room.name().text,
                        " is moderated, nothing was sent: only its operators and voices speak");
    }
    const auto wait = slow_wait(client, room, now);
    if (!wait) return {};
    return sentence("#", room.name().text, " is slow, nothing was sent: wait ", wait->count(),
                    "s (one message in ", rules.slow, "s)");
}

// --- Topic and rules

// Everyone may in a room where nobody is above the others; if a room has an owner, its operators decide.
TextRefusal Access::can_set_topic(const Client& client, const Room& room, Now now) const {
    if (TextRefusal why = can_talk_there(client, room, now)) return why;
    if (!room.rules) return {};
    const Role needed = room.owned() ? Role::room_operator : room.rules->moderated ? Role::voice : Role::none;
    if (roles_.of(client, room) >= needed) return {};
    return sentence("only operators set the topic of #", room.name().text, ", /room says who they are");
}

TextRefusal Access::can_set_rules(const Actor& actor, const Room& room, bool owner) {
    if (actor.role >= (owner ? Role::owner : Role::room_operator)) return {};
    if (room.is_lobby()) {
        return sentence("#", room.name().text, " is nobody's own, so only server operators set its rules");
    }
    if (owner && !room.owned()) {
        return sentence("#", room.name().text, " has no owner who could do that, /room own makes it yours");
    }
    return sentence("only ", owner ? "the owner" : "operators", " of #", room.name().text,
                    " may do that, /room says who that is");
}

}  // namespace confab
