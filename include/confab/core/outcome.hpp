// What comes of a question and of an act.
#pragma once

#include <utility>

#include "confab/core/reply.hpp"

namespace confab {

// What to tell the person who asked: that it was done, or why not.
struct Outcome {
    Outcome() = default;
    Outcome(bool was_done, Reply what) : done(was_done), reply(std::move(what)) {}

    bool done = false;
    Reply reply;
};

inline Outcome refused(Refusal why) { return {false, std::move(why)}; }

}  // namespace confab
