#include "terminal_type.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "confab/base/text.hpp"

namespace confab::dialect {

TerminalType terminal_type(std::string_view name) {
    static constexpr std::array dumb{"dumb", "unknown", "network", "dialup", "tty", "printer"};
    static constexpr std::array colourless{"vt52", "vt100", "vt102", "vt220", "vt320", "vt420"};
    static constexpr std::array many{"256",   "truecolor", "direct",  "xterm",   "kitty", "alacritty",
                                     "foot",  "wezterm",   "ghostty", "konsole", "vte",   "gnome",
                                     "iterm", "putty",     "tmux",    "mudlet",  "cmud",  "tintin"};
    static constexpr std::array linking{"kitty", "alacritty", "foot",  "wezterm", "ghostty", "konsole",
                                        "vte",   "gnome",     "iterm", "tmux",    "contour", "mintty"};
    const std::string lower = ascii_lower(name.substr(0, 40));  // RFC 1091: no longer
    const auto is = [&lower](std::string_view each) { return lower == each; };
    const auto has = [&lower](std::string_view each) { return lower.find(each) != std::string::npos; };
    if (std::any_of(dumb.begin(), dumb.end(), is)) return {Depth::none, true, false};
    if (std::any_of(colourless.begin(), colourless.end(), is) || lower.ends_with("-m") ||
        lower.ends_with("-mono")) {
        return {Depth::none, false, false};
    }
    const bool links = std::any_of(linking.begin(), linking.end(), has);
    if (links || std::any_of(many.begin(), many.end(), has)) return {Depth::many, false, links};
    return {};
}

Depth depth_of(Colour chosen, const TerminalType& type) {
    switch (chosen) {
        case Colour::automatic: return type.depth;
        case Colour::off: return Depth::none;
        case Colour::sixteen: return Depth::sixteen;
        case Colour::many: return Depth::many;
    }
    return Depth::none;
}

}  // namespace confab::dialect
