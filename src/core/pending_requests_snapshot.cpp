#include "pending_fields.hpp"

namespace confab {

void PendingRequests::save(snapshot::Writer& out) const { out(last_, waiting_); }

void PendingRequests::load(snapshot::Reader& in) {
    in(last_, waiting_);
    for (const auto& [serial, waiting] : waiting_) {
        in.expect(waiting.who.serial == serial && waiting.ticket <= last_);
        if (waiting.ticket != 0) in.expect(tickets_.emplace(waiting.ticket, serial).second);
    }
}

}  // namespace confab
