#include "confab/core/rooms/doors.hpp"

#include <algorithm>
#include <chrono>

#include "confab/base/duration.hpp"
#include "confab/base/text.hpp"
#include "confab/core/hub.hpp"

namespace confab {

namespace {

template <class T>
bool holds(const std::vector<T>& list, const T& value) {
    return std::find(list.begin(), list.end(), value) != list.end();
}

std::string_view base_of(std::string_view key) { return key.substr(key.find('#') + 1); }

// Takes as long for a word that is nearly right as for any other.
bool same_word(std::string_view a, std::string_view b) {
    bool same = a.size() == b.size();
    for (std::size_t i = 0; i < a.size() && !b.empty(); ++i) same &= a[i] == b[i % b.size()];
    return same;
}

constexpr Ticks in_ticks_of(std::uint32_t seconds) { return Ticks{seconds * 64}; }

}  // namespace

void Doors::load(std::vector<RoomRecord> rooms) {
    for (RoomRecord& record : rooms) {
        Room& room = hub_.rooms().restore(std::move(record.name), 0);
        // The last run was not through with removing it. The rest of too many waits for the next start.
        if (!record.rules.keeps_history && room.history.size() != 0) {
            room.history.keep(0);
            hub_.log().forget(room.name().key, room.last_id());
        }
        const bool nobodys = record.rules.owner == 0 && record.rules.keeps_history && !room.is_lobby();
        if (nobodys) {
            hub_.state().remove_room(room.name().key);
            continue;
        }
        room.topic = std::move(record.topic);
        if (room.is_lobby() && record.rules == RoomRules()) continue;  // it only has a topic
        room.rules = std::make_unique<RoomRules>(std::move(record.rules));
        load_periods(room);
        hub_.rooms().ids_above(room.rules->moved_up_to);
    }
}

bool Doors::knows(const Client& client, const Room& room) const {
    if (client.membership(room) != nullptr || hub_.moderation().is_operator(client)) return true;
    if (invited_by(client, room) != nullptr) return invited(client, room);
    if (rank(client, room) != Rank::none) return true;
    if (client.account != nullptr && room.rules && holds(room.rules->invited, client.account->id))
        return true;
    return room.guests && holds(room.guests->invited, client.id);
}

bool Doors::opens(const Room& room, std::string_view word) {
    return room.rules && !word.empty() && !room.rules->key.empty() && same_word(word, room.rules->key);
}

bool Doors::is_there(const Room& room) { return !room.members().empty() || room.rules || room.is_lobby(); }

// A room that is only remembered is none.
bool Doors::sees(const Client& client, const Room& room) const {
    return room.hidden() ? knows(client, room) : is_there(room);
}

// A private room that one is in, or owns, comes before one that all see, and that before any other private
// one. Where one has not been yet, a plain name does not lead, unless with the room's key.
Room* Doors::behind(const Client& client, Name& name, std::string_view word) {
    if (name.key.find('#') != std::string::npos) {
        Room* room = hub_.rooms().find_by_key(name.key);
        return room != nullptr && (knows(client, *room) || opens(*room, word)) ? room : nullptr;
    }
    Room* open = hub_.rooms().find_by_key(name.key);
    const bool there = open != nullptr && is_there(*open);
    const bool asks = there && open->rules && !open->rules->key.empty();
    Room* best = nullptr;
    int order = 0;
    hub_.rooms().for_each_hidden(name.key, [&](Room& room) {
        const bool been = knows(client, room) && invited_by(client, room) == nullptr;
        const bool own = client.account != nullptr && room.rules->owner == client.account->id;
        const int place = client.membership(room) != nullptr                 ? 3
                          : own                                              ? 2
                          : (opens(room, word) && !asks) || (been && !there) ? 1
                                                                             : 0;
        if (place > order) best = &room;
        order = std::max(order, place);
    });
    if (best == nullptr) best = open;
    if (best != nullptr) name.key = best->name().key;
    return best;
}

bool Doors::namesakes(const Room& a, const Room& b) const {
    return base_of(a.name().key) == base_of(b.name().key);
}

Rank Doors::rank(const Client& client, const Room& room) const {
    if (hub_.moderation().is_operator(client)) return Rank::server_operator;
    const Rank by_account = client.account == nullptr ? Rank::none : mark_of(*client.account, room);
    return std::max(by_account, mark_of(client.id, room));
}

Rank Doors::rank(const Account& account, const Room& room) const {
    return hub_.moderation().is_operator(account) ? Rank::server_operator : mark_of(account, room);
}

Rank Doors::mark_of(ClientId client, const Room& room) {
    if (!room.guests) return Rank::none;
    if (holds(room.guests->operators, client)) return Rank::room_operator;
    return holds(room.guests->voices, client) ? Rank::voice : Rank::none;
}

Rank Doors::mark_of(const Account& account, const Room& room) {
    if (!room.rules) return Rank::none;
    if (room.rules->owner == account.id) return Rank::owner;
    if (holds(room.rules->operators, account.id)) return Rank::room_operator;
    return holds(room.rules->voices, account.id) ? Rank::voice : Rank::none;
}

std::string Doors::refuses_entry(Client& client, const Name& name, const Room* room, std::string_view word,
                                 Now now) {
    // The key of a private room came from a seat that was kept: there must be no other room instead of it.
    const bool of_a_private_one = name.key.find('#') != std::string::npos;
    const bool open = room != nullptr && (!room->hidden() || knows(client, *room) || opens(*room, word));
    if (of_a_private_one && (room == nullptr || !room->rules || !open)) {
        return sentence("there is no #", name.text, " any more");
    }
    const bool asks = room != nullptr && room->rules && !room->rules->key.empty();
    if (!asks && !word.empty()) {
        return sentence("no room can be called that: a name has no spaces, and #", name.text,
                        " asks for no key");
    }
    if (room == nullptr || (room->members().empty() && !room->rules && !room->is_lobby())) {
        return refuses_making(client, now);
    }
    if (!asks || knows(client, *room) || opens(*room, word)) return {};
    return sentence("#", name.text, " asks for a key, ", word.empty() ? "" : "and that is not it; ",
                    "say /join #", name.text, " KEY");
}

std::string Doors::refuses_guess(const Client& client, const Name& name, std::string_view word, Now now) {
    if (word.empty()) return {};
    Name plain = name;
    const Room* known = behind(client, plain);
    if (known != nullptr && knows(client, *known)) return {};
    const std::string key(base_of(name.key));
    const Milliseconds wait = guesses_.wait(key, client.address, now.mono);
    if (wait > Milliseconds{0}) {
        return sentence("too many wrong keys, nothing has changed; try again in ",
                        brief(wait + Milliseconds{999}));
    }
    const Room* room = behind(client, plain, word);
    if (room != nullptr && room->rules && opens(*room, word)) {
        guesses_.succeeded(key, client.address);
    } else {
        guesses_.failed(key, client.address, now.mono);
    }
    return {};
}

std::string Doors::refuses_making(const Client& client, Now now) const {
    if (const std::string why = hub_.moderation().refuses_private(client, now); !why.empty()) return why;
    const ChatSettings& settings = hub_.settings();
    if (hub_.rooms().awake() >= settings.max_rooms) {
        return sentence("there are as many rooms as there may be (", settings.max_rooms,
                        "), join one of them (/rooms)");
    }
    if (hub_.moderation().is_operator(client)) return {};
    const Network source = source_of(client.address);
    std::size_t made = 0;
    hub_.rooms().for_each([&](const Room& room) {
        if (room.maker == source && (!room.members().empty() || room.rules)) ++made;
    });
    if (made < settings.max_rooms_per_source) return {};
    return sentence("from where you are ", counted(made, "room"), made == 1 ? " was" : " were",
                    " made already, which is all there may be; ", "join one of them (/rooms)");
}

bool Doors::is_voiceless(const Client& client, const Room& room) const {
    return room.rules && room.rules->moderated && rank(client, room) < Rank::voice;
}

std::string Doors::refuses_speech(Client& client, Room& room, Now now) {
    if (!room.rules) return {};
    const RoomRules& rules = *room.rules;
    if (!rules.moderated && rules.slow == 0) return {};
    if (rank(client, room) >= Rank::room_operator) return {};
    if (is_voiceless(client, room)) {
        return sentence("#", room.name().text,
                        " is moderated, nothing was sent: only its operators and voices speak");
    }
    if (rules.slow == 0) return {};
    const Ticks since = since_spoke(client, room, now);
    if (since >= in_ticks_of(rules.slow)) return {};
    const auto wait = std::chrono::ceil<std::chrono::seconds>(in_ticks_of(rules.slow) - since);
    return sentence("#", room.name().text, " is slow, nothing was sent: wait ", wait.count(),
                    "s (one message in ", rules.slow, "s)");
}

// Where nobody is above the others everyone may; of a room of one's own its operators decide.
std::string Doors::refuses_topic(const Client& client, const Room& room) const {
    if (!room.rules) return {};
    const Rank needed = room.rules->owner != 0  ? Rank::room_operator
                        : room.rules->moderated ? Rank::voice
                                                : Rank::none;
    if (rank(client, room) >= needed) return {};
    return sentence("only operators set the topic of #", room.name().text, ", /room says who they are");
}

void Doors::entered(Client& client, Room& room, Now now) {
    came_back(client, room, 0, now);
    const bool came = invitation_over(room, client.account, client.id);
    if (!room.rules) return;
    if (room.hidden()) reads(client, room, still_private);
    // Who came in by the key may come back without it.
    const bool let_in = !room.rules->key.empty() && let_back(client, room);
    if (came || let_in || (room.hidden() && client.account != nullptr)) save(room);
}

void Doors::left(Client& client, Room& room) {
    if (room.hidden()) {
        reads(client, room, room.last_id());
        if (client.account != nullptr) save(room);
    }
    if (room.guests) {
        std::erase(room.guests->operators, client.id);
        std::erase(room.guests->voices, client.id);
    }
    if (room.rules && room.rules->slow != 0) remember_speaker(client, room);
}

// True if the rules have changed by it.
bool Doors::let_back(const Client& client, Room& room) {
    if (client.account != nullptr) {
        auto& invited = room.rules->invited;
        const bool named = rank(*client.account, room) != Rank::none || holds(invited, client.account->id);
        if (named || invited.size() >= RoomRules::max_named) return false;
        invited.push_back(client.account->id);
        return true;
    }
    welcome_back(client, room);
    return false;
}

void Doors::welcome_back(const Client& client, Room& room) {
    if (!room.rules || rank(client, room) != Rank::none) return;
    if (room.guests && holds(room.guests->invited, client.id)) return;
    if (!room.guests) room.guests = std::make_unique<RoomGuests>();
    auto& invited = room.guests->invited;
    if (invited.size() >= RoomGuests::max_named) {
        std::erase_if(invited, [this](ClientId id) { return hub_.registry().find(id) == nullptr; });
    }
    if (invited.size() < RoomGuests::max_named) invited.push_back(client.id);
}

}  // namespace confab
