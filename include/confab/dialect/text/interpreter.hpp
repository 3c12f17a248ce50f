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
    // "//text" says "/text", "/x" is a command, what may hold a secret is refused, and anything else is said.
    // If the user is asked for a secret, a line answers, and a command calls the question off first;
    // "/cancel" and an empty line do nothing else.
    void line(User& user, const TypedLine& typed, Now now) override;
    // Is said, however its lines begin, unless one of them may hold a secret.
    void block(User& user, std::string_view text, Now now) override;
    void refused(const User& user, const Operation& operation, const Refusal& why, Now now) override;
    bool can_be_answer(std::string_view secret) const override;
    Completion complete(const User& user, std::string_view line, std::size_t cursor) override;

  private:
    struct Parts;

    void answer(User& user, const TypedLine& line, Now now);
    void say(const User& user, std::string_view text, Now now);

    dialect::EnglishWording wording_;
    std::unique_ptr<Parts> parts_;  // from attach() on
};

}  // namespace confab
