// What comes of a question and of an act.
#pragma once

#include <string>
#include <utility>

namespace confab {

// Why somebody may not do something, as text (reply.hpp has one with a code): without the "! "; empty if
// nothing is against it. So a question reads `if (const TextRefusal why = access.can_speak(...)) return
// why;`.
struct TextRefusal {
    TextRefusal() = default;
    TextRefusal(std::string why) : text(std::move(why)) {}
    TextRefusal(const char* why) : text(why) {}

    explicit operator bool() const { return !text.empty(); }

    std::string text;
};

// What to tell the person who asked: that it was done, or why not, without the "! ".
struct Outcome {
    bool done = false;
    std::string text{};
};

inline Outcome refused(TextRefusal why) { return {false, std::move(why.text)}; }

}  // namespace confab
