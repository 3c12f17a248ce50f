#include "fake_log.hpp"

#include <algorithm>

namespace confab::unit {

void FakeLog::add(const KeptMessage& message) {
    const Event& event = message.event;
    kept.push_back({message.room_key,
                    std::string(message.room),
                    std::string(message.from_key),
                    message.account,
                    {event.type,
                     event.time,
                     event.id,
                     std::string(event.from),
                     std::string(event.text),
                     message.in_private,
                     event.about == nullptr ? 0 : event.about->id,
                     {{}, message.account}}});
}

void FakeLog::replace(const RoomKey& room, std::uint64_t id, std::string_view text) {
    for (Kept& each : kept) {
        if (each.room_key == room && each.said.id == id) each.said.text = text;
    }
}

void FakeLog::remove(const RoomKey& room, std::uint64_t id) {
    std::erase_if(kept, [&](const Kept& each) { return each.room_key == room && each.said.id == id; });
}

bool FakeLog::forget(const RoomKey& room, std::uint64_t up_to) {
    if (!removes) return false;
    std::erase_if(kept, [&](const Kept& each) { return each.room_key == room && each.said.id <= up_to; });
    return true;
}

bool FakeLog::rename(const RoomKey& before, const RoomKey& after, std::uint64_t up_to) {
    if (!removes) return false;
    for (Kept& each : kept) {
        if (each.room_key == after) each.room_key = RoomKey::none();
        if (each.room_key == before && each.said.id <= up_to) each.room_key = after;
    }
    return true;
}

bool FakeLog::ask(const HistoryQuery& query) {
    if (asked.size() >= max_asked) return false;
    asked.push_back(query);
    return true;
}

void FakeLog::answer(Hub& hub, Now now) {
    while (!asked.empty()) {
        const HistoryQuery query = asked.front();
        asked.pop_front();
        hub.found(find(query), now);
    }
}

void FakeLog::fail(Hub& hub, Now now) {
    while (!asked.empty()) {
        const HistoryQuery query = asked.front();
        asked.pop_front();
        hub.found({.ticket = query.ticket, .failed = true}, now);
    }
}

HistoryAnswer FakeLog::find(const HistoryQuery& query) const {
    using Kind = HistoryQuery::Kind;
    std::vector<FoundLine> all;
    for (const Kept& each : kept) {
        if (std::find(query.rooms.begin(), query.rooms.end(), each.room_key) == query.rooms.end()) continue;
        const Message& said = each.said;
        const auto ids = query.in_private.find(each.room_key);
        if (said.in_private && (ids == query.in_private.end() || !ids->second.shows(said.id))) continue;
        if (query.kind != Kind::search && said.id > query.up_to) continue;
        if (query.kind == Kind::before && said.id >= query.id) continue;
        if (query.kind == Kind::after && said.id <= query.id) continue;
        if (said.time < query.since) continue;
        if (query.kind == Kind::search && (said.text.find(query.words) == std::string::npos ||
                                           (!query.from_key.empty() && query.from_key != each.from_key))) {
            continue;
        }
        if (query.kind == Kind::around &&
            (said.id + query.limit / 2 < query.id || said.id > query.id + query.limit / 2))
            continue;
        all.push_back({each.room_key, each.room, said});
    }
    HistoryAnswer answer{.ticket = query.ticket,
                         .more = query.kind != Kind::around && all.size() > query.limit};
    if (answer.more) all.erase(all.begin(), all.end() - static_cast<std::ptrdiff_t>(query.limit));
    answer.lines = std::move(all);
    return answer;
}

std::vector<RoomTail> FakeLog::tails(std::size_t lines, const NameRules& names) const {
    std::map<RoomKey, RoomTail> rooms;
    for (const Kept& each : kept) {
        RoomTail& tail = rooms[each.room_key];
        tail.room = std::get<RoomName>(names.check_room(each.room));
        tail.room.key = each.room_key;
        tail.last_id = std::max(tail.last_id, each.said.id);
        tail.lines.push_back(each.said);
        if (tail.lines.size() > lines) tail.lines.erase(tail.lines.begin());
    }
    std::vector<RoomTail> all;
    for (auto& [key, tail] : rooms) all.push_back(std::move(tail));
    return all;
}

}  // namespace confab::unit
