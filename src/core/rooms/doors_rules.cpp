// What the owners and operators of rooms set.
#include <algorithm>
#include <span>
#include <utility>

#include "confab/base/duration.hpp"
#include "confab/base/text.hpp"
#include "confab/base/typed_line.hpp"
#include "confab/core/hub.hpp"

namespace confab {

namespace {}  // namespace

// Empty if `actor` may set rules there. `owner`: only the owner and server operators may.
std::string Doors::not_allowed(const Actor& actor, const Room& room, bool owner) {
    if (actor.rank >= (owner ? Rank::owner : Rank::room_operator)) return {};
    if (room.is_lobby()) {
        return sentence("#", room.name().text, " is nobody's own, so only server operators set its rules");
    }
    if (owner && !owned(room)) {
        return sentence("#", room.name().text, " has no owner who could do that, /room own makes it yours");
    }
    return sentence("only ", owner ? "the owner" : "operators", " of #", room.name().text,
                    " may do that, /room says who that is");
}

RoomRules& Doors::rules_of(Room& room) {
    if (!room.rules) room.rules = std::make_unique<RoomRules>();
    return *room.rules;
}

// Rules of a room without an owner go with the last who is in it, unless nothing is to be kept there.
bool Doors::lasts(const Room& room) {
    return owned(room) || room.is_lobby() || (room.rules && !room.rules->keeps_history);
}

void Doors::save(const Room& room) {
    if (room.hidden() && room.rules->owner == 0) return;  // goes with who is in it
    if (room.rules && !lasts(room)) return hub_.state().remove_room(room.name().key);
    if (room.rules) return hub_.state().save(RoomRecord{room.name(), room.topic, *room.rules});
    if (!room.is_lobby()) return;
    if (room.topic.empty()) return hub_.state().remove_room(room.name().key);
    hub_.state().save(RoomRecord{room.name(), room.topic, {}});
}

Outcome Doors::changed(const Actor& actor, Room& room, std::string detail, std::string text, Now now) {
    save(room);
    hub_.moderation().audit(actor, "room", "", &room, std::move(detail), now);
    return {true, std::move(text)};
}

// Whoever changes a rule has an answer of their own.
void Doors::tell_changed(const Actor& actor, const Room& room, std::string_view what, Now now) {
    const std::string text = sentence(actor.name, " ", what);
    const ClientId by = actor.client == nullptr ? ClientId() : actor.client->id;
    const Event event{.type = EventType::notice, .time = now.wall, .room = room.name().text, .text = text};
    hub_.audience().tell_room(room.id(), event, std::span(&by, by ? 1 : 0));
}

Outcome Doors::set(const Actor& actor, Room& room, Switch what, bool on, Now now) {
    const bool owners = what == Switch::history;  // what it removes cannot be had back
    if (std::string why = not_allowed(actor, room, owners); !why.empty()) return refused(std::move(why));
    const char* state = on ? "on" : "off";
    const std::string place = sentence("#", room.name().text);
    if (what == Switch::moderated) {
        if (std::exchange(rules_of(room).moderated, on) != on) {
            tell_changed(actor, room,
                         on ? sentence("made ", place, " moderated: only operators and voices speak")
                            : sentence("made ", place, " open to speak in: it is no longer moderated"),
                         now);
        }
        return changed(actor, room, sentence("moderated ", state),
                       sentence("moderated is ", state,
                                on ? ": only operators and voices speak in #" : ": everyone speaks in #",
                                room.name().text),
                       now);
    }
    if (!on && !forget_all_of(room)) {
        return refused("too much is being removed at the moment, try again in a minute");
    }
    const bool changes = std::exchange(rules_of(room).keeps_history, on) != on;
    if (!on) {
        room.history.keep(0);
        forget_periods(room);
    }
    if (changes || !on) {
        tell_changed(
            actor, room,
            on ? sentence("turned on history in ", place, ": what is said from now on is kept")
               : sentence("turned off history in ", place, ": nothing is kept of what is said, or was said"),
            now);
    }
    return changed(actor, room, sentence("history ", state),
                   sentence("history is ", state,
                            on ? ": what is said from now on is kept in #"
                               : ": nothing is kept of what is said, or was said, in #",
                            room.name().text),
                   now);
}

// An earlier version kept what was said in private under a key of its own.
bool Doors::forget_all_of(const Room& room) {
    if (!hub_.log().forget(room.name().key, room.last_id())) return false;
    if (!owned(room) || room.hidden()) return true;
    return hub_.log().forget(sentence(room.rules->owner, "#", room.name().key), room.last_id());
}

Outcome Doors::set_slow(const Actor& actor, Room& room, std::uint32_t seconds, Now now) {
    if (std::string why = not_allowed(actor, room, false); !why.empty()) return refused(std::move(why));
    if (seconds > slowest) return refused("slow is an hour at most: /room slow 1h");
    const bool changes = std::exchange(rules_of(room).slow, seconds) != seconds;
    if (seconds == 0 && room.guests) room.guests->spoke.clear();
    const std::string time = seconds == 0 ? "off" : duration_text(std::chrono::seconds(seconds));
    if (changes) {
        tell_changed(actor, room,
                     seconds == 0
                         ? sentence("ended slow mode in #", room.name().text)
                         : sentence("made #", room.name().text, " slow: one message in ", time, " each"),
                     now);
    }
    return changed(actor, room, sentence("slow ", time),
                   seconds == 0 ? std::string("slow is off")
                                : sentence("slow is ", time, ": so long between two messages of one person"),
                   now);
}

Outcome Doors::set_key(const Actor& actor, Room& room, std::string_view word, Now now) {
    if (std::string why = not_allowed(actor, room, false); !why.empty()) return refused(std::move(why));
    if (!room.rules || room.rules->owner == 0) {
        return refused(sentence("#", room.name().text, " is nobody's own, so it is open to all"));
    }
    if (word == garbled_secret) {
        return refused("a key is UTF-8 without control characters, and that was not; choose another");
    }
    if (word.size() > RoomRules::max_key) {
        return refused(sentence("a key has ", RoomRules::max_key, " bytes at most, choose a shorter one"));
    }
    if (word.find_first_of(" \n") != std::string_view::npos) return refused("a key is one word");
    if (room.rules->key != word) {
        tell_changed(actor, room,
                     sentence(word.empty()              ? "removed the key of #"
                              : room.rules->key.empty() ? "set a key for #"
                                                        : "changed the key of #",
                              room.name().text, word.empty() ? "" : ": joining takes it from now on"),
                     now);
    }
    room.rules->key = word;
    return changed(actor, room, word.empty() ? "key off" : "key on",
                   word.empty() ? sentence("#", room.name().text, " asks for no key any more")
                                : sentence("#", room.name().text, " asks for a key now: /join #",
                                           room.name().text, " ", word),
                   now);
}

}  // namespace confab
