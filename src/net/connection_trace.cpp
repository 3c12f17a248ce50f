// What a connection knows of itself, for operators who ask why it is slow.
#include "cold_state.hpp"
#include "connection.hpp"
#include "delivery_probe.hpp"
#include "shard.hpp"

namespace confab::net {

ConnectionTrace Connection::trace(MonoTime now) {
    // A room counts its lines for all members: what this one has not been counted for yet.
    std::uint64_t lines = lines_out_;
    std::uint64_t bytes = bytes_out_;
    for (const Subscription& each : subscriptions_) {
        lines += each.group->lines;
        bytes += each.group->bytes;
    }
    ConnectionTrace found;
    found.client = id_;
    found.queued = waiting();
    found.held = is_held();
    found.paused = is_paused();
    found.closing = closing() != nullptr;
    found.lines_in = lines_in_;
    found.bytes_in = bytes_in_;
    found.lines_out = lines;
    found.bytes_out = bytes;
    const FloodLimit& limit = shard_.limits().flood;
    if (!flood_.ready(limit, now)) found.flood_wait = flood_.wait(limit);
    if (cold_) found.backlog = cold_->backlog.size();
    if (socket_.is_open()) trace_delivery(socket_.native_handle(), found);
    return found;
}

}  // namespace confab::net
