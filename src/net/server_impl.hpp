// What a server is made of; its files share it.
#pragma once

#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstdint>
#include <memory>
#include <vector>

#include "confab/net/server.hpp"
#include "confab/net/server_control.hpp"
#include "handshake.hpp"
#include "hub_thread.hpp"
#include "listener.hpp"
#include "refusals.hpp"
#include "shard.hpp"
#include "tls_tickets.hpp"

namespace confab::net {

// Everything but the other shards' loops runs on the thread of run().
struct Server::Impl {
    using Listeners = std::vector<std::unique_ptr<Listener>>;

    Impl(const ServerSettings& wanted, Ports outside, StoredState stored);

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
    bool drain(std::chrono::seconds longest);
    void begin_stop();
    void finish();
    Reloaded reload();
    void take_over(const ServerSettings& wanted);
    // server_metrics.cpp
    ServerMetrics own_metrics();
    void collect(std::function<void(const ServerMetrics&)> then);
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
    asio::steady_timer certificate_timer{context()};
    ReloadSource source;
    std::size_t told_clients = SIZE_MAX;
    bool draining = false;
    bool stopping = false;
    WallTime started = Shard::clock().wall;
    std::vector<std::unique_ptr<Companion>> companions;
};

}  // namespace confab::net
