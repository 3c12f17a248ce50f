// An interpreter for parts that only need its words: a secret that begins with '!' cannot be typed.
#pragma once

#include "confab/core/ports/interpreter.hpp"
#include "confab/dialect/text/wording.hpp"

namespace confab::unit {

class PlainInterpreter final : public Interpreter {
  public:
    Worded word(const Reply& reply) const override { return wording_.word(reply); }
    void line(User&, const TypedLine&, Now) override {}
    void block(User&, std::string_view, Now) override {}
    void refused(const User&, const Operation&, const Refusal&, Now) override {}
    bool can_be_answer(std::string_view secret) const override { return !secret.starts_with('!'); }
    Completion complete(const User&, std::string_view, std::size_t) override { return {}; }

  private:
    dialect::EnglishWording wording_;
};

}  // namespace confab::unit
