// What operators do to the server itself.
#include <stdexcept>
#include <string>
#include <utility>

#include "confab/ops/log.hpp"
#include "server_impl.hpp"

namespace confab::net {

// Nobody comes in any more. Everyone here is told, and has `longest` to finish.
bool Server::Impl::drain(std::chrono::seconds longest) {
    if (stopping || upgrading || std::exchange(draining, true)) return false;
    ops::log::info("draining for {} s at most, clients to tell: {}", longest.count(), hub.clients());
    for (const auto& listener : listeners) listener->close();
    handshakes.close();
    hub.call([longest](Hub& chat, Now now) {
        const bool at_once = longest.count() <= 0;
        const Reply line =
            at_once ? Reply(Code::server_going_down) : Reply(Code::server_going_down_in, longest.count());
        chat.users().for_each([&](const User& client) { chat.replies().tell(client, line, now); });
    });
    drain_timer.expires_after(longest);
    drain_timer.async_wait([this](error_code error) {
        if (!error) begin_stop();
    });
    hub.when_empty([this] { begin_stop(); });
    return true;
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
    control.drain = [this](std::chrono::seconds longest) { return drain(longest); };
    control.snapshot = [this] { return try_snapshot(); };
    control.upgrade = [this](const UpgradeOrder& order) { return upgrade(order); };
    control.carried = carried_companion;
    return control;
}

void Server::attach(const MakeCompanion& make) {
    impl_->companions.push_back(make(impl_->context(), impl_->control()));
}

}  // namespace confab::net
