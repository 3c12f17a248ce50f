// A session that is asked whether it has a terminal, until that is decided: by its answers, by the
// lack of them, or by what it does instead.
#include <utility>

#include "hub_inbox.hpp"
#include "session.hpp"
#include "session_rare.hpp"
#include "shard.hpp"

namespace confab::net {

namespace {

constexpr Milliseconds max_asking{300};  // a telnet on the same continent has answered by then
constexpr std::string_view terminal_is_on =
    "this is the terminal: your line stays below what others say (/help keys, /ui off)";

}  // namespace

void Session::ask_for_terminal(bool on, bool wanted) {
    TerminalSide* side = terminal();
    if (!on) {
        if (side != nullptr) side->terminal.go_back();
        collect();
    } else if (side != nullptr) {
        side->terminal.ask();
    } else {
        rare().terminal = std::make_unique<TerminalSide>(shard_.terminal_tools(), shard_.limits().max_line);
        // plink tells its user's name in any case; who came in by /ui may have chosen another.
        rare().terminal->takes_name = !wanted;
        shard_.fanout().use_crlf(*this);
    }
    if ((side = terminal()) == nullptr) return;
    side->wanted = on && wanted;
    side->agreed = false;
    side->decided_by = {};
    if (on) {
        side->decided_by = shard_.clock().mono + max_asking;
        shard_.hold(*this, side->decided_by);
    }
    const std::string_view opening = side->terminal.opening();
    if (!opening.empty()) shard_.fanout().send_raw(*this, opening);
    if (on) hand_over_line(*side);
}

// The hub may answer a /ui when the beginning of the next line is here already. A byte 255 in it would
// be telnet again, and is no text anyway.
void Session::hand_over_line(TerminalSide& side) {
    std::string typed(reader_.partial());
    if (typed.empty()) return;
    reader_ = wire::LineReader();
    std::erase(typed, '\xff');
    std::string_view rest = typed;
    side.terminal.next(rest);
}

// Everything there is to know is known, or was waited for long enough. Who agrees later than that was
// greeted in lines, and gets the terminal then: their client shows nothing of what is typed any more.
void Session::decide(Now now) {
    TerminalSide& side = *terminal();
    const bool in_time = std::exchange(side.decided_by, {}) != MonoTime{};
    if (leaving_ || side.terminal.live()) return;
    if (side.agreed) {
        const bool asked_for = std::exchange(side.wanted, false);
        shard_.hub().set_interactive(id_, true, now);
        if (asked_for) shard_.hub().notice(id_, terminal_is_on, now);
    } else if (in_time) {
        shard_.hub().greet(id_, now);
        tell_refused(now);
    }
    take_name(now);
}

// Of who is greeted; the greeting waits for what else the client tells.
void Session::take_name(Now now) {
    TerminalSide& side = *terminal();
    if (side.user.empty() || side.decided_by != MonoTime{}) return;
    const std::string user = std::exchange(side.user, {});
    shard_.hub().user_name(id_, user, now);
}

void Session::tell_refused(Now now) {
    if (!std::exchange(terminal()->wanted, false)) return;
    shard_.hub().reject(id_, "your client keeps to lines, nothing has changed", now);
}

}  // namespace confab::net
