// What the archive asks of the log, and searching.
#include <algorithm>
#include <utility>

#include "confab/base/text.hpp"
#include "confab/base/time_text.hpp"
#include "confab/core/hub.hpp"
#include "confab/core/messages/history.hpp"

namespace confab {

void History::ask(Client& client, HistoryQuery query, Now now,
                  const std::function<void(Client&, const HistoryAnswer*, Now)>& then) {
    const auto answered = [this, then](Client& who, Answer answer, Now later) {
        auto* found = std::get_if<HistoryAnswer>(&answer);
        if (found == nullptr || found->failed) {
            hub_.tell_error(who, "what was said before cannot be read at the moment, try again later", later);
            return then(who, nullptr, later);
        }
        std::erase_if(found->lines, [&](const FoundLine& line) { return ignored(who, line.said); });
        then(who, found, later);
    };
    for (const std::string& key : query.rooms) {
        const Room* room = hub_.rooms().find_by_key(key);
        if (room != nullptr) query.in_private[key] = hub_.doors().private_ids(client, *room);
    }
    query.ticket = hub_.await(client, answered, now);
    if (hub_.log().ask(query)) return;
    hub_.tell_error(client, "too many look into the history at the moment, try again", now);
    hub_.never_mind(query.ticket);
    then(client, nullptr, now);
}

void History::ask(Client& client, HistoryQuery query, Page page, Now now,
                  std::function<void(Client&, Now)> then) {
    ask(client, std::move(query), now,
        [this, page = std::move(page), then = std::move(then)](Client& who, const HistoryAnswer* answer,
                                                               Now later) {
            Lines lines;
            if (answer != nullptr) {
                for (const FoundLine& each : answer->lines) lines.push_back(&each.said);
                show(who, page, std::move(lines), answer->more, later);
            }
            if (then) then(who, later);
        });
}

void History::search(Client& client, const Search& search, Now now) {
    if (!hub_.log().lasts()) {
        return hub_.tell_error(client, "this server keeps nothing that could be searched", now);
    }
    HistoryQuery query{.kind = HistoryQuery::Kind::search,
                       .since = search.since,
                       .from_key = search.from_key,
                       .words = search.words,
                       .limit = max_results};
    // What is being removed must not be found meanwhile.
    const auto look_in = [&query](const Room& room) {
        if (!room.rules || room.rules->keeps_history) query.rooms.push_back(room.name().key);
    };
    if (search.in != nullptr) look_in(*search.in);
    if (search.in == nullptr) {
        for (const Membership& membership : client.rooms) look_in(*membership.room);
    }
    if (query.rooms.empty()) return show_results(client, search.words, {}, now);
    ask(client, std::move(query), now,
        [this, words = search.words](Client& who, const HistoryAnswer* answer, Now later) {
            if (answer != nullptr) show_results(who, words, *answer, later);
        });
}

// With their numbers for people; scripts get objects like those of any replay, and count them.
void History::show_results(Client& client, const std::string& words, const HistoryAnswer& answer, Now now) {
    auto& reading = client.more().reading;
    if (!reading) reading = std::make_unique<Reading>();
    reading->results.clear();
    if (answer.lines.empty()) {
        return hub_.tell(client, sentence("nothing was found of ", excerpt(words, 64)), now);
    }
    const std::size_t count = answer.lines.size();
    frame(client,
          sentence(answer.more ? "the last " : "", count, count == 1 ? " line" : " lines", " with ",
                   excerpt(words, 64), ":"),
          now);
    const ZoneClock clock = clock_of(client);
    for (const FoundLine& each : answer.lines) {
        reading->results.push_back({each.room_key, each.said.id});
        if (client.view.structured) {
            line(client, each.room, each.said);
            continue;
        }
        std::string text = each.said.text;
        std::replace(text.begin(), text.end(), '\n', ' ');
        const bool emote = each.said.type == EventType::emote;
        frame(client,
              sentence(reading->results.size(), ". ", when(each.said.time, clock, now.wall), " #", each.room,
                       " ", emote ? "** " : "", each.said.from, emote ? " " : ": ", text),
              now);
    }
    frame(client, sentence("/context N shows what was around one"), now);
}

void History::context(Client& client, std::size_t number, std::size_t lines, Now now) {
    const Reading* reading = client.extras ? client.extras->reading.get() : nullptr;
    if (reading == nullptr || reading->results.empty()) {
        return hub_.tell_error(client, "there are no results, /search first", now);
    }
    if (number < 1 || number > reading->results.size()) {
        return hub_.tell_error(
            client, sentence("there is no result ", number, ", the last one is ", reading->results.size()),
            now);
    }
    const Reading::Result result = reading->results[number - 1];
    const Room* room = hub_.rooms().find_by_key(result.room_key);
    if (room == nullptr || !may_read(client, *room, now)) {
        return hub_.tell_error(client, "that room cannot be read any more", now);
    }
    Page page{result.room_key, room->name().text, "", sentence(" around result ", number, ":"), ""};
    ask(client,
        {.kind = HistoryQuery::Kind::around,
         .rooms = {result.room_key},
         .id = result.id,
         .up_to = room->last_id(),
         .limit = std::min(lines, most_lines)},
        std::move(page), now);
}

}  // namespace confab
