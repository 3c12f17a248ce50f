// What a client asks of the chat, however it talks.
#pragma once

#include <string_view>
#include <variant>

#include "confab/base/typed_line.hpp"
#include "confab/core/reply.hpp"

namespace confab::dialect {

// What they refer to is valid for the call that a request is passed to. The hub has a function for each.
struct Line {
    TypedLine line;
    // Its connection takes no further line before the hub has handled this one.
    bool expects_answer = false;
};
// Lines with LF between them that are one message.
struct Block {
    std::string_view text;
};
// The client is told that its input had an error, after the answers to what it sent before.
struct Reject {
    const Reply* why;
};
struct Notice {
    const Reply* what;
};
// How the client's program calls its user.
struct UserName {
    std::string_view name;
};
// The client was asked what its display can do for long enough: it is greeted now. Any other request greets
// it too.
struct Greet {};
// The display of the client is interactive from now on, or no longer.
struct SetInteractive {
    bool on;
};
// `line` up to the cursor. Answered by Endpoint::complete.
struct Complete {
    std::string_view line;
};
// Answered by Endpoint::set_status.
struct AskStatus {};

using Request =
    std::variant<Line, Block, Reject, Notice, UserName, Greet, SetInteractive, Complete, AskStatus>;

}  // namespace confab::dialect
