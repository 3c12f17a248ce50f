#include "confab/core/messages/editing.hpp"

#include <fmt/format.h>

#include <utility>

#include "confab/base/visible.hpp"
#include "confab/core/rooms/shown_message.hpp"

namespace confab {

namespace {

bool is_by(const User& user, const Author& author) {
    if (user.account != nullptr && user.account->id == author.account) return true;
    return author.user == user.id;
}

}  // namespace

const Message* Editing::last_of(const User& user, const Room& room) {
    for (std::size_t i = room.history.size(); i > 0; --i) {
        const Message& said = room.history.at(i - 1);
        if (is_by(user, said.author)) return &said;
    }
    return nullptr;
}

// A clock that was set back makes nothing old.
Refusal Editing::can_change(const Message& said, Now now) const {
    if (settings_.edit_time.count() == 0) return {Code::editing_off};
    if (now.wall - said.time < settings_.edit_time) return {};
    return {Code::message_too_old, settings_.edit_time};
}

Refusal Editing::edit(const User& user, Room& room, std::uint64_t id, std::string_view text, Now now) {
    const Message* said = shown_message(user, room, id);
    if (said == nullptr) return {Code::message_unknown};
    if (!is_by(user, said->author)) return {Code::message_not_yours};
    if (Refusal why = can_change(*said, now)) return why;
    if (Refusal why = access_.can_speak(user, room, now)) return why;
    if (is_blank(text)) return {Code::message_blank};

    collect_except(user, room, *said);
    room.history.replace(id, text, settings_.history_bytes);
    log_.replace(room.name().key, id, text);
    note(room, {.id = id, .at = now.wall, .by = user.name.text, .by_key = user.name.key});
    const Reference about{.id = id, .from = user.name.text};
    events_.tell_room(room.id(),
                      {.type = EventType::edited,
                       .time = now.wall,
                       .room = room.name().text,
                       .from = user.name.text,
                       .text = text,
                       .about = &about},
                      except_);
    return {};
}

Role Editing::role_of(const Author& author, const Room& room) const {
    if (const Account* account = accounts_.find(author.account)) return roles_.of(*account, room);
    const User* user = users_.find(author.user);
    return user == nullptr ? Role::none : roles_.of(*user, room);
}

Refusal Editing::can_remove(const User& user, const Room& room, const Message& said, Now now) const {
    if (is_by(user, said.author)) return can_change(said, now);
    const Role role = roles_.of(user, room);
    if (role < Role::room_operator) return {Code::message_not_yours};
    const Role theirs = role_of(said.author, room);
    if (theirs == Role::server_operator) return {Code::target_is_server_operator, said.from};
    if (theirs < role) return {};
    return {theirs == Role::owner ? Code::target_is_owner : Code::target_is_equal, said.from,
            room.name().text};
}

Refusal Editing::remove(const User& user, Room& room, std::uint64_t id, Now now) {
    const Message* said = shown_message(user, room, id);
    if (said == nullptr) return {Code::message_unknown};
    const bool is_own = is_by(user, said->author);
    const bool may_always = roles_.of(user, room) >= Role::room_operator;
    if (Refusal why = is_own && may_always ? Refusal() : can_remove(user, room, *said, now)) return why;

    const std::string from = said->from;
    collect_except(user, room, *said);
    room.history.remove(id);
    log_.remove(room.name().key, id);
    note(room, {.id = id, .at = now.wall, .by = user.name.text, .by_key = user.name.key, .of = from});
    if (!is_own) {
        audit_.add(roles_.actor(user, &room), "delete", from, room.name().text, fmt::format("message {}", id),
                   now);
    }
    const Reference about{.id = id, .from = from};
    events_.tell_room(room.id(),
                      {.type = EventType::deleted,
                       .time = now.wall,
                       .room = room.name().text,
                       .from = user.name.text,
                       .about = &about},
                      except_);
    return {};
}

// Of each message the last one is enough.
void Editing::note(Room& room, Correction correction) {
    auto& all = room.corrections;
    std::erase_if(all, [&](const Correction& each) { return each.id == correction.id; });
    if (all.size() >= Correction::max_per_room) all.erase(all.begin());
    all.push_back(std::move(correction));
}

// As what is said: people who ignore the user did not see the message either, nor did those who came after
// the room was private.
void Editing::collect_except(const User& user, const Room& room, const Message& said) {
    except_.clear();
    if (!user.connection.echo) except_.push_back(user.connection.id);
    ignores_.collect(user.name.key, except_);
    if (!said.in_private) return;
    for (const User* member : room.members()) {
        if (shown_message(*member, room, said.id) != nullptr) continue;
        member->for_each_connection([&](const Connection& each) { except_.push_back(each.id); });
    }
}

void Editing::tell_missed(const User& user, const Room& room, std::uint64_t up_to, WallTime since) {
    for (const Correction& each : room.corrections) {
        if (each.id > up_to || each.at < since || ignores_.ignores(user, each.by_key)) continue;
        const Message* said = shown_message(user, room, each.id);
        if (!each.is_deleted() && said == nullptr) continue;
        const Reference about{.id = each.id, .from = each.is_deleted() ? std::string_view(each.of) : each.by};
        replies_.tell(user, {.type = each.is_deleted() ? EventType::deleted : EventType::edited,
                             .replay = true,
                             .time = each.at,
                             .room = room.name().text,
                             .from = each.by,
                             .text = each.is_deleted() ? std::string_view() : said->text,
                             .about = &about});
    }
}

}  // namespace confab
