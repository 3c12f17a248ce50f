// A client that is asked whether it has a terminal, until that is decided: by its answers, by the lack of
// them, or by what it does instead.
#include <utility>

#include "endpoint.hpp"

namespace confab::dialect {

namespace {

constexpr Milliseconds max_asking{300};  // a telnet on the same continent has answered by then

}  // namespace

void TerminalEndpoint::request_interactive(bool on, bool asked, std::string_view typed) {
    on ? ask(asked) : terminal_.go_back();
    if (!on) collect();
    was_asked_for_ = on && asked;
    has_agreed_ = false;
    decided_by_ = {};
    if (on) {
        decided_by_ = host_.now().mono + max_asking;
        host_.wake_at(decided_by_);
    }
    const std::string_view opening = terminal_.opening();
    if (!opening.empty()) host_.send(opening);
    if (on) hand_over(typed);
}

// A Terminal opens the negotiation by itself the first time. plink tells its user's name in any case; a
// client that came in by /ui may have chosen another.
void TerminalEndpoint::ask(bool asked) {
    if (std::exchange(is_opened_, true)) return terminal_.ask();
    takes_name_ = !asked;
    host_.use_crlf();
}

// The hub may answer a /ui when the beginning of the next line is here already. A byte 255 in it would be
// telnet again, and is no text anyway.
void TerminalEndpoint::hand_over(std::string_view typed) {
    if (typed.empty()) return;
    std::string text(typed);
    std::erase(text, '\xff');
    std::string_view rest = text;
    terminal_.next(rest);
}

// Everything there is to know is known, or was waited for long enough. A client that agrees later than that
// was greeted in lines, and gets the terminal then: its program does not show the typing any more.
void TerminalEndpoint::decide(Now now) {
    const bool in_time = std::exchange(decided_by_, {}) != MonoTime{};
    if (host_.is_leaving() || terminal_.live()) return;
    if (has_agreed_) {
        const bool asked_for = std::exchange(was_asked_for_, false);
        host_.request(SetInteractive{true}, now);
        const Reply what = Code::display_on;
        if (asked_for) host_.request(Notice{&what}, now);
    } else if (in_time) {
        host_.request(Greet{}, now);
        tell_refused(now);
    }
    take_name(now);
}

void TerminalEndpoint::refuse_display(Now now) {
    has_agreed_ = false;
    decided_by_ = {};
    host_.request(SetInteractive{false}, now);
    tell_refused(now);
    take_name(now);
}

// The client has been greeted; the greeting waits for what else its program tells.
void TerminalEndpoint::take_name(Now now) {
    if (user_.empty() || decided_by_ != MonoTime{}) return;
    const std::string user = std::exchange(user_, {});
    host_.request(UserName{user}, now);
}

void TerminalEndpoint::tell_refused(Now now) {
    if (!std::exchange(was_asked_for_, false)) return;
    const Reply why = Code::display_refused;
    host_.request(Reject{&why}, now);
}

}  // namespace confab::dialect
