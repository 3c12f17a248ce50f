// Turns what a user sent into calls of the chat's parts. A dialect implements it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "confab/base/time.hpp"
#include "confab/base/typed_line.hpp"
#include "confab/core/ports/wording.hpp"

namespace confab {

struct Operation;
struct User;

struct Completion {
    std::string_view word;  // within the line
    std::vector<std::string> candidates;
};

// Called on the hub's thread; outlives the hub.
class Interpreter : public Wording {
  public:
    // Says the line, does what it asks for, or takes it as the answer to a question (Connection::is_asked).
    // An empty line comes only from a user that is asked for a secret and gives no answer.
    virtual void line(User& user, const TypedLine& line, Now now) = 0;
    // Several lines that are one message, within the limits of the chat. `user` is not asked for a secret.
    virtual void block(User& user, std::string_view text, Now now) = 0;
    // Tells the user that its operation was not allowed, and why.
    virtual void refused(const User& user, const Operation& operation, const Refusal& why, Now now) = 0;
    // False if a user that is asked for a secret cannot give this one as its answer.
    virtual bool can_be_answer(std::string_view secret) const = 0;
    // What the word before the cursor could become. `cursor` counts bytes of `line`; beyond its end it is
    // its end.
    virtual Completion complete(const User& user, std::string_view line, std::size_t cursor) = 0;
};

}  // namespace confab
