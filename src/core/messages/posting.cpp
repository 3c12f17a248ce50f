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

Refusal Posting::say(User& user, EventType type, std::string_view text, Now now) {
    const bool blank = is_blank(text);
    Refusal why = blank ? Refusal() : access_.can_speak(user, *user.connection.current, now);
    if (!blank && !why) post(user, type, text, now);
    return why;
}

void Posting::post(User& user, EventType type, std::string_view text, Now now) {
    Room& room = *user.connection.current;
    const Event event{.type = type,
                      .time = now.wall,
                      .id = room.next_id(),
                      .room = room.name().text,
                      .from = user.name.text,
                      .text = text};
    Membership& membership = *user.membership(room);
    // From now on it has something to come back to, also after a crash.
    if (!std::exchange(membership.spoke, true)) guest_seats_.save(user, now);
    membership.spoke_at = in_ticks(now.mono);
    membership.unseen = false;
    keep(user, room, event);
    events_.tell_room(room.id(), event, except_for(user));
}

void Posting::keep(const User& user, Room& room, const Event& event) {
    if (room.rules && !room.rules->keeps_history) return;
    room.history.add(event, messages_in_memory(settings_), settings_.history_bytes, room.hidden());
    log_.add({room.name().key, room.name().text, user.name.key,
              user.account == nullptr ? 0 : user.account->id, event, room.hidden()});
}

std::span<const ClientId> Posting::except_for(const User& sender) {
    except_.clear();
    if (!sender.connection.echo) except_.push_back(sender.connection.id);
    ignores_.collect(sender.name.key, except_);
    return except_;
}

// Being ignored is not shown to the sender: it sees its line as if it had arrived.
Refusal Posting::say_privately(const User& from, const User& to, std::string_view text, Now now) const {
    if (Refusal why = access_.can_talk(from, now)) return why;
    const Event event{.type = EventType::private_message,
                      .time = now.wall,
                      .from = from.name.text,
                      .to = to.name.text,
                      .text = text};
    from.for_each_connection([&](const Connection& each) {
        const bool shown = each.id != from.connection.id || each.echo || &from == &to;
        if (shown) events_.tell(each.id, event);
    });
    if (&from != &to && !ignores_.ignores(to, from.name.key)) {
        replies_.tell_everywhere(to, event);
        operations_.propose({now, operation::Wrote{from.connection.id, to.id}});
    }
    if (to.extras && to.extras->away) {
        const std::string why = access_.can_talk(to, now) ? "" : to.extras->away_text;
        replies_.tell(from, {Code::person_away, to.name.text, why}, now);
    }
    return {};
}

void Posting::note_exchange(User& from, User& to, Now now) {
    const bool another = to.more().writers.last != from.id;
    to.more().writers.add(from.id, now.mono);
    to.more().confidants.add(from.id, now.mono);
    from.more().confidants.add(to.id, now.mono);
    if (another) views_.tell_settings(to);
}

}  // namespace confab
