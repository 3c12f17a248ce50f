// The form a client gets its lines in.
#pragma once

#include "confab/core/ports/event_sink.hpp"

namespace confab::dialect {

// Clients of one dialect get the same bytes, so an event is rendered once for all of them.
struct Dialect {
    View view;
    bool crlf = false;  // a proven telnet
    bool operator==(const Dialect&) const = default;
};

}  // namespace confab::dialect
