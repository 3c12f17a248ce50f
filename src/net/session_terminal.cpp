// A session with a live terminal: between the hub, the screen and the keys.
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <algorithm>
#include <utility>

#include "confab/wire/clean.hpp"
#include "hub_inbox.hpp"
#include "session.hpp"
#include "session_rare.hpp"
#include "shard.hpp"

namespace confab::net {

namespace {

constexpr Milliseconds escape_time{50};      // the rest of a key's sequence has come by then
constexpr Milliseconds status_again{1000};   // at most so often
constexpr Milliseconds max_completion{500};  // then the keys go on without it
constexpr Milliseconds repaint_again{250};   // at most so often
constexpr std::size_t echo_rate = 64;        // bytes a millisecond of what is typed, shown again
constexpr std::size_t worth_counting = 64;   // bytes at once
constexpr Milliseconds echo_ahead{500};      // what so long has paid for may come at once
constexpr std::size_t max_wake = 64 * 1024;  // bytes that are shown at once

// There and back, smoothed, as TCP knows it; below 0 if this is no TCP.
Milliseconds round_trip(int fd) {
    tcp_info info{};
    socklen_t length = sizeof info;
    if (::getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &length) != 0) return Milliseconds{-1};
    return Milliseconds{info.tcpi_rtt / 1000};
}

}  // namespace

Session::TerminalSide* Session::terminal() const { return rare_ ? rare_->terminal.get() : nullptr; }

// The hub shows this client as a terminal from now on, or as lines. In between nothing is lost:
// what was told before is in the queue.
void Session::show_terminal(bool on) {
    TerminalSide* side = terminal();
    if (side == nullptr || side->terminal.live() == on) return;
    on ? side->terminal.go_live() : side->terminal.go_back();
    collect();
    shard_.flush_soon(*this);
}

void Session::show(const Event& event) {
    TerminalSide* side = terminal();
    if (side == nullptr || !listens()) return;
    count(1, 0);  // its bytes are known when they are taken
    side->terminal.show(event, dialect_.view);
    side->news = true;
    if (side->terminal.waiting() > max_wake) collect();
    shard_.flush_at_end(*this);
}

void Session::set_terminal(const DisplayPreferences& settings) {
    TerminalSide* side = terminal();
    if (side == nullptr) return;
    side->terminal.set(settings);
    side->status_asked = {};
    side->news = true;
    shard_.flush_at_end(*this);
}

void Session::set_status(const Status& status) {
    TerminalSide* side = terminal();
    if (side == nullptr) return;
    side->terminal.set_status(status, round_trip(socket_.native_handle()));
    shard_.flush_at_end(*this);
}

void Session::offer(std::string_view line) {
    TerminalSide* side = terminal();
    if (side == nullptr) return;
    side->terminal.offer(line);
    shard_.flush_at_end(*this);
}

void Session::complete(std::string_view word, std::span<const std::string> candidates) {
    TerminalSide* side = terminal();
    if (side == nullptr) return;
    side->terminal.complete(word, candidates);
    side->completes_by = {};
    if (rare_->held) shard_.hold(*this, shard_.clock().mono);
    shard_.flush_soon(*this);
}

// The hub may be on another thread.
bool Session::completes(Now now) {
    const TerminalSide* side = terminal();
    if (side == nullptr || now.mono >= side->completes_by) return false;
    shard_.hold(*this, side->completes_by);
    return true;
}

void Session::handle_terminal(const wire::Input& input, Now now) {
    using Kind = wire::Input::Kind;
    switch (input.kind) {
        case Kind::block: return block(input.bytes, now);
        case Kind::refused:
            flood_.spend(shard_.limits().flood);
            return shard_.hub().reject(id_, input.bytes, now);
        case Kind::complete:
            flood_.spend(shard_.limits().flood);  // it looks at everyone in the room
            terminal()->completes_by = now.mono + max_completion;
            return shard_.hub().complete(id_, input.bytes);
        case Kind::leave: return shard_.hub().line(id_, "/quit", now);
        case Kind::live: terminal()->agreed = true; return;
        case Kind::not_live:
            terminal()->agreed = false;
            terminal()->decided_by = {};
            shard_.hub().set_interactive(id_, false, now);
            tell_refused(now);
            return take_name(now);
        case Kind::user:
            if (!terminal()->takes_name) return;
            terminal()->user = shard_.cleaner().clean(input.bytes);
            return take_name(now);
        default: return;
    }
}

bool Session::costs(const wire::Input& input) {
    using Kind = wire::Input::Kind;
    switch (input.kind) {
        case Kind::line: return !input.bytes.empty();
        case Kind::block:
        case Kind::refused:
        case Kind::complete:
        case Kind::are_you_there:
        case Kind::interrupt: return true;
        default: return false;
    }
}

// Keys that came and were not looked at when the flood limit was reached.
bool Session::keys_left() const {
    const TerminalSide* side = terminal();
    return side != nullptr && (side->postponed != wire::Input::Kind::none || side->terminal.has_more());
}

// What is held back until it is allowed; `input` may be what was held back before.
void Session::postpone(const wire::Input& input) {
    TerminalSide& side = *terminal();
    side.postponed = input.kind;
    side.postponed_text = std::string(input.bytes);
}

// Each line costs what it would alone, so that a paste is no way around the flood limit.
void Session::block(std::string_view raw, Now now) {
    std::string text;
    while (!raw.empty()) {
        const std::size_t end = std::min(raw.find('\n'), raw.size());
        if (!text.empty()) text.push_back('\n');
        text.append(shard_.cleaner().clean(raw.substr(0, end)));
        raw.remove_prefix(std::min(end + 1, raw.size()));
        flood_.spend(shard_.limits().flood);
        ++lines_in_;
    }
    shard_.hub().block(id_, text, now);
}

void Session::after_keys(Now now) {
    TerminalSide* side = terminal();
    if (side == nullptr) return;
    if (side->agreed && (side->terminal.known() || side->decided_by == MonoTime{})) decide(now);
    if (!side->terminal.pending_escape()) {
        side->escape_due = {};  // it began something; another ESC has its own time
    } else if (side->escape_due == MonoTime{}) {
        side->escape_due = now.mono + escape_time;
        shard_.hold(*this, side->escape_due);
    }
    repaint_if_due(now);
    if (side->terminal.has_output()) shard_.flush_soon(*this);
}

// To paint anew is much work for one key or a few bytes of telnet: it costs a token, and what is asked for
// meanwhile comes of the next one.
void Session::repaint_if_due(Now now) {
    TerminalSide& side = *terminal();
    if (!side.terminal.wants_repaint() || side.repaint_due != MonoTime{}) return;
    const FloodLimit& limit = shard_.limits().flood;
    const bool ready = flood_.ready(limit, now.mono);
    MonoTime due = side.repainted + repaint_again;
    if (!ready) due = std::max(due, now.mono + flood_.wait(limit));
    if (now.mono < due) {
        side.repaint_due = due;
        return shard_.hold(*this, due);
    }
    flood_.spend(limit);
    side.repainted = now.mono;
    side.terminal.allow_repaint();
    shard_.flush_soon(*this);
}

// What keys make is shown no faster than anybody can look: a letter may move a screen of them, an arrow
// bring back the longest line.
bool Session::echo_rests() {
    TerminalSide* side = terminal();
    if (side == nullptr || side->echo_done == MonoTime{} || closing()) return false;
    const MonoTime due = side->echo_done - echo_ahead;
    if (shard_.clock().mono >= due) return false;
    if (side->echo_due != MonoTime{}) return true;
    side->echo_due = due;
    shard_.hold(*this, due);
    return true;
}

void Session::time_passed(Now now) {
    TerminalSide* side = terminal();
    if (side == nullptr) return;
    if (now.mono >= side->decided_by) decide(now);
    if (side->repaint_due != MonoTime{} && now.mono >= side->repaint_due) {
        side->repaint_due = {};
        repaint_if_due(now);
    }
    if (side->echo_due != MonoTime{} && now.mono >= side->echo_due) {
        side->echo_due = {};
        shard_.flush_soon(*this);
    }
    if (side->status_due != MonoTime{} && now.mono >= side->status_due) ask_status(now.mono);
    if (side->escape_due == MonoTime{} || now.mono < side->escape_due) return;
    side->escape_due = {};
    side->terminal.flush_escape();
    if (side->terminal.has_output()) shard_.flush_soon(*this);
}

// What there is to see goes into the queue, in one piece a wake.
void Session::collect() {
    TerminalSide* side = terminal();
    if (side == nullptr || !side->terminal.has_output()) return;
    const std::string bytes = side->terminal.take();
    if (side->terminal.echoed() >= worth_counting) {
        const Milliseconds time{side->terminal.echoed() / echo_rate};
        side->echo_done = std::max(side->echo_done, shard_.clock().mono) + time;
    }
    if (bytes.empty()) return;
    count(0, bytes.size());
    shard_.fanout().queue(*this, bytes);
}

// Not from within what the hub tells: that must not call back.
void Session::ask_for_news() {
    const TerminalSide* side = terminal();
    if (side != nullptr && side->news && side->terminal.wants_status()) ask_status(shard_.clock().mono);
}

// Now, or as soon as it may be asked again: the last thing that happened must show too.
void Session::ask_status(MonoTime now) {
    TerminalSide& side = *terminal();
    const MonoTime due = side.status_asked + status_again;
    if (leaving_) return;
    if (now >= due) {
        side.news = false;
        side.status_asked = now;
        side.status_due = {};
        return shard_.hub().ask_status(id_);
    }
    if (side.status_due != MonoTime{}) return;
    side.status_due = due;
    shard_.hold(*this, due);
}

// Of who is given up: what it was to be shown is dropped, and its terminal is left in order all the same.
std::string Session::last_of_terminal() {
    TerminalSide* side = terminal();
    if (side == nullptr) return {};
    side->terminal.take();
    side->terminal.leave();
    return side->terminal.take();
}

void Session::leave_terminal() {
    if (TerminalSide* side = terminal()) {
        side->terminal.leave();
        collect();
    }
}

}  // namespace confab::net
