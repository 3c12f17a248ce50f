// What a terminal's name promises (RFC 1091 names, as terminfo has them).
#pragma once

#include <string_view>

#include "confab/core/users/display.hpp"
#include "palette.hpp"

namespace confab::dialect {

struct TerminalType {
    Depth depth = Depth::sixteen;  // nearly every terminal has 16 colours
    bool dumb = false;             // knows no cursor: lines are all it can show
    bool links = false;            // shows OSC 8, or is known to ignore it

    template <class Archive, class Self>
    static void fields(Archive& archive, Self& self) {
        archive(self.depth, self.dumb, self.links);
    }
};

// Names with 256, xterm's kin and most newer ones have 256 colours; vt52 to vt525 and the like none.
TerminalType terminal_type(std::string_view name);

// What someone chose by /color, on such a terminal.
Depth depth_of(Colour chosen, const TerminalType& type);

}  // namespace confab::dialect
