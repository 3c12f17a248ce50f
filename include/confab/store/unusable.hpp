// Why a confabd cannot begin with the data that is there.
#pragma once

#include <stdexcept>

namespace confab::store {

// The data itself is at fault: it is damaged, of a newer version, or somebody else's. Trying again does not
// help. One line that says what to do.
struct UnusableData : std::runtime_error {
    using std::runtime_error::runtime_error;
};

}  // namespace confab::store
