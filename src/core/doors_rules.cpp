// What the owners and operators of rooms set.
#include <algorithm>
#include <span>
#include <utility>

#include "confab/core/hub.hpp"
#include "confab/core/secret_line.hpp"
#include "how_long.hpp"
#include "text.hpp"

namespace confab {

namespace {

// Empty if `actor` may set rules there. `owner`: only the owner and server operators may.
std::string not_allowed(const Actor& actor, const Room& room, bool owner) {
    if (actor.rank >= (owner ? Rank::owner : Rank::room_operator)) return {};
    if (!room.rules || room.rules->owner == 0) {
        return sentence("#", room.name().text, " is nobody's own, so only server operators set its rules");
    }
    return sentence("only ", owner ? "the owner" : "operators", " of #", room.name().text,
                    " may do that, /room says who that is");
}

// Lists are cut there: as much as anyone reads of one.
constexpr std::size_t most_shown = 50;

template <class List, class NameOf>
std::string names_of(const List& list, const NameOf& name_of) {
    std::string names;
    std::size_t shown = 0;
    for (const auto& each : list) {
        const std::string name = name_of(each);
        if (name.empty()) continue;
        if (++shown <= most_shown) names += sentence(names.empty() ? "" : ", ", name);
    }
    if (shown > most_shown) names += sentence(" and ", shown - most_shown, " more");
    return names;
}

}  // namespace

RoomRules& Doors::rules_of(Room& room) {
    if (!room.rules) room.rules = std::make_unique<RoomRules>();
    return *room.rules;
}

void Doors::save(const Room& room) {
    if (room.hidden() && room.rules->owner == 0) return;  // goes with who is in it
    if (room.rules) return hub_.state().save(RoomRecord{room.name(), room.topic, *room.rules});
    if (!room.is_lobby()) return;
    if (room.topic.empty()) return hub_.state().remove_room(room.name().key);
    hub_.state().save(RoomRecord{room.name(), room.topic, {}});
}

// An ordinary room again, and nothing of it is kept but what was said.
void Doors::let_go(Room& room) {
    hub_.state().remove_room(room.name().key);
    hub_.moderation().room_gone(room.name().key);
    room.guests.reset();
    if (room.hidden()) {
        room.history.keep(0);
        room.topic.clear();
    }
    room.rules.reset();
    save(room);
}

void Doors::change_key(Room& room, std::string key) {
    const std::string before = room.name().key;
    hub_.state().remove_room(before);
    hub_.rooms().change_key(room, std::move(key));
    hub_.moderation().room_renamed(before, room.name().key);
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
    const Event event{
        .type = EventType::notice, .time = now.wall, .room = room.name().text, .text = text};
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
    if (!on && !hub_.log().forget(room.name().key, room.last_id())) {
        return refused("too much is being removed at the moment, try again in a minute");
    }
    const bool changes = std::exchange(rules_of(room).keeps_history, on) != on;
    if (!on) room.history.keep(0);
    if (changes || !on) {
        tell_changed(actor, room,
                     on ? sentence("turned on history in ", place, ": what is said from now on is kept")
                        : sentence("turned off history in ", place,
                                   ": nothing is kept of what is said, or was said"),
                     now);
    }
    return changed(actor, room, sentence("history ", state),
                   sentence("history is ", state,
                            on ? ": what is said from now on is kept in #"
                               : ": nothing is kept of what is said, or was said, in #",
                            room.name().text),
                   now);
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
    if (word.size() > RoomRules::longest_key) {
        return refused(
            sentence("a key has ", RoomRules::longest_key, " bytes at most, choose a shorter one"));
    }
    if (word.find_first_of(" \n") != std::string_view::npos) return refused("a key is one word");
    if (room.rules->key != word) {
        tell_changed(actor, room,
                     sentence(word.empty()               ? "removed the key of #"
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

// The one room of the name that all see: another one must not be there already.
Outcome Doors::show_to_all(Room& room) {
    const std::string base = room.name().key.substr(room.name().key.find('#') + 1);
    const Room* other = hub_.rooms().find_by_key(base);
    if (other != nullptr && (!other->members().empty() || other->rules || other->is_lobby())) {
        return refused(sentence("there is another #", room.name().text,
                                " that everybody sees, so this one stays private"));
    }
    change_key(room, base);
    room.rules->unlisted = false;
    // What was said while it was private stays among those who were there.
    room.history.keep(0);
    return {true, {}};
}

Outcome Doors::set_private(const Actor& actor, Room& room, bool on, Now now) {
    if (std::string why = not_allowed(actor, room, true); !why.empty()) return refused(std::move(why));
    if (!room.rules || room.rules->owner == 0) {
        return refused(sentence("#", room.name().text, " is nobody's own, so it is open to all"));
    }
    if (room.rules->unlisted == on) {
        return refused(sentence("#", room.name().text, " is ", on ? "private" : "public", " already"));
    }
    if (!on) {
        Outcome shown = show_to_all(room);
        if (!shown.done) return shown;
        tell_changed(actor, room, sentence("made #", room.name().text, " public: everyone sees it"), now);
        return changed(actor, room, "public", sentence("#", room.name().text, " is public: everyone sees it"),
                       now);
    }
    change_key(room, sentence(room.rules->owner, "#", room.name().key));
    room.rules->unlisted = true;
    for (const Client* member : room.members()) let_back(*member, room);
    tell_changed(actor, room, sentence("made #", room.name().text, " private: nobody else can find it"), now);
    return changed(
        actor, room, "private",
        sentence("#", room.name().text, " is private: nobody else can find it; /invite lets someone in"),
        now);
}

Outcome Doors::drop(const Actor& actor, Room& room, Now now) {
    if (std::string why = not_allowed(actor, room, true); !why.empty()) return refused(std::move(why));
    if (!room.rules) return refused(sentence("#", room.name().text, " has no rules to drop"));
    if (room.hidden()) {
        Outcome shown = show_to_all(room);
        if (!shown.done) return shown;
    }
    hub_.moderation().audit(actor, "room", "", &room, "drop", now);
    tell_changed(actor, room, sentence("gave up #", room.name().text, ", which has no owner now"), now);
    Outcome dropped{true, sentence("#", room.name().text, " is an ordinary room now, and nobody's own")};
    let_go(room);
    hub_.rooms().forget_if_empty(room);
    return dropped;
}

std::string Doors::owned_by(const RoomRules& rules) const {
    const Account* owner = hub_.accounts().find(rules.owner);
    return owner == nullptr ? "nobody's own" : sentence("owned by ", owner->name.text);
}

std::vector<std::string> Doors::describe(const Room& room, Rank rank) {
    const RoomRules usual;
    const RoomRules& rules = room.rules ? *room.rules : usual;
    const RoomGuests none;
    const RoomGuests& guests = room.guests ? *room.guests : none;
    const bool all = rank >= Rank::room_operator;
    std::vector<std::string> lines;
    lines.push_back(sentence("#", room.name().text, " is ", owned_by(rules), ", ",
                             rules.unlisted ? "private" : "public", ", key ",
                             rules.key.empty() ? "off"
                             : all             ? std::string_view(rules.key)
                                               : "on",
                             ", history ", rules.keeps_history ? "on" : "off", ", slow ",
                             rules.slow == 0 ? "off" : duration_text(std::chrono::seconds(rules.slow)),
                             ", moderated ", rules.moderated ? "on" : "off"));
    const auto list = [&](std::string_view title, const auto& accounts, const auto& clients) {
        std::string names = names_of(accounts, [this](AccountId id) {
            const Account* account = hub_.accounts().find(id);
            return account == nullptr ? std::string() : account->name.text;
        });
        const std::string others = names_of(clients, [this](ClientId id) {
            const Client* client = hub_.registry().find(id);
            return client == nullptr ? std::string() : client->name.text;
        });
        if (!names.empty() && !others.empty()) names += ", ";
        names += others;
        if (!names.empty()) lines.push_back(sentence(title, ": ", names));
    };
    list("operators", rules.operators, guests.operators);
    list("voices", rules.voices, guests.voices);
    if (all) list("invited", rules.invited, guests.invited);
    return lines;
}

void Doors::owner_gone(AccountId account, Now now) {
    hub_.rooms().for_each([&](Room& room) {
        if (!room.rules) return;
        RoomRules& rules = *room.rules;
        const auto named = std::erase(rules.operators, account) + std::erase(rules.voices, account) +
                           std::erase(rules.invited, account);
        if (rules.owner != account) {
            if (named != 0) save(room);
            return;
        }
        // What is private stays so, for those who are in it.
        if (room.hidden() && !room.members().empty()) {
            hub_.state().remove_room(room.name().key);
            rules.owner = 0;
            return;
        }
        tell_owner_gone(room, account, now);
        let_go(room);
        hub_.rooms().forget_if_empty(room);
    });
}

void Doors::tell_owner_gone(const Room& room, AccountId account, Now now) {
    const Account* owner = hub_.accounts().find(account);
    if (owner == nullptr) return;
    tell_changed(from_outside(owner->name.text), room,
                 sentence("is not registered any more, so #", room.name().text, " has no owner"), now);
}

}  // namespace confab
