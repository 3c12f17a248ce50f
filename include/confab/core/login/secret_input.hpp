// Secrets that users type: on a line of their own that was asked for, or as a part of a command.
#pragma once

#include <string_view>

#include "confab/base/typed_line.hpp"
#include "confab/core/ports/event_sink.hpp"
#include "confab/core/ports/interpreter.hpp"
#include "confab/core/users/user.hpp"

namespace confab {

class SecretInput {
  public:
    // Both outlive it.
    SecretInput(EventSink& events, const Interpreter& interpreter)
        : events_(events), interpreter_(interpreter) {}

    // The next line of `user` answers `prompt`, or calls the question off.
    void ask(User& user, const Reply& what, Prompt prompt);
    // Takes the prompt from the user, which must have one.
    Prompt take(User& user);
    // Nothing is asked for any more.
    void ended(ClientId id) { events_.ask_secret(id, {}); }

    // Can a user that is asked give this answer?
    bool can_be_answer(std::string_view secret) const { return interpreter_.can_be_answer(secret); }

    // The line that is being handled, until handled(). Lines are handled one after another, never one within
    // another.
    void handle(TypedLine line) { line_ = line; }
    void handled() { line_ = {""}; }
    // Of the line that is being handled, this part is a secret: gives garbled_secret if cleaning changed it.
    std::string_view exact(std::string_view part) const { return line_.secret(part); }

  private:
    EventSink& events_;
    const Interpreter& interpreter_;
    TypedLine line_{""};
};

}  // namespace confab
