// An editor with somebody at the terminal.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dialect/terminal/editor.hpp"

namespace confab::unit {

// Keys that several tests press.
inline const std::string left = "\x1b[D", ctrl_c = "\x03", ctrl_g = "\x07";

class Typing {
  public:
    explicit Typing(std::size_t max_line = 4096) : editor(graphemes, max_line) {}

    // Feeds what a terminal sends, in pieces of `piece` bytes. What happened, but for what only changed
    // the view, is in `happened`: "submit hello", "bell", "complete", ...
    void type(std::string_view bytes, std::size_t piece = std::string_view::npos);
    void note(const dialect::EditorResult& result);

    // What happened since the last call.
    std::vector<std::string> take();
    // Prompt, line and `|` for the cursor.
    std::string seen() const;

    dialect::Graphemes graphemes;
    dialect::KeyReader reader;
    dialect::Editor editor;
    std::vector<std::string> happened;
};

}  // namespace confab::unit
