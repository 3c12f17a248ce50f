#include "confab/core/users/replies.hpp"

#include "confab/core/users/user.hpp"

namespace confab {

namespace {

bool is_wrong_secret(Code code) {
    return code == Code::room_key_wrong || code == Code::resume_code_unknown ||
           code == Code::invite_code_wrong;
}

}  // namespace

void Replies::tell(const User& user, const Event& event) {
    if (user.id != acting_) return tell_everywhere(user, event);
    if (label_.empty()) return events_.tell(user.connection.id, event);
    Event labelled = event;
    labelled.label = label_;
    events_.tell(user.connection.id, labelled);
}

void Replies::tell_everywhere(const User& user, const Event& event) {
    user.for_each_connection([&](const Connection& each) { events_.tell(each.id, event); });
}

void Replies::tell_in(ClientId connection, std::string_view room, const Reply& what, Now now) {
    tell(connection, {.type = EventType::notice, .time = now.wall, .room = room}, what);
}

void Replies::refuse_on(ClientId connection, const Refusal& why, Now now) {
    tell(connection, {.type = EventType::error, .time = now.wall}, why);
}

void Replies::tell(ClientId connection, Event event, const Reply& what) {
    const Worded words = wording_.word(what);
    event.text = words.text;
    event.fields = words.fields;
    event.code = what.code;
    events_.tell(connection, event);
}

void Replies::tell(const User& user, Event event, const Reply& what) {
    const Worded words = wording_.word(what);
    event.text = words.text;
    event.fields = words.fields;
    event.code = what.code;
    tell(user, event);
}

void Replies::tell(const User& user, const Reply& what, Now now) {
    tell(user, {.type = EventType::notice, .time = now.wall}, what);
}

void Replies::tell_here(const User& user, const Reply& what, Now now) {
    user.id == acting_ ? tell(user, what, now) : tell_in(user.connection.id, {}, what, now);
}

void Replies::tell_in(const User& user, std::string_view room, const Reply& what, Now now) {
    tell(user, {.type = EventType::notice, .time = now.wall, .room = room}, what);
}

void Replies::frame(const User& user, const Reply& what, Now now) {
    tell(user, {.type = EventType::notice, .frame = true, .time = now.wall}, what);
}

void Replies::refuse(const User& user, const Refusal& why, Now now) {
    if (is_wrong_secret(why.code)) events_.guessed_wrong(user.connection.id);
    tell(user, {.type = EventType::error, .time = now.wall}, why);
}

void Replies::tell_room(RoomId room, std::string_view name, const Reply& what, Now now,
                        std::span<const ClientId> except, Reach reach) {
    const Worded words = wording_.word(what);
    events_.tell_room(room,
                      {.type = EventType::notice,
                       .reach = reach,
                       .code = what.code,
                       .time = now.wall,
                       .room = name,
                       .text = words.text,
                       .fields = words.fields},
                      except);
}

void Replies::refuse_text(const User& user, const Refusal& why, std::string_view line, Now now) {
    refuse(user, why, now);
    offer(user, line);
}

void Replies::offer(const User& user, std::string_view line) {
    if (user.connection.view.interactive) events_.offer(user.connection.id, line);
}

}  // namespace confab
