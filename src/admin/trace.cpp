// trace: why is somebody slow, for each of their connections
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <vector>

#include "command.hpp"
#include "confab/base/text.hpp"

namespace confab::admin {

namespace {

// What the chat knows of a connection.
struct Place {
    std::string address;
    std::string room;
    bool encrypted = false;
    std::int64_t idle = 0;  // seconds
};

double milliseconds(std::chrono::microseconds time) { return static_cast<double>(time.count()) / 1000; }

Json describe(const net::TcpTrace& tcp) {
    return {{"rtt_ms", milliseconds(tcp.rtt)},
            {"rtt_variance_ms", milliseconds(tcp.rtt_variance)},
            {"retransmits", tcp.retransmits},
            {"unacknowledged_segments", tcp.unacknowledged},
            {"congestion_window_segments", tcp.congestion_window},
            {"peer_window_bytes", tcp.peer_window},
            {"since_sent_ms", tcp.since_sent.count()},
            {"since_received_ms", tcp.since_received.count()},
            {"since_acknowledged_ms", tcp.since_acknowledged.count()}};
}

Json describe(const net::ConnectionTrace& trace, const Place& place) {
    Json row{{"client", trace.client.serial}, {"address", place.address}, {"encrypted", place.encrypted}};
    if (!place.room.empty()) row["room"] = place.room;
    row["idle"] = place.idle;
    row["queued_bytes"] = trace.queued;
    if (trace.waiting) row["waiting_ms"] = trace.waiting->count();
    row["held"] = trace.held;
    row["paused"] = trace.paused;
    if (trace.flood_wait) row["flood_wait_ms"] = trace.flood_wait->count();
    row["backlog_bytes"] = trace.backlog;
    if (trace.closing) row["closing"] = true;
    row["lines_in"] = trace.lines_in;
    row["bytes_in"] = trace.bytes_in;
    row["lines_out"] = trace.lines_out;
    row["bytes_out"] = trace.bytes_out;
    row["kernel_unsent_bytes"] = trace.kernel_unsent;
    row["kernel_unacknowledged_bytes"] = trace.kernel_unacknowledged;
    if (trace.tcp) row["tcp"] = describe(*trace.tcp);
    return row;
}

}  // namespace

void trace(const Call& call) {
    const std::string name = text(call, "name");
    const User* user = call.hub.users().find_by_key(call.hub.names().key_of(name));
    if (user == nullptr)
        return call.reply->refuse(fmt::format("nobody here is called {}", one_line(name, '?')));
    std::vector<ClientId> ids;
    std::map<std::uint32_t, Place> places;  // by serial
    user->for_each_connection([&](const Connection& each) {
        ids.push_back(each.id);
        const auto idle = std::chrono::duration_cast<std::chrono::seconds>(call.now.mono - each.last_active);
        places[each.id.serial] = {each.address.text(),
                                  each.current == nullptr ? std::string() : shown(call.hub, *each.current),
                                  each.encrypted, idle.count()};
    });
    call.server.trace(std::move(ids), [answer = later(call), places = std::move(places)](
                                          const std::vector<net::ConnectionTrace>& found) {
        answer([found, places](ReplyStream& to) {
            for (const net::ConnectionTrace& each : found)
                to.row(describe(each, places.at(each.client.serial)));
            to.done();
        });
    });
}

}  // namespace confab::admin
