// What only some sessions need, so that the others do not carry it.
#pragma once

#include <algorithm>
#include <coroutine>
#include <memory>
#include <string>

#include "confab/dialect/terminal/terminal.hpp"
#include "confab/dialect/text/render.hpp"
#include "session.hpp"

namespace confab::net {

// Of who is on the way out.
struct Session::Closing {
    std::string name;  // for the log; the hub has forgotten it
    std::string reason;
    MonoTime deadline;        // close whatever is left then
    MonoTime latest;          // the deadline never moves beyond this
    std::size_t drained = 0;  // bytes that came and were thrown away
    bool draining = false;

    // Some of the queue went out, so there is hope for the rest. A server that stops has no time.
    void progress(MonoTime now, Milliseconds more, bool stopping) {
        if (!stopping && !draining) deadline = std::max(deadline, std::min(now + more, latest));
    }
};

// Of who has a live terminal, or was asked whether it has.
struct Session::TerminalSide {
    TerminalSide(dialect::TerminalTools& tools, std::size_t max_line) : terminal(tools, max_line) {}

    dialect::Terminal terminal;
    MonoTime escape_due{};          // an ESC that came alone counts then
    MonoTime decided_by{};          // greeted then at the latest, whatever the client has answered
    MonoTime completes_by{};        // what is typed after a Tab waits for what the Tab makes of it
    MonoTime status_asked{};        // when last
    MonoTime status_due{};          // when it may be asked again
    MonoTime repainted{};           // when last
    MonoTime repaint_due{};         // when it may be again, if that is waited for
    MonoTime echo_done{};           // what was echoed has had its time then
    MonoTime echo_due{};            // when to go on, if that is waited for
    wire::Input::Kind postponed{};  // typed, and not yet allowed by the flood limit
    std::string postponed_text;
    bool takes_name = false;  // the one that its client tells
    std::string user;         // the name its client told
    bool agreed = false;      // to send keys
    bool wanted = false;      // by /ui, which deserves an answer
    bool news = false;        // the status may be another one
};

// Of who is held back, was once, or is about to go.
struct Session::Rare {
    std::string backlog;  // read, but not yet allowed by the flood limit
    std::coroutine_handle<> held;
    MonoTime slow_told{};
    MonoTime choked_until{};     // read no more before, while too many answers wait
    MonoTime ended_by{};         // the input has ended, and is handled no longer than until then
    bool watched = false;        // a reset shows though nothing is read
    std::size_t overflowed = 0;  // bytes that would have waited
    bool crowded = false;        // for all clients together, not for this one
    bool waits = false;          // for an answer from outside; reads no more
    bool asked = false;          // for a secret
    bool hidden = false;         // its telnet shows nothing of it
    const char* log_reason = nullptr;
    std::unique_ptr<Closing> closing;
    std::unique_ptr<TerminalSide> terminal;
};

inline std::string sentence_too_slow(std::size_t waiting, bool crowded, const dialect::Dialect& dialect) {
    const std::string text =
        "you read too slowly, " + std::to_string(waiting) + " bytes were waiting for you" +
        (crowded ? ", the most of all, and the server had no room for more" : "") + "; goodbye";
    std::string line;
    dialect::Renderer().render(line, {.type = EventType::error, .text = text}, dialect);
    return line;
}

}  // namespace confab::net
