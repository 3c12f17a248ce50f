#include "confab/core/messages/history.hpp"

#include <algorithm>
#include <utility>

#include "confab/core/users/user_clock.hpp"

namespace confab {

namespace {

constexpr std::size_t lines_by_default = 20;

}  // namespace

std::size_t History::default_lines() const {
    return settings_.history != 0 ? settings_.history : lines_by_default;
}

void History::last(User& user, const Room& room, std::size_t lines, Now now) {
    lines = std::min(lines, max_lines);
    const std::string& name = room.name().text;
    Page page{.room_key = room.name().key, .room = name, .nothing = Reply(Code::history_nothing_yet, name)};
    Replay::Lines shown = replay_.remembered(user, room);
    if (shown.size() >= lines || in_memory(room, 1)) {
        keep_last(shown, lines);
        return show(user, page, std::move(shown), false, now);
    }
    ask(user,
        {.kind = HistoryQuery::Kind::last,
         .rooms = {room.name().key},
         .up_to = room.last_id(),
         .limit = lines},
        ShowPage{std::move(page)}, now);
}

void History::since(User& user, const Room& room, WallTime since, Now now) {
    const std::string& name = room.name().text;
    const LocalTime from{since, clock_of(user), now.wall};
    Page page{.room_key = room.name().key,
              .room = name,
              .title = Code::history_since,
              .detail = from,
              .nothing = Reply(Code::history_nothing_since, name, from),
              .hint = true};
    const MessageRing& history = room.history;
    const bool goes_back = history.size() > 0 && history.at(0).time < since;
    if (goes_back || in_memory(room, 1)) {
        return show(user, page, replay_.remembered(user, room, 0, UINT64_MAX, since), false, now);
    }
    ask(user,
        {.kind = HistoryQuery::Kind::since,
         .rooms = {room.name().key},
         .up_to = room.last_id(),
         .since = since,
         .limit = max_lines},
        ShowPage{std::move(page)}, now);
}

std::optional<History::MissedQuery> History::missed(User& user, const Room& room, const Missed& missed,
                                                    Now now) {
    if (missed.up_to <= missed.above) return std::nullopt;
    Page page{.room_key = room.name().key,
              .room = room.name().text,
              .title = Code::history_since,
              .hint = true,
              .since = missed.since};
    const bool few = missed.up_to - missed.above <= max_missed || !log_.lasts();
    if (few && in_memory(room, missed.above + 1)) {
        Replay::Lines shown = replay_.remembered(user, room, missed.above, missed.up_to);
        keep_last(shown, max_missed);
        show(user, page, std::move(shown), false, now);
        return std::nullopt;
    }
    return MissedQuery{{.kind = HistoryQuery::Kind::after,
                        .rooms = {room.name().key},
                        .id = missed.above,
                        .up_to = missed.up_to,
                        .limit = max_missed},
                       std::move(page)};
}

void History::more(User& user, Now now) {
    const Room& room = *user.connection.current;
    const Reading* reading = user.connection.reading_if_any();
    const bool goes_on = reading != nullptr && reading->room_key == room.name().key;
    const std::uint64_t before = goes_on ? reading->before : room.last_id() + 1;
    const std::size_t lines = default_lines();
    const std::string& name = room.name().text;
    Page page{.room_key = room.name().key,
              .room = name,
              .title = goes_on ? Code::history_before : Code::history_last,
              .nothing = Reply(Code::history_nothing_before, name)};
    Replay::Lines shown = replay_.remembered(user, room, 0, before - 1);
    if (shown.size() >= lines || in_memory(room, 1)) {
        keep_last(shown, lines);
        return show(user, page, std::move(shown), false, now);
    }
    ask(user,
        {.kind = HistoryQuery::Kind::before,
         .rooms = {room.name().key},
         .id = before,
         .up_to = room.last_id(),
         .limit = lines},
        ShowPage{std::move(page)}, now);
}

// Does memory hold all that was said in the room from `from_id` on? Where nothing lasts, there is no more
// than what it holds.
bool History::in_memory(const Room& room, std::uint64_t from_id) const {
    if (!log_.lasts() || room.last_id() < from_id) return true;
    if (room.rules && !room.rules->keeps_history) return true;
    return room.history.size() > 0 && room.history.at(0).id <= from_id;
}

void History::show(User& user, const Page& page, Replay::Lines lines, bool more, Now now) {
    if (lines.empty()) {
        if (page.nothing.code != Code::none) replies_.tell(user, page.nothing, now);
        return;
    }
    Reading& reading = user.connection.reading();
    reading.room_key = page.room_key;
    reading.before = lines.front()->id;
    Reply title(page.title, lines.size(), page.room, page.detail);
    if (page.since) {
        const WallTime since = std::min(*page.since, lines.front()->time);
        title.arguments.back() = LocalTime{since, clock_of(user), now.wall};
    }
    replies_.frame(user, title, now);
    const Room* room = rooms_.find_by_key(page.room_key);
    for (const Message* said : lines) replay_.line(user, page.room, room, *said);
    replies_.frame(user, {Code::history_end}, now);
    if (more && page.hint) replies_.tell(user, {Code::history_more}, now);
}

}  // namespace confab
