// The commands and texts of people who type lines: plain ones, JSON and the terminal.
#pragma once

#include "confab/core/ports/interpreter.hpp"

namespace confab {

class TextInterpreter final : public Interpreter {
  public:
    void command(Hub& hub, Client& client, std::string_view text, Now now) override;
    bool may_hold_secret(std::string_view line) const override;
    Completion complete(Hub& hub, const Client& client, std::string_view line, std::size_t cursor) override;
};

}  // namespace confab
