// What the history asks of the log, and searching.
#include <algorithm>
#include <utility>

#include "confab/base/text.hpp"
#include "confab/core/messages/history.hpp"
#include "confab/core/rooms/private_periods.hpp"
#include "confab/core/users/user_clock.hpp"

namespace confab {

namespace {

// Where many people share an address each is a source alone.
std::string asker(const User& user, const ChatSettings& settings) {
    const Address& from = user.connection.address;
    return settings.is_exempt(from) ? user.name.key : source_of(from).text();
}

}  // namespace

bool History::ask(User& user, HistoryQuery query, PendingRequest request, Now now) {
    for (const RoomKey& key : query.rooms) {
        const Room* room = rooms_.find_by_key(key);
        if (room != nullptr) query.in_private[key] = private_ids(user, *room);
    }
    query.source = asker(user, settings_);
    query.ticket = pending_.await(user.connection.id, std::move(request), now.mono);
    if (log_.ask(query)) return true;
    replies_.refuse(user, {Code::history_busy}, now);
    pending_.never_mind(query.ticket);
    return false;
}

// Null if there is none; the user has been told so.
const HistoryAnswer* History::usable(User& user, Answer& answer, Now now) {
    auto* found = std::get_if<HistoryAnswer>(&answer);
    const bool busy = found != nullptr && found->busy;
    if (found == nullptr || found->failed || busy) {
        replies_.refuse(user, {busy ? Code::history_busy : Code::history_unreadable}, now);
        return nullptr;
    }
    std::erase_if(found->lines, [&](const FoundLine& line) { return replay_.is_ignored(user, line.said); });
    return found;
}

void History::answered(User& user, const ShowPage& request, Answer answer, Now now) {
    const HistoryAnswer* found = usable(user, answer, now);
    if (found == nullptr) return;
    Replay::Lines lines;
    for (const FoundLine& each : found->lines) lines.push_back(&each.said);
    show(user, request.page, std::move(lines), found->more, now);
}

void History::answered(User& user, const ShowResults& request, Answer answer, Now now) {
    if (const HistoryAnswer* found = usable(user, answer, now)) {
        show_results(user, request.words, *found, now);
    }
}

void History::search(User& user, const Search& search, Now now) {
    if (!log_.lasts()) return replies_.refuse(user, {Code::search_unavailable}, now);
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
        for (const Membership& membership : user.rooms) look_in(*membership.room);
    }
    if (query.rooms.empty()) return show_results(user, search.words, {}, now);
    ask(user, std::move(query), ShowResults{search.words}, now);
}

void History::show_results(User& user, const std::string& words, const HistoryAnswer& answer, Now now) {
    Reading& reading = user.connection.reading();
    reading.results.clear();
    if (answer.lines.empty()) {
        return replies_.tell(user, {Code::search_nothing, excerpt(words, 64)}, now);
    }
    const Code title = answer.more ? Code::search_last : Code::search_all;
    replies_.frame(user, {title, answer.lines.size(), excerpt(words, 64)}, now);
    for (const FoundLine& each : answer.lines) {
        reading.results.push_back({each.room_key, each.said.id});
        show_result(user, reading.results.size(), each, now);
    }
    replies_.frame(user, {Code::search_end}, now);
}

// People get the numbers; scripts get objects like those of any replay, and count them.
void History::show_result(User& user, std::size_t number, const FoundLine& found, Now now) {
    if (user.connection.view.structured)
        return replay_.line(user, found.room, rooms_.find_by_key(found.room_key), found.said);
    std::string text = found.said.text;
    std::replace(text.begin(), text.end(), '\n', ' ');
    const bool emote = found.said.type == EventType::emote;
    const LocalTime said{found.said.time, clock_of(user), now.wall};
    replies_.frame(user,
                   {emote ? Code::search_result_emote : Code::search_result, number, said, found.room,
                    found.said.from, text},
                   now);
}

void History::context(User& user, std::size_t number, std::size_t lines, Now now) {
    const Reading* reading = user.connection.reading_if_any();
    if (reading == nullptr || reading->results.empty()) {
        return replies_.refuse(user, {Code::search_first}, now);
    }
    if (number < 1 || number > reading->results.size()) {
        return replies_.refuse(user, {Code::result_unknown, number, reading->results.size()}, now);
    }
    const Reading::Result result = reading->results[number - 1];
    const Room* room = rooms_.find_by_key(result.room_key);
    if (room == nullptr || !access_.can_read(user, *room, now)) {
        return replies_.refuse(user, {Code::room_unreadable}, now);
    }
    Page page{.room_key = result.room_key,
              .room = room->name().text,
              .title = Code::history_around,
              .detail = argument(number)};
    ask(user,
        {.kind = HistoryQuery::Kind::around,
         .rooms = {result.room_key},
         .id = result.id,
         .up_to = room->last_id(),
         .limit = std::min(lines, max_lines)},
        ShowPage{std::move(page)}, now);
}

}  // namespace confab
