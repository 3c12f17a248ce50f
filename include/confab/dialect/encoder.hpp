// Events to bytes.
#pragma once

#include <string>

#include "confab/core/event.hpp"
#include "confab/dialect/format.hpp"

namespace confab::dialect {

// One for each format of a dialect and each thread. Keeps nothing of a client, because the bytes are shared
// by all clients of the format. Not thread-safe.
class Encoder {
  public:
    virtual ~Encoder() = default;

    // Appends all that is to be sent of `event`, its end included.
    virtual void encode(std::string& out, const Event& event, const Format& format) = 0;
};

}  // namespace confab::dialect
