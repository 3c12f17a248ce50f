#include "confab/core/rooms/room_settings.hpp"

#include <utility>

#include "confab/base/duration.hpp"
#include "confab/base/text.hpp"
#include "confab/base/typed_line.hpp"
#include "confab/core/rooms/access.hpp"
#include "confab/core/rooms/private_periods.hpp"
#include "confab/core/rooms/room_key.hpp"
#include "confab/core/rooms/slow_mode.hpp"

namespace confab {

Outcome RoomSettings::set_moderated(const Actor& actor, Room& room, bool on, Now now) {
    if (TextRefusal why = Access::can_set_rules(actor, room, false)) return refused(std::move(why));
    const std::string place = sentence("#", room.name().text);
    if (std::exchange(room.rules_or_new().moderated, on) != on) {
        changes_.tell(actor, room,
                      on ? sentence("made ", place, " moderated: only operators and voices speak")
                         : sentence("made ", place, " open to speak in: it is no longer moderated"),
                      now);
    }
    const char* state = on ? "on" : "off";
    return changes_.made(
        actor, room, sentence("moderated ", state),
        sentence("moderated is ", state,
                 on ? ": only operators and voices speak in " : ": everyone speaks in ", place),
        now);
}

// Only the owner may, because what it removes cannot be had back.
Outcome RoomSettings::set_history(const Actor& actor, Room& room, bool on, Now now) {
    if (TextRefusal why = Access::can_set_rules(actor, room, true)) return refused(std::move(why));
    if (!on && !forget_all_of(room)) {
        return refused("too much is being removed at the moment, try again in a minute");
    }
    const bool changes = std::exchange(room.rules_or_new().keeps_history, on) != on;
    if (!on) {
        room.history.keep(0);
        forget_private_periods(room);
    }
    const std::string place = sentence("#", room.name().text);
    if (changes || !on) {
        changes_.tell(
            actor, room,
            on ? sentence("turned on history in ", place, ": what is said from now on is kept")
               : sentence("turned off history in ", place, ": nothing is kept of what is said, or was said"),
            now);
    }
    const char* state = on ? "on" : "off";
    return changes_.made(actor, room, sentence("history ", state),
                         sentence("history is ", state,
                                  on ? ": what is said from now on is kept in "
                                     : ": nothing is kept of what is said, or was said, in ",
                                  place),
                         now);
}

Outcome RoomSettings::set_private(const Actor& actor, Room& room, bool on, Now now) {
    const std::string place = sentence("#", room.name().text);
    if (TextRefusal why = Access::can_set_rules(actor, room, true)) return refused(std::move(why));
    if (!room.owned()) return refused(sentence(place, " is nobody's own, so it is open to all"));
    if (room.hidden() == on) return refused(sentence(place, " is ", on ? "private" : "public", " already"));
    if (TextRefusal why = on ? visibility_.hide(room) : visibility_.show(room))
        return refused(std::move(why));
    if (!on) {
        changes_.tell(actor, room, sentence("made ", place, " public: everyone sees it"), now);
        return changes_.made(actor, room, "public", sentence(place, " is public: everyone sees it"), now);
    }
    for (const Client* member : room.members()) invitations_.let_back(*member, room);
    changes_.tell(actor, room, sentence("made ", place, " private: nobody else can find it"), now);
    return changes_.made(actor, room, "private",
                         sentence(place, " is private: nobody else can find it; /invite lets someone in"),
                         now);
}

// An earlier version kept what was said in private under a key of its own.
bool RoomSettings::forget_all_of(const Room& room) {
    if (!log_.forget(room.name().key, room.last_id())) return false;
    if (!room.owned() || room.hidden()) return true;
    return log_.forget(private_key(room.rules->owner, room.name().key), room.last_id());
}

Outcome RoomSettings::set_slow(const Actor& actor, Room& room, std::uint32_t seconds, Now now) {
    if (TextRefusal why = Access::can_set_rules(actor, room, false)) return refused(std::move(why));
    if (seconds > max_slow) return refused("slow is an hour at most: /room slow 1h");
    const bool changes = std::exchange(room.rules_or_new().slow, seconds) != seconds;
    if (seconds == 0 && room.guests) room.guests->spoke.clear();
    const std::string time = seconds == 0 ? "off" : duration_text(std::chrono::seconds(seconds));
    if (changes) {
        changes_.tell(actor, room,
                      seconds == 0
                          ? sentence("ended slow mode in #", room.name().text)
                          : sentence("made #", room.name().text, " slow: one message in ", time, " each"),
                      now);
    }
    return changes_.made(actor, room, sentence("slow ", time),
                         seconds == 0
                             ? std::string("slow is off")
                             : sentence("slow is ", time, ": so long between two messages of one person"),
                         now);
}

Outcome RoomSettings::set_key(const Actor& actor, Room& room, std::string_view word, Now now) {
    if (TextRefusal why = Access::can_set_rules(actor, room, false)) return refused(std::move(why));
    if (!room.owned()) {
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
        changes_.tell(actor, room,
                      sentence(word.empty()              ? "removed the key of #"
                               : room.rules->key.empty() ? "set a key for #"
                                                         : "changed the key of #",
                               room.name().text, word.empty() ? "" : ": joining takes it from now on"),
                      now);
    }
    room.rules->key = word;
    return changes_.made(actor, room, word.empty() ? "key off" : "key on",
                         word.empty() ? sentence("#", room.name().text, " asks for no key any more")
                                      : sentence("#", room.name().text, " asks for a key now: /join #",
                                                 room.name().text, " ", word),
                         now);
}

}  // namespace confab
