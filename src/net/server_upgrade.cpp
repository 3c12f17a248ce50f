// The last moments of a server whose connections go over into the next program: nothing more is read, what
// can be answered is, and then the loops end.
#include <chrono>
#include <utility>

#include "confab/ops/log.hpp"
#include "server_impl.hpp"

namespace confab::net {

namespace {

constexpr auto quiet_interval = std::chrono::milliseconds(2);
constexpr auto encrypted_interval = std::chrono::milliseconds(100);
// For answers from outside, handshakes and the last words of encrypted connections.
constexpr auto max_wait = std::chrono::milliseconds(500);

}  // namespace

bool Server::Impl::upgrade(const UpgradeOrder& order) {
    if (stopping || draining || upgrading) return false;
    upgrading = std::make_unique<UpgradeOrder>(order);
    ops::log::info("upgrading, connections to carry over: {}", hub.clients() - hub.encrypted());
    if (hub.encrypted() > 0) ops::log::info("encrypted connections to end: {}", hub.encrypted());
    spread.emplace(hub.encrypted(), std::chrono::steady_clock::now(), order.over);
    end_encrypted_slowly();
    return true;
}

void Server::Impl::end_encrypted_slowly() {
    if (stopping) return;
    const auto now = std::chrono::steady_clock::now();
    if (spread->is_over(now) || hub.encrypted() == 0) return freeze();
    hub.end_encrypted(spread->due(now));
    upgrade_timer.expires_after(encrypted_interval);
    upgrade_timer.async_wait([this](error_code error) {
        if (!error) end_encrypted_slowly();
    });
}

// From here on nobody is read, until the next program does it.
void Server::Impl::freeze() {
    frozen = true;
    frozen_at = Shard::clock().mono;
    for (const auto& listener : listeners) listener->pause();
    for (const auto& shard : shards) {
        asio::post(shard->context(), [&shard] { shard->freeze(); });
    }
    quiet_by = std::chrono::steady_clock::now() + max_wait;
    wait_until_quiet();
}

void Server::Impl::wait_until_quiet() {
    if (stopping) return;
    hub.end_encrypted();  // of handshakes that have ended meanwhile
    const bool late = std::chrono::steady_clock::now() >= quiet_by;
    const bool busy = hub.awaits_answers() || handshakes.count() > 0 || hub.any_encrypted_open();
    if (late || !busy) return leave();
    upgrade_timer.expires_after(quiet_interval);
    upgrade_timer.async_wait([this](error_code error) {
        if (!error) wait_until_quiet();
    });
}

void Server::Impl::tell_upgrade() {
    last_upgrade.took = Shard::clock().mono - frozen_at;
    if (last_upgrade.failed.empty()) {
        ops::log::info("upgraded from {} in {} ms, connections kept: {}", last_upgrade.from,
                       last_upgrade.took.count(), last_upgrade.connections);
    } else {
        ops::log::error("not upgraded: {}; goes on as before after {} ms, connections kept: {}",
                        last_upgrade.failed, last_upgrade.took.count(), last_upgrade.connections);
    }
}

void Server::Impl::leave() {
    handshakes.close("cut off by the upgrade");
    leaving = true;
    end_loops();
}

}  // namespace confab::net
