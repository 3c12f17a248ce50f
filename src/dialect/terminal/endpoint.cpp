// Between the hub, the screen and the keys.
#include "endpoint.hpp"

#include <algorithm>
#include <utility>

namespace confab::dialect {

namespace {

constexpr Milliseconds max_completion{500};  // then the keys go on without it
constexpr std::size_t max_wake = 64 * 1024;  // bytes that are shown at once

}  // namespace

wire::Input TerminalEndpoint::next(std::string_view& bytes, std::size_t max_line) {
    terminal_.set_max_line(max_line);
    const bool waited = postponed_.kind != wire::Input::Kind::none;
    const TerminalInput input = waited ? std::exchange(postponed_, {}) : terminal_.next(bytes);
    action_ = input.action;
    return input;
}

// Keys that came and were not looked at when the flood limit was reached.
bool TerminalEndpoint::has_more() const {
    return postponed_.kind != wire::Input::Kind::none || terminal_.has_more();
}

// `input` may be what was held back before.
void TerminalEndpoint::postpone(const wire::Input& input) {
    postponed_text_ = std::string(input.bytes);
    postponed_ = input;
    postponed_.action = action_;
    postponed_.bytes = postponed_text_;
}

bool TerminalEndpoint::costs(const wire::Input& input) const {
    using Kind = wire::Input::Kind;
    switch (input.kind) {
        case Kind::line: return !input.bytes.empty();
        case Kind::are_you_there:
        case Kind::interrupt: return true;
        case Kind::none:
        case Kind::too_long:
        case Kind::reply: return false;
        case Kind::other: break;
    }
    return action_ == TerminalAction::block || action_ == TerminalAction::refused ||
           action_ == TerminalAction::complete;
}

void TerminalEndpoint::handle(const wire::Input& input, Now now) { act(action_, input.bytes, now); }

void TerminalEndpoint::act(TerminalAction action, std::string_view bytes, Now now) {
    switch (action) {
        case TerminalAction::none: return;  // the connection's
        case TerminalAction::block: return block(bytes, now);
        case TerminalAction::refused:
            host_.spend_token();
            return host_.request(Reject{&terminal_.refusal()}, now);
        case TerminalAction::complete:
            host_.spend_token();  // it looks at everyone in the room
            completes_by_ = now.mono + max_completion;
            host_.wake_at(completes_by_);
            return host_.request(Complete{bytes}, now);
        case TerminalAction::leave: return host_.request(Line{"/quit"}, now);
        case TerminalAction::live: has_agreed_ = true; return;
        case TerminalAction::not_live: return refuse_display(now);
        case TerminalAction::user:
            if (!takes_name_) return;
            user_ = host_.clean(bytes);
            return take_name(now);
    }
}

// Each line costs what it would alone, so that a paste is no way around the flood limit.
void TerminalEndpoint::block(std::string_view raw, Now now) {
    std::string text;
    while (!raw.empty()) {
        const std::size_t end = std::min(raw.find('\n'), raw.size());
        if (!text.empty()) text.push_back('\n');
        text.append(host_.clean(raw.substr(0, end)));
        raw.remove_prefix(std::min(end + 1, raw.size()));
        host_.spend_token();
        host_.count_line();
    }
    host_.request(Block{text}, now);
}

void TerminalEndpoint::inputs_taken(Now now) {
    if (has_agreed_ && (terminal_.known() || decided_by_ == MonoTime{})) decide(now);
    note_escape(now.mono);
    repaint_if_due(now);
    if (terminal_.has_output()) host_.flush_soon();
}

// The hub may be on another thread.
bool TerminalEndpoint::awaits_answer(Now now) { return now.mono < completes_by_; }

// In between nothing is lost: what was told before is in the queue.
void TerminalEndpoint::set_interactive(bool on) {
    if (terminal_.live() == on) return;
    on ? terminal_.go_live() : terminal_.go_back();
    collect();
    host_.flush_soon();
}

void TerminalEndpoint::show(const Event& event) {
    host_.count_sent(1, 0);  // its bytes are known when they are taken
    terminal_.show(event, host_.view());
    status_changed_ = true;
    if (terminal_.waiting() > max_wake) collect();
    host_.flush_at_end();
}

void TerminalEndpoint::set_preferences(const DisplayPreferences& preferences) {
    terminal_.set(preferences);
    status_asked_ = {};
    status_changed_ = true;
    host_.flush_at_end();
}

void TerminalEndpoint::set_status(const Status& status) {
    terminal_.set_status(status, host_.round_trip());
    host_.flush_at_end();
}

void TerminalEndpoint::offer(std::string_view line) {
    terminal_.offer(line);
    host_.flush_at_end();
}

void TerminalEndpoint::complete(std::string_view word, std::span<const std::string> candidates) {
    terminal_.complete(word, candidates);
    completes_by_ = {};
    host_.resume();
    host_.flush_soon();
}

bool TerminalEndpoint::ask_secret(std::string_view prompt) {
    terminal_.ask_secret(prompt.empty() ? std::string() : std::string(prompt).append(": "));
    host_.flush_at_end();
    return terminal_.live();
}

// What there is to see goes into the queue, in one piece a wake.
void TerminalEndpoint::collect() {
    if (!terminal_.has_output()) return;
    const std::string bytes = terminal_.take();
    note_echo();
    if (bytes.empty()) return;
    host_.count_sent(0, bytes.size());
    host_.queue(bytes);
}

// What a slow reader was to be shown is dropped, and its terminal is left in order all the same.
std::string TerminalEndpoint::last_words() {
    terminal_.take();
    terminal_.leave();
    return terminal_.take();
}

void TerminalEndpoint::leave() {
    terminal_.leave();
    collect();
}

}  // namespace confab::dialect
