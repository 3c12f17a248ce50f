// What only some sessions need, so that the others do not carry it.
#pragma once

#include <algorithm>
#include <coroutine>
#include <memory>
#include <string>

#include "confab/wire/render.hpp"
#include "session.hpp"

namespace confab::net {

// Of who is on the way out.
struct Session::Closing {
    std::string name;  // for the log; the hub has forgotten it
    std::string reason;
    MonoTime deadline;  // close whatever is left then
    MonoTime latest;    // the deadline never moves beyond this
    bool draining = false;

    // Some of the queue went out, so there is hope for the rest. A server that stops has no time.
    void progress(MonoTime now, Milliseconds more, bool stopping) {
        if (!stopping && !draining) deadline = std::max(deadline, std::min(now + more, latest));
    }
};

// Of who is held back, was once, or is about to go.
struct Session::Rare {
    std::string backlog;  // read, but not yet allowed by the flood limit
    std::coroutine_handle<> held;
    MonoTime slow_told{};
    MonoTime choked_until{};     // read no more before, while too many answers wait
    std::size_t overflowed = 0;  // bytes that would have waited
    const char* log_reason = nullptr;
    std::unique_ptr<Closing> closing;
};

inline std::string sentence_too_slow(std::size_t waiting, const wire::Dialect& dialect) {
    const std::string text =
        "you read too slowly, " + std::to_string(waiting) + " bytes were waiting for you; goodbye";
    std::string line;
    wire::Renderer().render(line, {.type = EventType::error, .text = text}, dialect);
    return line;
}

}  // namespace confab::net
