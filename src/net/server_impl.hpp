// What a server is made of; its files share it.
#pragma once

#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "confab/net/server.hpp"
#include "confab/net/server_control.hpp"
#include "handshake.hpp"
#include "hub_thread.hpp"
#include "listener.hpp"
#include "refusals.hpp"
#include "shard.hpp"
#include "spread.hpp"
#include "tls_tickets.hpp"

namespace confab::net {

// Everything but the other shards' loops runs on the thread of run().
struct Server::Impl {
    using Listeners = std::vector<std::unique_ptr<Listener>>;

    Impl(const ServerSettings& wanted, Ports outside, StoredState stored, snapshot::Reader* before = nullptr,
         const ops::CrashState& crash = {});

    asio::io_context& context() { return shards.front()->context(); }

    // server_door.cpp
    Door door(const ops::ListenUrl& url);
    MakeStages stages_of(const ops::ListenUrl& url, dialect::Arrival arrival);
    MakeStages proxied(const MakeStages& behind, dialect::Arrival arrival);
    Reply count(Newcomer& who);
    std::string told(const Reply& why, const MakeStages& stages, dialect::Arrival arrival);
    void admit(Newcomer who, dialect::Arrival arrival);
    void refuse(Newcomer who, const Reply& why, std::string_view told);
    std::string refusal(const Reply& why, dialect::Arrival arrival) const;

    // Those that are new, not started yet. Changes nothing if it throws.
    std::vector<Listener*> change_listeners(const ServerSettings& wanted);
    void announce(const Listener& listener);
    void start();
    ServerControl control();
    bool drain(const DrainOrder& order);
    void end_slowly();
    void begin_stop();
    void finish();
    void end_loops();

    // server_upgrade.cpp
    bool upgrade(const UpgradeOrder& order);
    void end_encrypted_slowly();
    void freeze();
    void wait_until_quiet();
    void tell_upgrade();
    void leave();

    // server_handover.cpp
    void settle();
    void save_program(snapshot::Writer& out, std::string_view version) const;
    std::string try_snapshot() const;
    Handover hand_over(std::string_view version);
    void carry_on(snapshot::Reader& in);
    void carry_on_program(snapshot::Reader& in);
    void carry_on_listeners(const std::vector<CarriedListener>& carried);
    Reloaded reload();
    void take_over(const ServerSettings& wanted);
    // server_metrics.cpp
    ServerMetrics own_metrics();
    void collect(std::function<void(const ServerMetrics&)> then);
    void trace(std::vector<ClientId> who, std::function<void(const std::vector<ConnectionTrace>&)> then);
    void wait_for_signal();
    void send_status();
    void look_at_certificates();
    void feed_watchdog();

    ServerSettings settings;
    const dialect::Table dialects;  // from the start on
    std::vector<std::unique_ptr<Shard>> shards;
    HubThread hub;
    TicketKeys tickets;
    Refusals refusals;
    Handshakes handshakes;
    Listeners listeners;
    asio::signal_set signals{context()};
    asio::steady_timer stop_timer{context()};
    asio::steady_timer status_timer{context()};
    asio::steady_timer watchdog_timer{context()};
    asio::steady_timer drain_timer{context()};
    asio::steady_timer spread_timer{context()};
    asio::steady_timer certificate_timer{context()};
    ReloadSource source;
    std::size_t told_clients = SIZE_MAX;
    bool draining = false;
    bool frozen = false;           // nobody is read any more, until the next program does it
    std::optional<Spread> spread;  // of ends before an upgrade, or of a drain
    bool stopping = false;
    // An upgrade, from the first of these to the last.
    asio::steady_timer upgrade_timer{context()};
    std::unique_ptr<UpgradeOrder> upgrading;
    std::chrono::steady_clock::time_point quiet_by{};
    MonoTime frozen_at{};
    bool leaving = false;
    UpgradeReport last_upgrade;
    CarriedListener carried_companion;
    WallTime started = Shard::clock().wall;
    std::vector<std::unique_ptr<Companion>> companions;
};

}  // namespace confab::net
