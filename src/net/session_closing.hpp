// What only a session on its way out needs, so that the others do not carry it.
#pragma once

#include <algorithm>
#include <string>

#include "confab/wire/render.hpp"
#include "session.hpp"

namespace confab::net {

struct Session::Closing {
    std::string name;    // for the log; the hub has forgotten it
    std::string reason;
    MonoTime deadline;   // close whatever is left then
    MonoTime latest;     // the deadline never moves beyond this
    bool draining = false;

    // Some of the queue went out, so there is hope for the rest. A server that stops has no time.
    void progress(MonoTime now, Milliseconds more, bool stopping) {
        if (!stopping && !draining) deadline = std::max(deadline, std::min(now + more, latest));
    }
};

inline std::string sentence_too_slow(std::size_t waiting, const wire::Dialect& dialect) {
    const std::string text =
        "you read too slowly, " + std::to_string(waiting) + " bytes were waiting for you; goodbye";
    std::string line;
    wire::Renderer().render(line, {.type = EventType::error, .text = text}, dialect);
    return line;
}

}  // namespace confab::net
