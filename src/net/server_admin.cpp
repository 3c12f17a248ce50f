// What operators do to the server itself.
#include <algorithm>
#include <chrono>
#include <string>
#include <utility>

#include "confab/ops/log.hpp"
#include "server_impl.hpp"

namespace confab::net {

namespace {

constexpr auto spread_interval = std::chrono::milliseconds(100);

Reply told_of(const DrainOrder& order) {
    if (order.longest.count() <= 0) return {Code::server_going_down};
    const Code code = order.spread ? Code::server_going_down_within : Code::server_going_down_in;
    return {code, order.longest.count()};
}

}  // namespace

// Nobody comes in any more. Everyone here is told, and has some time to finish.
bool Server::Impl::drain(const DrainOrder& order) {
    if (stopping || upgrading || std::exchange(draining, true)) return false;
    ops::log::info("draining for {} s at most, clients to tell: {}", order.longest.count(), hub.clients());
    for (const auto& listener : listeners) listener->close();
    handshakes.close();
    hub.call([line = told_of(order)](Hub& chat, Now now) {
        chat.users().for_each([&](const User& client) { chat.replies().tell(client, line, now); });
    });
    drain_timer.expires_after(order.longest);
    drain_timer.async_wait([this](error_code error) {
        if (!error) begin_stop();
    });
    hub.when_empty([this] { begin_stop(); });
    if (order.spread) {
        const auto over = std::max(std::chrono::milliseconds(0), order.longest - 2 * spread_interval);
        spread.emplace(hub.clients(), std::chrono::steady_clock::now(), over);
        end_slowly();
    }
    return true;
}

void Server::Impl::end_slowly() {
    spread_timer.expires_after(spread_interval);
    spread_timer.async_wait([this](error_code error) {
        if (error || stopping) return;
        hub.end_some(spread->due(std::chrono::steady_clock::now()));
        end_slowly();
    });
}

ServerControl Server::Impl::control() {
    ServerControl control;
    control.in_hub = [this](const std::function<void(Hub&, Now)>& what) { hub.call(what); };
    control.status = [this] {
        ServerStatus status{.started = started,
                            .threads = shards.size(),
                            .connections = hub.clients(),
                            .messages = hub.messages(),
                            .draining = draining || stopping,
                            .upgrading = upgrading != nullptr,
                            .upgrade = last_upgrade};
        if (status.draining) return status;
        if (settings.tls) status.certificates = settings.tls->certificates();
        for (const auto& listener : listeners) status.listeners.push_back(listener->address());
        return status;
    };
    control.sources = [this](std::size_t count) {
        return hub.admission().sources().heaviest(count, Shard::clock().mono);
    };
    control.metrics = [this](auto then) { collect(std::move(then)); };
    control.trace = [this](auto who, auto then) { trace(std::move(who), std::move(then)); };
    control.reload = [this] { return reload(); };
    control.drain = [this](const DrainOrder& order) { return drain(order); };
    control.snapshot = [this] { return try_snapshot(); };
    control.upgrade = [this](const UpgradeOrder& order) { return upgrade(order); };
    control.carried = carried_companion;
    return control;
}

void Server::attach(const MakeCompanion& make) {
    impl_->companions.push_back(make(impl_->context(), impl_->control()));
}

}  // namespace confab::net
