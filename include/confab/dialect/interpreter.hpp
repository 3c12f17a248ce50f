// An interpreter as a dialect makes it: it gets the chat that it works for when that is there.
#pragma once

#include "confab/core/ports/interpreter.hpp"

namespace confab {

class Hub;

namespace dialect {

class Interpreter : public confab::Interpreter {
  public:
    // Once, before the first client connects. The hub outlives all further calls.
    virtual void attach(Hub& hub) = 0;
};

}  // namespace dialect

}  // namespace confab
