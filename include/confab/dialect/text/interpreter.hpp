// The commands and texts of people who type lines: plain ones, JSON and the terminal.
#pragma once

#include <memory>

#include "confab/dialect/interpreter.hpp"
#include "confab/dialect/text/wording.hpp"

namespace confab {

class TextInterpreter final : public dialect::Interpreter {
  public:
    TextInterpreter();
    ~TextInterpreter() override;

    Worded word(const Reply& reply) const override { return wording_.word(reply); }
    void attach(Hub& hub) override;
    void command(Client& client, const TypedLine& line, Now now) override;
    bool may_hold_secret(std::string_view line) const override;
    Completion complete(const Client& client, std::string_view line, std::size_t cursor) override;

  private:
    struct Commands;

    dialect::EnglishWording wording_;
    std::unique_ptr<Commands> commands_;  // from attach() on
};

}  // namespace confab
