// Where operations are proposed. Alone, a chat applies each at once; a log that several daemons share would
// put them in one order first. Core owns this interface.
#pragma once

#include <optional>

#include "confab/core/operation.hpp"
#include "confab/core/outcome.hpp"

namespace confab {

class OperationLog {
  public:
    virtual ~OperationLog() = default;

    // Whether it was allowed is asked when it is applied, and that answer binds. A user that proposed it is
    // told the answer then. The outcome is for tools: what is in it is empty if there is nothing to tell.
    // Everything may have changed when this returns: the proposing user may be gone.
    virtual Outcome propose(const Operation& operation) = 0;

  protected:
    OperationLog() = default;
    OperationLog(const OperationLog&) = default;
    OperationLog& operator=(const OperationLog&) = default;
};

}  // namespace confab
