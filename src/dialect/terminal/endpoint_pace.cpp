// How fast a terminal is fed: lone ESC keys, repaints, echo and the status line.
#include <algorithm>

#include "endpoint.hpp"

namespace confab::dialect {

namespace {

constexpr Milliseconds escape_time{50};     // the rest of a key's sequence has come by then
constexpr Milliseconds status_again{1000};  // at most so often
constexpr Milliseconds repaint_again{250};  // at most so often
constexpr std::size_t echo_rate = 64;       // bytes of echo a millisecond
constexpr std::size_t worth_counting = 64;  // bytes at once
constexpr Milliseconds echo_ahead{500};     // echo that is paid for may come this much too early

}  // namespace

void TerminalEndpoint::note_escape(MonoTime now) {
    if (!terminal_.pending_escape()) {
        escape_due_ = {};  // it began something; another ESC has its own time
    } else if (escape_due_ == MonoTime{}) {
        escape_due_ = now + escape_time;
        host_.wake_at(escape_due_);
    }
}

// To paint anew is much work for one key or a few bytes of telnet: it costs a token, and whatever asks for it
// meanwhile is served by the next one.
void TerminalEndpoint::repaint_if_due(Now now) {
    if (!terminal_.wants_repaint() || repaint_due_ != MonoTime{}) return;
    const MonoTime due = std::max(repainted_ + repaint_again, host_.token_at(now.mono));
    if (now.mono < due) {
        repaint_due_ = due;
        return host_.wake_at(due);
    }
    host_.spend_token();
    repainted_ = now.mono;
    terminal_.allow_repaint();
    host_.flush_soon();
}

// What keys make is shown no faster than anybody can look: a letter may move a screen of them, an arrow
// bring back the longest line.
bool TerminalEndpoint::echo_is_ahead() {
    if (echo_done_ == MonoTime{} || host_.is_closing()) return false;
    const MonoTime due = echo_done_ - echo_ahead;
    if (host_.now().mono >= due) return false;
    if (echo_due_ != MonoTime{}) return true;
    echo_due_ = due;
    host_.wake_at(due);
    return true;
}

void TerminalEndpoint::note_echo() {
    if (terminal_.echoed() < worth_counting) return;
    const Milliseconds time{terminal_.echoed() / echo_rate};
    echo_done_ = std::max(echo_done_, host_.now().mono) + time;
}

void TerminalEndpoint::time_passed(Now now) {
    if (now.mono >= decided_by_) decide(now);
    if (completes_by_ != MonoTime{} && now.mono >= completes_by_) {
        completes_by_ = {};
        host_.resume();
    }
    if (repaint_due_ != MonoTime{} && now.mono >= repaint_due_) {
        repaint_due_ = {};
        repaint_if_due(now);
    }
    if (echo_due_ != MonoTime{} && now.mono >= echo_due_) {
        echo_due_ = {};
        host_.flush_soon();
    }
    if (status_due_ != MonoTime{} && now.mono >= status_due_) ask_status(now.mono);
    if (escape_due_ == MonoTime{} || now.mono < escape_due_) return;
    escape_due_ = {};
    terminal_.flush_escape();
    if (terminal_.has_output()) host_.flush_soon();
}

// The status is not asked for from within what the hub tells: that must not call back.
void TerminalEndpoint::before_flush() {
    if (!echo_is_ahead()) collect();
    if (status_changed_ && terminal_.wants_status()) ask_status(host_.now().mono);
}

// Now, or as soon as it may be asked again: the last thing that happened must show too.
void TerminalEndpoint::ask_status(MonoTime now) {
    const MonoTime due = status_asked_ + status_again;
    if (host_.is_leaving()) return;
    if (now >= due) {
        status_changed_ = false;
        status_asked_ = now;
        status_due_ = {};
        return host_.request(AskStatus{}, host_.now());
    }
    if (status_due_ != MonoTime{}) return;
    status_due_ = due;
    host_.wake_at(due);
}

}  // namespace confab::dialect
