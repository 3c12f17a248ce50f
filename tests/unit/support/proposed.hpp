// A log of operations that writes down what was proposed, and applies it if the test says how.
#pragma once

#include <functional>
#include <vector>

#include "confab/core/ports/operation_log.hpp"

namespace confab::unit {

class Proposed final : public OperationLog {
  public:
    void propose(const Operation& operation) override { decide(operation); }
    Outcome decide(const Operation& operation) override {
        all.push_back(operation);
        return apply ? apply(operation) : Outcome();
    }

    std::vector<Operation> all;
    std::function<Outcome(const Operation&)> apply;
};

}  // namespace confab::unit
