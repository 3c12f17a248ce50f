// The commands and texts of people who type lines: plain ones, JSON and the terminal.
#pragma once

#include "confab/core/ports/interpreter.hpp"
#include "confab/dialect/text/wording.hpp"

namespace confab {

class TextInterpreter final : public Interpreter {
  public:
    Worded word(const Reply& reply) const override { return wording_.word(reply); }
    void command(Hub& hub, Client& client, std::string_view text, Now now) override;
    bool may_hold_secret(std::string_view line) const override;
    Completion complete(Hub& hub, const Client& client, std::string_view line, std::size_t cursor) override;

  private:
    dialect::EnglishWording wording_;
};

}  // namespace confab
