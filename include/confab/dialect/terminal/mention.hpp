// Is someone meant by a line? Terminals ask Listening, which has looked for all of them at once.
#pragma once

#include <string_view>

#include "confab/core/event.hpp"
#include "confab/core/users/display.hpp"

namespace confab {

// Does `text` hold `name` as a word of its own, in any case and Unicode form? "@ann", "ann:",
// "(ann)" and "ann's" do; "joanna", "ann_b", "jo-ann" and "ann.example" do not. A change of script ends a
// word: "annさん" holds "ann". In a script without spaces a name has to stand alone, unless '@' is before it.
// Both are valid UTF-8; an empty name is in nothing.
// Thread-safe.
bool mentions(std::string_view text, std::string_view name);

// Which of the words that somebody listens for are in a line.
struct Meant {
    bool by_name = false;
    bool by_word = false;  // one of DisplayPreferences::words
};

// Should the terminal of somebody with these settings ring? Never for what they said themselves, for
// what is replayed, and for notices. A private message rings unless all is off.
bool rings(const DisplayPreferences& settings, const Event& event, Meant meant);

}  // namespace confab
