// The form in which a client gets its events.
#pragma once

#include "confab/core/ports/event_sink.hpp"

namespace confab::dialect {

// Clients of one format get the same bytes, so an event is encoded once for all of them.
struct Format {
    View view;
    bool crlf = false;  // lines end with CR LF, as for a telnet
    bool operator==(const Format&) const = default;
};

}  // namespace confab::dialect
