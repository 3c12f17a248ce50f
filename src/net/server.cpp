#include <algorithm>
#include <boost/asio/executor_work_guard.hpp>
#include <csignal>
#include <cstdlib>
#include <stdexcept>
#include <thread>
#include <utility>

#include "confab/ops/log.hpp"
#include "confab/ops/notify.hpp"
#include "server_parts.hpp"

namespace confab::net {

namespace {

// Nobody is waited for longer: 5 s for the queue, 1 s for the peer to end.
constexpr auto max_stop = std::chrono::seconds(7);
constexpr auto status_interval = std::chrono::seconds(1);
constexpr auto last_look = std::chrono::milliseconds(200);  // of the log, before the program is left at once

std::vector<std::unique_ptr<Shard>> make_shards(const ServerSettings& settings) {
    std::vector<std::unique_ptr<Shard>> shards;
    const unsigned count = std::max(1U, settings.threads);
    const auto queued = std::make_shared<Queued>(count);
    for (std::uint32_t i = 0; i < count; ++i) {
        shards.push_back(std::make_unique<Shard>(i, count, settings.limits, queued));
    }
    return shards;
}

// Asio gives a signal back to its default, which ends the program, when the last set that has it is
// destroyed. This one never is, so that a signal that comes while the server is taken apart does nothing.
void hold_signals() {
    static auto* const context = new asio::io_context(1);
    static auto* const set = new asio::signal_set(*context, SIGTERM, SIGINT, SIGHUP);
    static_cast<void>(set);
}

}  // namespace

Server::Parts::Parts(const ServerSettings& wanted, Ports outside, StoredState stored)
    : settings(wanted),
      shards(make_shards(wanted)),
      hub(wanted, shards, outside, std::move(stored), [this] { finish(); }) {
    change_listeners(wanted);
}

Door Server::Parts::door(bool telnet) {
    return {
        .full = [this] { return hub.clients() >= settings.limits.max_clients; },
        .admit = [this, telnet](int fd, int family,
                                const Peer& peer) { hub.admit(fd, family, peer, telnet); },
        .refusal =
            [this, telnet] {
                return "! the server is full (" + std::to_string(settings.limits.max_clients) +
                       " clients), try again later" + (telnet ? "\r\n" : "\n");
            },
        .refused =
            [this](const Peer& peer) {
                shards.front()->log().refused(source_of(peer.address).text(), peer.text,
                                              "the server is full");
            },
    };
}

void Server::Parts::start() {
    for (const auto& listener : listeners) {
        listener->start();
        announce(*listener);
    }
    if (companion) companion->start();
    ops::notify::ready();
    send_status();
    feed_watchdog();
}

void Server::Parts::begin_stop() {
    if (std::exchange(stopping, true)) return;
    ops::log::info("stopping, clients to tell: {}", hub.clients());
    ops::notify::stopping();
    for (const auto& listener : listeners) listener->close();
    if (companion) companion->close();
    drain_timer.cancel();
    status_timer.cancel();
    stop_timer.expires_after(max_stop);
    stop_timer.async_wait([this](error_code error) {
        if (!error) finish();
    });
    hub.stop();
}

void Server::Parts::finish() {
    ops::log::info("stopped");
    companion.reset();
    // Behind what is on its way: readers of closed sockets have to wake to free themselves.
    for (const auto& shard : shards) asio::post(shard->context(), [&shard] { shard->context().stop(); });
}

Reloaded Server::Parts::reload() {
    if (stopping || draining) return {false, {"it is going down, nothing was changed"}};
    ops::notify::reloading();
    Reloaded result;
    if (std::optional<ServerSettings> wanted = source.read()) {
        try {
            take_over(*wanted);
            source.accepted();
            result.done = true;
            result.said = source.said();
            for (const std::string& line : hub.warnings()) result.said.push_back(line);
        } catch (const std::runtime_error& error) {
            ops::log::error("{}; nothing was changed", error.what());
            result.said = {std::string(error.what()).append("; nothing was changed")};
        }
    } else {
        result.said = source.said();
    }
    ops::notify::ready();
    return result;
}

// All of it, or nothing if it throws.
void Server::Parts::take_over(const ServerSettings& wanted) {
    for (Listener* listener : change_listeners(wanted)) {
        listener->start();
        announce(*listener);
    }
    if (companion) companion->restore();
    settings = wanted;
    hub.configure(settings);
}

void Server::Parts::wait_for_signal() {
    signals.async_wait([this](error_code error, int signal) {
        if (error) return;
        if (signal == SIGHUP) {
            reload();
        } else if (stopping) {
            ops::log::warn("stopped at once by a second signal");
            ops::log::flush(last_look);
            std::_Exit(EXIT_FAILURE);
        } else {
            begin_stop();
        }
        wait_for_signal();
    });
}

void Server::Parts::send_status() {
    if (std::exchange(told_clients, hub.clients()) != hub.clients()) ops::notify::clients(hub.clients());
    shards.front()->log().tell_left_out();
    status_timer.expires_after(status_interval);
    status_timer.async_wait([this](error_code error) {
        if (!error) send_status();
    });
}

void Server::Parts::feed_watchdog() {
    const auto interval = ops::notify::watchdog_interval();
    if (!interval) return;
    ops::notify::watchdog();
    watchdog_timer.expires_after(*interval);
    watchdog_timer.async_wait([this](error_code error) {
        if (!error) feed_watchdog();
    });
}

Server::Server(const ServerSettings& settings, Ports outside, StoredState stored)
    : parts_(std::make_unique<Parts>(settings, outside, std::move(stored))) {}

Server::~Server() = default;

std::vector<std::string> Server::addresses() const {
    std::vector<std::string> all;
    for (const auto& listener : parts_->listeners) all.push_back(listener->address());
    return all;
}

void Server::handle_signals(ReloadSource source) {
    parts_->source = std::move(source);
    for (const int signal : {SIGTERM, SIGINT, SIGHUP}) parts_->signals.add(signal);
    hold_signals();
    parts_->wait_for_signal();
}

void Server::run() {
    parts_->start();
    std::vector<std::thread> threads;
    for (std::size_t i = 1; i < parts_->shards.size(); ++i) {
        threads.emplace_back([&context = parts_->shards[i]->context()] {
            const auto stay = asio::make_work_guard(context);
            context.run();
        });
    }
    const auto stay = asio::make_work_guard(parts_->context());
    parts_->context().run();
    for (std::thread& thread : threads) thread.join();
}

void Server::stop() {
    asio::post(parts_->context(), [parts = parts_.get()] { parts->begin_stop(); });
}

void Server::reload(ReloadSource source) {
    asio::post(parts_->context(), [parts = parts_.get(), source = std::move(source)]() mutable {
        parts->source = std::move(source);
        parts->reload();
    });
}

void Server::post(std::function<void(Hub&, Now)> what) {
    asio::post(parts_->context(), [parts = parts_.get(), what = std::move(what)] { parts->hub.call(what); });
}

}  // namespace confab::net
