// Makes words of replies. Core owns this interface and has no words itself; dialect/text implements it.
#pragma once

#include <string>

#include "confab/core/reply.hpp"

namespace confab {

struct Worded {
    std::string text;  // for people
    std::string
        fields;  // for programs: the code and its arguments by name, in the form of the implementation
};

// Thread-safe; outlives the hub.
class Wording {
  public:
    virtual ~Wording() = default;
    virtual Worded word(const Reply& reply) const = 0;
};

}  // namespace confab
