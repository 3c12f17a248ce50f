#include "confab/core/messages/posting.hpp"

#include <algorithm>
#include <utility>

#include "confab/base/visible.hpp"

namespace confab {

namespace {

constexpr std::size_t default_in_memory = 1000;

}  // namespace

std::size_t messages_in_memory(const ChatSettings& settings) {
    return std::max(settings.history, default_in_memory);
}

Refusal Posting::say(Client& client, EventType type, std::string_view text, Now now) {
    if (is_blank(text)) return {};
    Room& room = *client.current;
    if (Refusal why = access_.can_speak(client, room, now)) return why;
    const Event event{.type = type,
                      .time = now.wall,
                      .id = room.next_id(),
                      .room = room.name().text,
                      .from = client.name.text,
                      .text = text};
    Membership& membership = *client.membership(room);
    // From now on it has something to come back to, also after a crash.
    if (!std::exchange(membership.spoke, true)) guest_seats_.save(client, now);
    membership.spoke_at = in_ticks(now.mono);
    membership.unseen = false;
    keep(client, room, event);
    events_.tell_room(room.id(), event, except_for(client));
    return {};
}

void Posting::keep(const Client& client, Room& room, const Event& event) {
    if (room.rules && !room.rules->keeps_history) return;
    room.history.add(event, messages_in_memory(settings_), settings_.history_bytes, room.hidden());
    log_.add({room.name().key, room.name().text, client.name.key,
              client.account == nullptr ? 0 : client.account->id, event, room.hidden()});
}

std::span<const ClientId> Posting::except_for(const Client& sender) {
    except_.clear();
    if (!sender.echo) except_.push_back(sender.id);
    ignores_.collect(sender.name.key, except_);
    return except_;
}

// Being ignored is not shown to the sender: it sees its line as if it had arrived.
Refusal Posting::say_privately(Client& from, Client& to, std::string_view text, Now now) {
    if (Refusal why = access_.can_talk(from, now)) return why;
    const Event event{.type = EventType::private_message,
                      .time = now.wall,
                      .from = from.name.text,
                      .to = to.name.text,
                      .text = text};
    if (from.echo || &from == &to) events_.tell(from.id, event);
    if (&from != &to && !ignores_.ignores(to, from.name.key)) {
        const bool another = to.more().writers.last != from.id;
        note_exchange(from, to, now);
        events_.tell(to.id, event);
        if (another) views_.tell_settings(to);
    }
    if (to.extras && to.extras->away) {
        const std::string why = access_.can_talk(to, now) ? "" : to.extras->away_text;
        replies_.tell(from, {Code::person_away, to.name.text, why}, now);
    }
    return {};
}

void Posting::note_exchange(Client& from, Client& to, Now now) {
    to.more().writers.add(from.id, now.mono);
    to.more().confidants.add(from.id, now.mono);
    from.more().confidants.add(to.id, now.mono);
}

}  // namespace confab
