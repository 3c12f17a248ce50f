// Turns the words of a person into calls of the chat's parts. A dialect implements it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "confab/base/time.hpp"
#include "confab/base/typed_line.hpp"
#include "confab/core/ports/wording.hpp"

namespace confab {

struct Client;

struct Completion {
    std::string_view word;  // within the line
    std::vector<std::string> candidates;
};

// Called on the hub's thread; outlives the hub.
class Interpreter : public Wording {
  public:
    // The first visible character of the line is '/'.
    virtual void command(Client& client, const TypedLine& line, Now now) = 0;
    // True if the line may hold a password or a key: then it is neither said nor kept.
    virtual bool may_hold_secret(std::string_view line) const = 0;
    // What the word before the cursor could become. `cursor` counts bytes of `line`; beyond its end it is
    // its end.
    virtual Completion complete(const Client& client, std::string_view line, std::size_t cursor) = 0;
};

}  // namespace confab
