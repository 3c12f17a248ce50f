#include "confab/core/messages/posting.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "confab/base/visible.hpp"
#include "confab/core/rooms/shown_message.hpp"

namespace confab {

namespace {

constexpr std::size_t default_in_memory = 1000;

}  // namespace

std::size_t messages_in_memory(const ChatSettings& settings) {
    return std::max(settings.history, default_in_memory);
}

Refusal Posting::say(User& user, Room& room, EventType type, std::string_view text, Now now) {
    const bool blank = is_blank(text);
    Refusal why = blank ? Refusal() : access_.can_speak(user, room, now);
    if (!blank && !why) post(user, room, {.type = type, .text = text}, now);
    return why;
}

Refusal Posting::answer(User& user, Room& room, std::uint64_t to, std::string_view text, Now now) {
    if (is_blank(text)) return {};
    const Message* said = shown_message(user, room, to);
    if (said == nullptr) return {Code::message_unknown};
    if (Refusal why = access_.can_speak(user, room, now)) return why;
    // A copy: what is answered may be dropped for the answer.
    const Reference found = quote(*said);
    const std::string from(found.from);
    const std::string beginning(found.text);
    const Reference answered{to, from, beginning};
    post(user, room, {.type = EventType::message, .text = text, .about = &answered}, now);
    return {};
}

// `event` has a type and a text.
void Posting::post(User& user, Room& room, Event event, Now now) {
    event.registered = user.account != nullptr;
    event.time = now.wall;
    event.id = room.next_id();
    event.room = room.name().text;
    event.from = user.name.text;
    Membership& membership = *user.membership(room);
    // From now on it has something to come back to, also after a crash.
    if (!std::exchange(membership.spoke, true)) guest_seats_.save(user, now);
    membership.spoke_at = in_ticks(now.mono);
    membership.unseen = false;
    keep(user.name.key, {user.id, user.account == nullptr ? 0 : user.account->id}, room, event);
    events_.tell_room(room.id(), event, except_for(user));
}

void Posting::say_by(const PostingToken& token, std::string_view maker, Room& room, std::string_view text,
                     Now now) {
    const Event event{.type = EventType::message,
                      .time = now.wall,
                      .id = room.next_id(),
                      .room = room.name().text,
                      .from = token.name.text,
                      .text = text,
                      .via = maker};
    keep(token.name.key, {}, room, event);
    except_.clear();
    ignores_.collect(token.name.key, except_);
    events_.tell_room(room.id(), event, except_);
}

void Posting::keep(std::string_view sender, const Author& author, Room& room, const Event& event) {
    if (room.rules && !room.rules->keeps_history) return;
    room.history.add(event, messages_in_memory(settings_), settings_.history_bytes, room.hidden(), author);
    log_.add({room.name().key, room.name().text, sender, author.account, event, room.hidden()});
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
                      .registered = from.account != nullptr,
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
