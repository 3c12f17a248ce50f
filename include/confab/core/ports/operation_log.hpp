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

    // Whether it is allowed is asked when it is applied, and that answer binds. A user that proposed it is told
    // then. Everything may have changed when this returns: the proposing user may be gone.
    virtual void propose(const Operation& operation) = 0;
    // The same for tools, which get the answer. Its reply has no code if there is nothing to tell.
    virtual Outcome decide(const Operation& operation) = 0;

  protected:
    OperationLog() = default;
    OperationLog(const OperationLog&) = default;
    OperationLog& operator=(const OperationLog&) = default;
};

}  // namespace confab
