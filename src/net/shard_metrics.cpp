// Figures of one shard, counted as it works and copied on request.
#include "shard.hpp"

namespace confab::net {

namespace {

// A loop that is asked more often than this would keep an idle machine awake.
constexpr std::chrono::milliseconds lag_interval{500};

}  // namespace

// A timer that fires late shows how long the loop was busy with something else.
void Shard::measure_lag() {
    lag_due_ = std::chrono::steady_clock::now() + lag_interval;
    lag_timer_.expires_at(lag_due_);
    lag_timer_.async_wait([this](error_code error) {
        if (error) return;
        const std::chrono::duration<double> late = std::chrono::steady_clock::now() - lag_due_;
        note_lag(late.count());
        measure_lag();
    });
}

void Shard::note_lag(double seconds) {
    lag_.add(seconds);
    if (lag_due_ - half_minute_began_ > std::chrono::seconds(30)) {
        half_minute_began_ = lag_due_;
        most_lag_ = {0, most_lag_[0]};
    }
    most_lag_[0] = std::max(most_lag_[0], seconds);
}

void Shard::count_slow_consumer(Code limit) {
    if (limit == Code::none) ++traffic_.closed_own_queue;
    if (limit == Code::read_slowest) ++traffic_.closed_all_queues;
    if (limit == Code::read_slowest_of_source) ++traffic_.closed_source_queues;
}

ShardMetrics Shard::metrics() const {
    ShardMetrics figures{.traffic = traffic_,
                         .loop_lag = lag_,
                         .recent_lag = std::max(most_lag_[0], most_lag_[1]),
                         .log_left_out_at = log_.last_left_out(),
                         .log_left_out = log_.left_out()};
    for (const ConnectionPtr& connection : connections_) {
        if (!connection) continue;
        const View& view = connection->format().view;
        DialectUse& use = figures.dialects[view.dialect];
        ++(view.interactive ? use.interactive : view.structured ? use.structured : use.lines);
        if (connection->is_held()) ++figures.held;
    }
    for (const auto& [connection, since] : slow_) {
        if (connection->waiting() == 0) continue;
        ++figures.waiting;
        figures.largest_queue = std::max(figures.largest_queue, connection->waiting());
    }
    return figures;
}

std::optional<ConnectionTrace> Shard::trace(ClientId who) {
    Connection* connection = find(who);
    if (connection == nullptr) return std::nullopt;
    const MonoTime now = clock().mono;
    ConnectionTrace found = connection->trace(now);
    for (const auto& [each, since] : slow_) {
        if (each.get() == connection && each->slow()) found.waiting = now - since;
    }
    return found;
}

}  // namespace confab::net
