#include <cstdio>
#include <nlohmann/json.hpp>

#include "confab/wire/render.hpp"

namespace confab::wire {

namespace {

const char* type_name(EventType type) {
    switch (type) {
        case EventType::message: return "message";
        case EventType::emote: return "emote";
        case EventType::private_message: return "private";
        case EventType::joined: return "joined";
        case EventType::left: return "left";
        case EventType::renamed: return "renamed";
        case EventType::topic: return "topic";
        case EventType::notice: return "notice";
        case EventType::error: return "error";
    }
    return "";
}

}  // namespace

std::string rfc3339(WallTime time) {
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(time - day);
    std::array<char, 40> text{};
    const int length = std::snprintf(
        text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
        static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
        static_cast<int>(clock.seconds().count()), static_cast<int>(clock.subseconds().count()));
    return {text.data(), static_cast<std::size_t>(length)};
}

void render_json(std::string& out, const Event& event) {
    nlohmann::ordered_json object;
    object["type"] = type_name(event.type);
    object["time"] = rfc3339(event.time);
    if (event.id != 0) object["id"] = event.id;
    if (!event.room.empty()) object["room"] = std::string(1, '#').append(event.room);
    if (!event.from.empty()) object["from"] = event.from;
    if (!event.to.empty()) object["to"] = event.to;
    if (!event.text.empty()) object["text"] = event.text;
    if (event.replay) object["replay"] = true;
    out.append(object.dump());
}

}  // namespace confab::wire
