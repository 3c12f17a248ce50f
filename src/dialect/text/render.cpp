#include "confab/dialect/text/render.hpp"

#include <algorithm>
#include <ctime>

#include "body.hpp"

namespace confab::dialect {

namespace {

template <class... Parts>
void append(std::string& out, Parts... parts) {
    (out.append(std::string_view(parts)), ...);
}

struct PlainInk {
    std::string& out;
    void fixed(std::string_view text) { out.append(text); }
    void name(std::string_view text) { out.append(text); }
    void said(std::string_view text) { out.append(text); }
};

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

void LinesEncoder::encode(std::string& out, const Event& event, const Format& format) {
    const std::string_view end = format.crlf ? "\r\n" : "\n";
    if (has_quote(event)) quote(out, event, format.view, end);
    if (event.text.find('\n') != std::string_view::npos) {
        lines(out, event, format.view, end);
    } else {
        text(out, event, format.view);
    }
    out.append(end);
}

// Each line of a text is a line of its own with all that stands before it, so that none can pass
// for another kind.
void LinesEncoder::lines(std::string& out, const Event& event, const View& view, std::string_view end) {
    Event line = event;
    std::string_view rest = event.text;
    for (;;) {
        const std::size_t length = std::min(rest.find('\n'), rest.size());
        line.text = rest.substr(0, length);
        text(out, line, view);
        if (length == rest.size()) return;
        out.append(end);
        rest.remove_prefix(length + 1);
    }
}

void LinesEncoder::text(std::string& out, const Event& event, const View& view) {
    before(out, event, view);
    if (view.numbers) out.append(number_before(event, view));
    PlainInk ink{out};
    write_body(ink, event);
}

void LinesEncoder::before(std::string& out, const Event& event, const View& view) {
    const bool bare = event.frame || event.type == EventType::error;
    if (!bare && (view.timestamps || event.replay)) append(out, clock_.at(event.time));
    if (!bare && view.several_rooms && !event.room.empty()) append(out, "#", event.room, " ");
}

void LinesEncoder::quote(std::string& out, const Event& event, const View& view, std::string_view end) {
    before(out, event, view);
    PlainInk ink{out};
    write_quote(ink, *event.about);
    out.append(end);
}

}  // namespace confab::dialect
