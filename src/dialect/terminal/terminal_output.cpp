// What goes out: events, the input as it is typed, the status.
#include <algorithm>
#include <utility>

#include "confab/base/time_text.hpp"

#include "dialect/text/body.hpp"
#include "status_line.hpp"
#include "terminal_parts.hpp"

namespace confab::dialect {

namespace {

// Bracketed paste (xterm): what is pasted comes between two marks, so it can be told from typing.
constexpr std::string_view paste_marks_on = "\x1b[?2004h";
constexpr std::string_view paste_marks_off = "\x1b[?2004l";

}  // namespace

void Terminal::Parts::go_live() {
    if (live_) return;
    live_ = true;
    take_over_line();
    out_.append(paste_marks_on);
    may_repaint_ = true;
    paint_again();
}

// What was typed while it was not sure who edits it.
void Terminal::Parts::take_over_line() {
    const std::string typed(lines_.partial());
    if (typed.empty()) return;
    lines_ = wire::LineReader();
    std::string_view rest = typed;
    for (Key key = keys_.next(rest); key.kind != Key::Kind::none; key = keys_.next(rest)) {
        if (key.kind == Key::Kind::text || key.kind == Key::Kind::backspace) editor_.apply(key);
    }
}

void Terminal::Parts::leave() {
    if (!live_ || left_) return;
    may_repaint_ = true;
    settle();
    screen_.leave();
    out_.append(screen_.take()).append(paste_marks_off);
    left_ = true;
    dirty_ = true;
}

void Terminal::Parts::go_back() {
    leave();
    live_ = left_ = repaint_ = false;
    telnet_.stop();
}

void Terminal::Parts::show(const Event& event, const View& view) {
    settle();
    const std::chrono::sys_days day = painter_.day(event.time);
    if (!event.replay && !event.frame && day != today_) {
        const bool first = std::exchange(today_, day) == std::chrono::sys_days{};
        std::string line;
        painter_.paint_aside(line, date_text(day));
        if (!first) screen_.print(line, 0);
    }
    const bool said = event.type == EventType::message || event.type == EventType::emote;
    const Meant meant = said && event.from != settings_.name ? ear_.meant_by(event.text) : Meant{};
    print(event, view, meant.by_name);
    if (rings(settings_, event, meant)) screen_.bell();
    dirty_ = true;
}

// The lines of a block are cut at the edge only and not indented, so that they can be copied. Without
// colours one blank keeps them from passing for lines of somebody else.
void Terminal::Parts::print(const Event& event, const View& view, bool meant) {
    if (has_quote(event)) {
        std::string quote;
        painter_.paint_quote(quote, event, view);
        screen_.print(quote, 2);
    }
    std::string text;
    const std::size_t indent = painter_.paint(text, event, view, meant, tools_.graphemes);
    const std::size_t end = std::min(text.find('\n'), text.size());
    const bool verbatim = end < text.size() && painter_.depth() != Depth::none;
    screen_.print(std::string_view(text).substr(0, end), indent, verbatim ? Cut::at_edge : Cut::at_words);
    std::string_view rest = std::string_view(text).substr(end);
    while (!rest.empty()) {
        rest.remove_prefix(1);
        const std::size_t stop = std::min(rest.find('\n'), rest.size());
        if (verbatim) {
            screen_.print(rest.substr(0, stop), 0, Cut::at_edge);
        } else {
            screen_.print(std::string(" ").append(rest.substr(0, stop)), 1);
        }
        rest.remove_prefix(stop);
    }
}

void Terminal::Parts::set(const DisplayPreferences& settings) {
    if (settings.time_zone != settings_.time_zone) painter_.set_zone(settings.time_zone);
    settings_ = settings;
    ear_.listen(settings_);
    painter_.set_depth(depth_of(settings_.colour, type_));
    screen_.mark_links(type_.links);
    editor_.set_reply_to(settings_.reply_to);
    prompt();
    if (!settings_.status_line) screen_.status({});
    look();
}

void Terminal::Parts::set_status(const Status& status, Milliseconds lag) {
    if (!wants_status()) return;
    screen_.status(status_line(status, lag));
    dirty_ = true;
}

void Terminal::Parts::prompt() {
    if (!secret_.empty()) return editor_.ask(secret_, true);
    std::string prompt = settings_.name;
    if (!settings_.room.empty()) prompt.append(" #").append(settings_.room);
    const std::size_t columns = size_.columns == 0 ? Screen::columns_if_unknown : size_.columns;
    if (tools_.graphemes.columns(prompt) > columns / 2) prompt = settings_.name;
    editor_.ask(prompt.append("> "), false);
}

void Terminal::Parts::ask_secret(std::string_view prompt_for_it) {
    secret_ = prompt_for_it;
    prompt();
    look();
}

std::string_view Terminal::Parts::echo(bool ours) {
    telnet_.echo(ours);
    return telnet_.reply();
}

void Terminal::Parts::offer(std::string_view line) {
    if (!live_ || has_more() || !editor_.idle() || editor_.secret()) return;
    const bool block = line.find('\n') != std::string_view::npos;
    if (block) editor_.apply({.kind = Key::Kind::paste_begin, .letter = 0, .text = {}});
    while (!line.empty()) {
        const std::size_t end = std::min(line.find('\n'), line.size());
        if (end > 0) editor_.apply({.kind = Key::Kind::text, .letter = 0, .text = line.substr(0, end)});
        if (end < line.size()) editor_.apply({.kind = Key::Kind::enter, .letter = 0, .text = {}});
        line.remove_prefix(std::min(end + 1, line.size()));
    }
    if (block) editor_.apply({.kind = Key::Kind::paste_end, .letter = 0, .text = {}});
    look();
}

void Terminal::Parts::complete(std::string_view word, std::span<const std::string> candidates) {
    if (word != asked_) return;
    const EditorResult result = editor_.offer(ticket_, {candidates.begin(), candidates.end()});
    if (result.kind == EditorResult::Kind::bell) screen_.bell();
    look();
}

// The input may look another way.
void Terminal::Parts::look() { dirty_ = true; }

// All of it, but once a wake: a key or three bytes of telnet ask for it, and it is some 20 KiB.
void Terminal::Parts::paint_again() {
    repaint_ = true;
    look();
}

void Terminal::Parts::settle() {
    if (!repaint_ || !may_repaint_) return;
    repaint_ = may_repaint_ = false;
    screen_.resize(size_);
}

std::string Terminal::Parts::take() {
    dirty_ = false;
    std::string bytes = std::exchange(out_, {});
    if (!live_) return bytes;
    settle();
    const std::size_t before = screen_.waiting();
    if (!left_) screen_.input(editor_.view());
    echoed_ = screen_.waiting() - before;
    return bytes.append(screen_.take());
}

}  // namespace confab::dialect
