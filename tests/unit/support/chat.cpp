#include "chat.hpp"

#include <algorithm>

namespace confab::unit {

void RecordingAudience::tell(ClientId who, const Event& event) {
    const auto found = heard.find(who);
    if (found == heard.end()) return;
    std::string line;
    renderer_.render(line, event, {found->second.view, false});
    line.pop_back();
    found->second.lines.push_back(std::move(line));
}

void RecordingAudience::tell_room(RoomId room, const Event& event, std::span<const ClientId> except) {
    const auto members = rooms.find(room);
    if (members == rooms.end()) return;
    for (const ClientId who : members->second) {
        if (!shows(heard[who].view, event)) continue;
        if (std::find(except.begin(), except.end(), who) == except.end()) tell(who, event);
    }
}

void RecordingAudience::enter(ClientId who, RoomId room) {
    rooms[room].insert(who);
    heard[who].rooms.push_back(room);
}

void RecordingAudience::leave(ClientId who, RoomId room) {
    rooms[room].erase(who);
    if (rooms[room].empty()) rooms.erase(room);
    std::erase(heard[who].rooms, room);
}

void RecordingAudience::change_view(ClientId who, View view) { heard[who].view = view; }

void RecordingAudience::hang_up(ClientId who, std::string_view, std::string_view reason) {
    heard[who].hung_up = true;
    heard[who].reason = reason;
}

ClientId Chat::connect_unread() {
    const ClientId id{last_, last_ + 1};
    ++last_;
    audience.heard[id];  // so that what is told before it is let in is heard
    hub.connect(id, now, {}, from, encrypted, certificate);
    return id;
}

ClientId Chat::connect() {
    const ClientId id = connect_unread();
    take(id);
    return id;
}

ClientId Chat::connect(std::string_view name) {
    const ClientId id = connect();
    line(id, std::string("/nick ").append(name));
    take(id);
    return id;
}

std::vector<ClientId> Chat::connect_many(std::size_t count) {
    std::vector<ClientId> all;
    while (all.size() < count) all.push_back(connect());
    return all;
}

Lines Chat::answer(ClientId who, TypedLine text) {
    take(who);
    line(who, text);
    return take(who);
}

void Chat::measure() {
    while (!audience.asked.empty()) {
        const auto [who, ticket] = audience.asked.front();
        audience.asked.pop_front();
        const auto found = arrived.find(who);
        hub.measured(ticket, found == arrived.end() ? Arrived{} : found->second, now);
    }
}

Lines Chat::take(ClientId who) {
    auto& lines = audience.heard[who].lines;
    Lines taken(lines.begin(), lines.end());
    lines.clear();
    return taken;
}

void Chat::forget_all() {
    for (auto& [id, heard] : audience.heard) heard.lines.clear();
}

void Chat::pass(Milliseconds duration) {
    const MonoTime end = now.mono + duration;
    while (hub.deadline() && *hub.deadline() <= end) {
        const MonoTime due = std::max(*hub.deadline(), now.mono);
        now.wall += due - now.mono;
        now.mono = due;
        hub.tick(now);
    }
    now.wall += end - now.mono;
    now.mono = end;
}

std::size_t count_prefix(const Lines& lines, std::string_view prefix) {
    return static_cast<std::size_t>(std::count_if(
        lines.begin(), lines.end(), [prefix](const std::string& line) { return line.starts_with(prefix); }));
}

std::string joined(const Lines& lines) {
    std::string text;
    for (const std::string& line : lines) text += line + "\n";
    return text;
}

}  // namespace confab::unit
