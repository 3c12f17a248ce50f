#include "confab/wire/render.hpp"

#include <ctime>

namespace confab::wire {

namespace {

template <class... Parts>
void append(std::string& out, Parts... parts) {
    (out.append(std::string_view(parts)), ...);
}

// The line without what stands before it. No text of a user comes first, except after a name,
// and a name never begins with what the other lines begin with.
void body(std::string& out, const Event& e) {
    switch (e.type) {
        case EventType::message: return append(out, e.from, ": ", e.text);
        case EventType::emote: return append(out, "** ", e.from, " ", e.text);
        case EventType::private_message: return append(out, e.from, " -> ", e.to, ": ", e.text);
        case EventType::joined: return append(out, "* ", e.from, " joined #", e.room);
        case EventType::left:
            append(out, "* ", e.from, " left #", e.room);
            if (!e.text.empty()) append(out, " (", e.text, ")");
            return;
        case EventType::renamed: return append(out, "* ", e.from, " is now called ", e.to);
        case EventType::topic:
            if (e.from.empty()) return append(out, "* topic of #", e.room, ": ", e.text);
            return append(out, "* ", e.from, " set the topic of #", e.room, ": ", e.text);
        case EventType::notice: return append(out, "* ", e.text);
        case EventType::error: return append(out, "! ", e.text);
    }
}

}  // namespace

std::string_view ClockText::at(WallTime time) {
    const auto minute = std::chrono::floor<std::chrono::minutes>(time);
    if (minute != minute_) {
        minute_ = minute;
        const std::time_t seconds = std::chrono::system_clock::to_time_t(
            std::chrono::time_point_cast<std::chrono::system_clock::duration>(time));
        std::tm local{};
        localtime_r(&seconds, &local);
        const auto digit = [](int n) { return static_cast<char>('0' + n % 10); };
        text_ = {digit(local.tm_hour / 10), digit(local.tm_hour), ':',
                 digit(local.tm_min / 10),  digit(local.tm_min),  ' '};
    }
    return {text_.data(), text_.size()};
}

void Renderer::render(std::string& out, const Event& event, const Dialect& dialect) {
    if (dialect.view.json) {
        render_json(out, event);
    } else {
        text(out, event, dialect.view);
    }
    out.append(dialect.crlf ? "\r\n" : "\n");
}

void Renderer::text(std::string& out, const Event& event, const View& view) {
    const bool bare = event.frame || event.type == EventType::error;
    if (!bare && (view.timestamps || event.replay)) append(out, clock_.at(event.time));
    if (!bare && view.several_rooms && !event.room.empty()) append(out, "#", event.room, " ");
    body(out, event);
}

}  // namespace confab::wire
