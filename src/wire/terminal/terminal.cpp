#include "confab/wire/terminal.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "confab/core/mention.hpp"
#include "editor.hpp"
#include "graphemes.hpp"
#include "keys.hpp"
#include "painter.hpp"
#include "screen.hpp"
#include "status_line.hpp"
#include "telnet_session.hpp"
#include "terminal_type.hpp"
#include "wrap.hpp"

namespace confab::wire {

struct TerminalTools::Shared {
    Graphemes graphemes;
    Wrap wrap{graphemes};
};

TerminalTools::TerminalTools() : shared_(std::make_unique<Shared>()) {}
TerminalTools::~TerminalTools() = default;

namespace {

// Bracketed paste (xterm): what is pasted comes between two marks, so it can be told from typing.
constexpr std::string_view paste_marks_on = "\x1b[?2004h";
constexpr std::string_view paste_marks_off = "\x1b[?2004l";

constexpr std::string_view telnet_data_255 = "\xff";
constexpr std::string_view telnet_escaped_255 = "\xff\xff";
constexpr std::string_view telnet_erase_character = "\xff\xf7";
constexpr std::string_view telnet_erase_line = "\xff\xf8";

}  // namespace

class Terminal::Parts {
  public:
    Parts(TerminalTools::Shared& tools, std::size_t max_line)
        : tools_(tools), max_line_(max_line), editor_(tools.graphemes, max_line), screen_(tools.wrap) {
        telnet_.start();
    }

    Input next(std::string_view& bytes);
    Input finish() { return live_ ? Input{} : lines_.finish(); }
    bool has_more() const { return taken_ < typed_.size(); }

    bool pending_escape() const { return live_ && keys_.pending_escape(); }
    void flush_escape() { apply(keys_.flush_escape()); }

    void ask() { telnet_.start(); }
    std::string_view opening() { return telnet_.reply(); }
    void go_live();
    bool live() const { return live_; }
    bool known() const { return size_.columns != 0 && type_known_; }
    void leave();
    void go_back();

    void show(const Event& event, const View& view);
    void set(const TerminalSettings& settings);
    void set_status(const Status& status, Milliseconds lag);
    bool wants_status() const { return live_ && settings_.status_line; }
    void offer(std::string_view line);
    void complete(std::string_view word, std::span<const std::string> candidates);

    bool has_output() const { return dirty_; }
    std::size_t waiting() const { return out_.size() + screen_.waiting(); }
    std::string take();

  private:
    Input telnet(const TelnetInput& input);
    Input typed();
    Input apply(const Key& key);
    Input line_mode();
    void take_over_line();
    void resized(unsigned columns, unsigned rows);
    Input named(std::string_view type);
    void print(const Event& event, const View& view);
    void look();
    void paint_again();
    void settle();

    TerminalTools::Shared& tools_;
    std::size_t max_line_;
    TelnetSession telnet_;
    LineReader lines_;  // of what comes while not live
    KeyReader keys_;
    Editor editor_;
    Screen screen_;
    Painter painter_;
    TerminalSettings settings_;
    TerminalType type_;
    Size size_;
    std::string typed_;  // came and is not used yet, from taken_ on
    std::size_t taken_ = 0;
    std::string told_;   // what an Input's bytes are
    std::string out_;    // before what the screen has to say
    std::string asked_;  // the word that is being completed
    std::uint32_t ticket_ = 0;
    std::chrono::sys_days today_{};
    bool type_known_ = false;
    bool live_ = false;
    bool left_ = false;
    bool dirty_ = false;
    bool repaint_ = false;
};

// --- Coming in

Input Terminal::Parts::next(std::string_view& bytes) {
    for (;;) {
        if (has_more()) {
            const Input input = live_ ? typed() : line_mode();
            if (input.kind != Input::Kind::none) return input;
        }
        typed_.clear();
        taken_ = 0;
        const TelnetInput input = telnet_.next(bytes);
        if (input.kind == TelnetInput::Kind::none) return {};
        const Input result = telnet(input);
        if (result.kind != Input::Kind::none) return result;
    }
}

Input Terminal::Parts::telnet(const TelnetInput& input) {
    using Kind = TelnetInput::Kind;
    switch (input.kind) {
        case Kind::reply: return {Input::Kind::telnet_reply, input.bytes};
        case Kind::data:
            // The line reader takes telnet out once more.
            typed_.assign(!live_ && input.bytes == telnet_data_255 ? telnet_escaped_255 : input.bytes);
            return {};
        case Kind::character_mode: return {Input::Kind::live, {}};
        case Kind::refused: return {Input::Kind::not_live, {}};
        case Kind::resized: resized(input.columns, input.rows); return {};
        case Kind::terminal_type: return named(input.bytes);
        case Kind::user: told_ = input.bytes; return {Input::Kind::user, told_};
        case Kind::timing_mark:
            if (!live_) return {Input::Kind::interrupt, {}};
            paint_again();
            return {};
        case Kind::are_you_there: return {Input::Kind::are_you_there, {}};
        case Kind::interrupt_process:
        case Kind::break_:
            return live_ ? apply({.kind = Key::Kind::ctrl, .letter = 'c', .text = {}}) : Input{};
        case Kind::erase_character:
            if (live_) return apply({.kind = Key::Kind::backspace, .letter = 0, .text = {}});
            typed_.assign(telnet_erase_character);
            return {};
        case Kind::erase_line:
            if (live_) return apply({.kind = Key::Kind::ctrl, .letter = 'u', .text = {}});
            typed_.assign(telnet_erase_line);
            return {};
        case Kind::charset:
        case Kind::none: return {};
    }
    return {};
}

Input Terminal::Parts::line_mode() {
    std::string_view rest = std::string_view(typed_).substr(taken_);
    const Input input = lines_.next(rest, max_line_);
    taken_ = typed_.size() - rest.size();
    return input;
}

Input Terminal::Parts::typed() {
    while (has_more()) {
        std::string_view rest = std::string_view(typed_).substr(taken_);
        const Key key = keys_.next(rest);
        taken_ = typed_.size() - rest.size();
        if (key.kind == Key::Kind::none) break;
        const Input input = apply(key);
        if (input.kind != Input::Kind::none) return input;
    }
    return {};
}

Input Terminal::Parts::apply(const Key& key) {
    using Kind = EditorResult::Kind;
    EditorResult result = editor_.apply(key);
    if (result.kind == Kind::nothing) return {};
    dirty_ = true;
    told_ = std::move(result.text);
    switch (result.kind) {
        case Kind::submit: return {Input::Kind::line, told_};
        case Kind::submit_block: return {Input::Kind::block, told_};
        case Kind::leave: return {Input::Kind::leave, {}};
        case Kind::refused: return {Input::Kind::refused, told_};
        case Kind::interrupt: return {told_.empty() ? Input::Kind::interrupt : Input::Kind::none, {}};
        case Kind::complete: {
            const CompletionQuestion question = editor_.question();
            ticket_ = question.ticket;
            asked_ = question.word;
            const InputView view = editor_.view();
            told_ = view.text.substr(0, view.cursor);
            return {Input::Kind::complete, told_};
        }
        case Kind::redraw: paint_again(); return {};
        case Kind::bell: screen_.bell(); return {};
        case Kind::changed:
        case Kind::nothing: return {};
    }
    return {};
}

void Terminal::Parts::resized(unsigned columns, unsigned rows) {
    const Size size{columns, rows};
    if (size == size_) return;
    size_ = size;
    if (live_) paint_again();
}

Input Terminal::Parts::named(std::string_view type) {
    type_ = terminal_type(type);
    type_known_ = true;
    set(settings_);
    if (!type_.dumb) return {};
    telnet_.stop();
    return {Input::Kind::not_live, {}};
}

// --- Going out

void Terminal::Parts::go_live() {
    if (live_) return;
    live_ = true;
    take_over_line();
    out_.append(paste_marks_on);
    paint_again();
}

// What was typed while it was not sure who edits it.
void Terminal::Parts::take_over_line() {
    const std::string typed(lines_.partial());
    if (typed.empty()) return;
    lines_ = LineReader();
    std::string_view rest = typed;
    for (Key key = keys_.next(rest); key.kind != Key::Kind::none; key = keys_.next(rest)) {
        if (key.kind == Key::Kind::text || key.kind == Key::Kind::backspace) editor_.apply(key);
    }
}

void Terminal::Parts::leave() {
    if (!live_ || left_) return;
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
    print(event, view);
    if (rings(settings_, event)) screen_.bell();
    dirty_ = true;
}

// A block's further lines stand below the first one's words.
void Terminal::Parts::print(const Event& event, const View& view) {
    std::string text;
    const bool meant = event.type != EventType::private_message && event.from != settings_.name &&
                       (event.type == EventType::message || event.type == EventType::emote) &&
                       mentions(event.text, settings_.name);
    const std::size_t indent = painter_.paint(text, event, view, meant, tools_.graphemes);
    const std::size_t end = std::min(text.find('\n'), text.size());
    screen_.print(std::string_view(text).substr(0, end), indent);
    std::string_view rest = std::string_view(text).substr(end);
    while (!rest.empty()) {
        rest.remove_prefix(1);
        const std::size_t stop = std::min(rest.find('\n'), rest.size());
        std::string line(screen_.hang(indent), ' ');
        screen_.print(line.append(rest.substr(0, stop)), indent);
        rest.remove_prefix(stop);
    }
}

void Terminal::Parts::set(const TerminalSettings& settings) {
    if (settings.time_zone != settings_.time_zone) painter_.set_zone(settings.time_zone);
    settings_ = settings;
    painter_.set_depth(depth_of(settings_.colour, type_));
    editor_.ask(settings_.name.empty() ? "> " : settings_.name + "> ", false);
    if (!settings_.status_line) screen_.status({});
    look();
}

void Terminal::Parts::set_status(const Status& status, Milliseconds lag) {
    if (!wants_status()) return;
    screen_.status(status_line(status, lag));
    dirty_ = true;
}

void Terminal::Parts::offer(std::string_view line) {
    if (!live_ || !editor_.idle()) return;
    editor_.apply({.kind = Key::Kind::text, .letter = 0, .text = line});
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
    if (std::exchange(repaint_, false)) screen_.resize(size_);
}

std::string Terminal::Parts::take() {
    dirty_ = false;
    std::string bytes = std::exchange(out_, {});
    if (!live_) return bytes;
    settle();
    if (!left_) screen_.input(editor_.view());
    return bytes.append(screen_.take());
}

// --- The outside

Terminal::Terminal(TerminalTools& tools, std::size_t max_line)
    : parts_(std::make_unique<Parts>(*tools.shared_, max_line)) {}
Terminal::~Terminal() = default;

Input Terminal::next(std::string_view& bytes) { return parts_->next(bytes); }
bool Terminal::has_more() const { return parts_->has_more(); }
Input Terminal::finish() { return parts_->finish(); }
bool Terminal::pending_escape() const { return parts_->pending_escape(); }
void Terminal::flush_escape() { parts_->flush_escape(); }
void Terminal::go_live() { parts_->go_live(); }
bool Terminal::live() const { return parts_->live(); }
void Terminal::leave() { parts_->leave(); }
bool Terminal::known() const { return parts_->known(); }
void Terminal::ask() { parts_->ask(); }
std::string_view Terminal::opening() { return parts_->opening(); }
void Terminal::go_back() { parts_->go_back(); }
void Terminal::show(const Event& event, const View& view) { parts_->show(event, view); }
void Terminal::set(const TerminalSettings& settings) { parts_->set(settings); }
void Terminal::set_status(const Status& status, Milliseconds lag) { parts_->set_status(status, lag); }
bool Terminal::wants_status() const { return parts_->wants_status(); }
void Terminal::offer(std::string_view line) { parts_->offer(line); }
void Terminal::complete(std::string_view word, std::span<const std::string> candidates) {
    parts_->complete(word, candidates);
}
bool Terminal::has_output() const { return parts_->has_output(); }
std::size_t Terminal::waiting() const { return parts_->waiting(); }
std::string Terminal::take() { return parts_->take(); }

}  // namespace confab::wire
