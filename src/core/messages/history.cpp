#include "confab/core/messages/history.hpp"

#include <algorithm>
#include <utility>

#include "confab/base/text.hpp"
#include "confab/base/time_text.hpp"
#include "confab/core/hub.hpp"

namespace confab {

namespace {

Reading& reading_of(Client& client) {
    auto& reading = client.more().reading;
    if (!reading) reading = std::make_unique<Reading>();
    return *reading;
}

void keep_last(std::vector<const Message*>& said, std::size_t lines) {
    if (said.size() > lines) said.erase(said.begin(), said.end() - static_cast<std::ptrdiff_t>(lines));
}

std::string lines_of(std::size_t count) { return sentence(count, count == 1 ? " line" : " lines"); }

}  // namespace

ZoneClock History::clock_of(const Client& client) {
    if (!client.view.interactive || !client.extras) return ZoneClock();
    return ZoneClock(client.extras->display.time_zone);
}

bool History::may_read(const Client& client, const Room& room, Now now) const {
    if (client.membership(room) != nullptr) return true;
    if (!hub_.doors().sees(client, room)) return false;
    if (room.rules && (room.rules->unlisted || !room.rules->key.empty())) return false;
    return hub_.moderation().refuses_entry(client, room.name(), now).empty();
}

bool History::replay(const Client& client, const Room& room, std::size_t lines, Now now) {
    Lines shown = remembered(client, room);
    keep_last(shown, lines);
    if (shown.empty()) return false;
    frame(client, sentence("last ", lines_of(shown.size()), " of #", room.name().text, ":"), now);
    for (const Message* said : shown) line(client, room.name().text, *said);
    frame(client, "now live", now);
    return true;
}

void History::last(Client& client, const Room& room, std::size_t lines, Now now) {
    lines = std::min(lines, most_lines);
    Page page{room.name().key, room.name().text, "last ", ":",
              sentence("nothing was said in #", room.name().text, " yet")};
    Lines shown = remembered(client, room);
    if (shown.size() >= lines || in_memory(room, 1)) {
        keep_last(shown, lines);
        return show(client, page, std::move(shown), false, now);
    }
    ask(client,
        {.kind = HistoryQuery::Kind::last,
         .rooms = {room.name().key},
         .up_to = room.last_id(),
         .limit = lines},
        std::move(page), now);
}

void History::since(Client& client, const Room& room, WallTime since, Now now) {
    const std::string after = sentence(" since ", when(since, clock_of(client), now.wall));
    Page page{room.name().key,
              room.name().text,
              "",
              after + ":",
              sentence("nothing was said in #", room.name().text, after),
              true};
    const MessageRing& history = room.history;
    const bool goes_back = history.size() > 0 && history.at(0).time < since;
    if (goes_back || in_memory(room, 1)) {
        return show(client, page, remembered(client, room, 0, UINT64_MAX, since), false, now);
    }
    ask(client,
        {.kind = HistoryQuery::Kind::since,
         .rooms = {room.name().key},
         .up_to = room.last_id(),
         .since = since,
         .limit = most_lines},
        std::move(page), now);
}

void History::missed(Client& client, const Room& room, const Missed& missed, Now now,
                     std::function<void(Client&, Now)> then) {
    if (missed.up_to <= missed.above) return then(client, now);
    Page page{room.name().key, room.name().text, "", "", "", true, missed.since};
    const bool few = missed.up_to - missed.above <= max_missed || !hub_.log().lasts();
    if (few && in_memory(room, missed.above + 1)) {
        Lines shown = remembered(client, room, missed.above, missed.up_to);
        keep_last(shown, max_missed);
        show(client, page, std::move(shown), false, now);
        return then(client, now);
    }
    ask(client,
        {.kind = HistoryQuery::Kind::after,
         .rooms = {room.name().key},
         .id = missed.above,
         .up_to = missed.up_to,
         .limit = max_missed},
        std::move(page), now, std::move(then));
}

void History::more(Client& client, Now now) {
    const Room& room = *client.current;
    const bool goes_on =
        client.extras && client.extras->reading && client.extras->reading->room_key == room.name().key;
    const std::uint64_t before = goes_on ? client.extras->reading->before : room.last_id() + 1;
    const std::size_t lines = hub_.default_lines();
    Page page{room.name().key, room.name().text, goes_on ? "" : "last ", goes_on ? " before that:" : ":",
              sentence("nothing was said in #", room.name().text, " before that")};
    Lines shown = remembered(client, room, 0, before - 1);
    if (shown.size() >= lines || in_memory(room, 1)) {
        keep_last(shown, lines);
        return show(client, page, std::move(shown), false, now);
    }
    ask(client,
        {.kind = HistoryQuery::Kind::before,
         .rooms = {room.name().key},
         .id = before,
         .up_to = room.last_id(),
         .limit = lines},
        std::move(page), now);
}

// Does memory hold all that was said in the room from `from_id` on? Where nothing lasts, there is no more
// than what it holds.
bool History::in_memory(const Room& room, std::uint64_t from_id) const {
    if (!hub_.log().lasts() || room.last_id() < from_id) return true;
    if (room.rules && !room.rules->keeps_history) return true;
    return room.history.size() > 0 && room.history.at(0).id <= from_id;
}

History::Lines History::remembered(const Client& client, const Room& room, std::uint64_t above,
                                   std::uint64_t up_to, WallTime since) const {
    Lines lines;
    const PrivateIds in_private = hub_.doors().private_ids(client, room);
    for (std::size_t i = 0; i < room.history.size(); ++i) {
        const Message& said = room.history.at(i);
        if (said.in_private && !in_private.shows(said.id)) continue;
        if (said.id > above && said.id <= up_to && said.time >= since && !ignored(client, said))
            lines.push_back(&said);
    }
    return lines;
}

bool History::ignored(const Client& client, const Message& said) const {
    if (!client.extras || client.extras->ignores.empty()) return false;
    return hub_.ignores().ignores(client, hub_.names().key_of(said.from));
}

void History::show(Client& client, const Page& page, Lines lines, bool more, Now now) {
    if (lines.empty()) {
        if (!page.nothing.empty()) hub_.tell(client, page.nothing, now);
        return;
    }
    Reading& reading = reading_of(client);
    reading.room_key = page.room_key;
    reading.before = lines.front()->id;
    const std::string title = sentence(page.before, lines_of(lines.size()), " of #", page.room);
    if (page.since) {
        const WallTime since = std::min(*page.since, lines.front()->time);
        frame(client, sentence(title, " since ", when(since, clock_of(client), now.wall), ":"), now);
    } else {
        frame(client, sentence(title, page.after), now);
    }
    for (const Message* said : lines) line(client, page.room, *said);
    frame(client, "now live", now);
    if (more && page.hint) hub_.tell(client, "there is more before that, /more shows it", now);
}

void History::frame(const Client& client, std::string_view title, Now now) {
    hub_.audience().tell(client.id,
                         {.type = EventType::notice, .frame = true, .time = now.wall, .text = title});
}

void History::line(const Client& client, std::string_view room, const Message& said) {
    hub_.audience().tell(client.id, {.type = said.type,
                                     .replay = true,
                                     .time = said.time,
                                     .id = said.id,
                                     .room = room,
                                     .from = said.from,
                                     .text = said.text});
}

}  // namespace confab
