#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/executor_work_guard.hpp>
#include <csignal>
#include <cstdlib>
#include <stdexcept>
#include <thread>
#include <utility>

#include "confab/base/snapshot/reader.hpp"
#include "confab/ops/log.hpp"
#include "confab/ops/notify.hpp"
#include "server_impl.hpp"

namespace confab::net {

namespace {

// Nobody is waited for longer: 5 s for the queue, 1 s for the peer to end.
constexpr auto max_stop = std::chrono::seconds(7);
constexpr auto status_interval = std::chrono::seconds(1);
constexpr auto certificate_interval = std::chrono::hours(24);
constexpr auto last_look = std::chrono::milliseconds(200);  // of the log, before the program is left at once

std::vector<std::unique_ptr<Shard>> make_shards(const ServerSettings& settings) {
    std::vector<std::unique_ptr<Shard>> shards;
    const unsigned count = std::max(1U, settings.threads);
    const auto totals = std::make_shared<QueueTotals>(count);
    for (std::uint32_t i = 0; i < count; ++i) {
        shards.push_back(std::make_unique<Shard>(i, count, settings.limits, totals, settings.dialects));
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

Server::Impl::Impl(const ServerSettings& wanted, Ports outside, StoredState stored, snapshot::Reader* before,
                   const ops::CrashState& crash)
    : settings(wanted),
      dialects(wanted.dialects),
      shards(make_shards(wanted)),
      hub(
          wanted, shards, outside, std::move(stored), [this] { finish(); }, before),
      refusals(context(), wanted.limits.max_refusals),
      handshakes(context(), refusals, shards.front()->log(), wanted.limits.handshakes) {
    if (settings.tls) settings.tls->use_tickets(tickets);
    if (before == nullptr) {
        change_listeners(wanted);
        if (!crash.empty()) hub.go_on_after_crash(crash);
        return;
    }
    carry_on(*before);
    try {
        change_listeners(wanted);
    } catch (const std::runtime_error& error) {  // everybody is here, and would be lost
        ops::log::error("{}; listeners stay as they were, reload once it is mended", error.what());
    }
}

void Server::Impl::start() {
    for (const auto& listener : listeners) {
        listener->start();
        announce(*listener);
    }
    for (const auto& companion : companions) companion->start();
    if (last_upgrade.number > 0) tell_upgrade();
    hub.record_people();
    ops::notify::ready();
    for (const auto& shard : shards) asio::post(shard->context(), [&shard] { shard->measure_lag(); });
    send_status();
    look_at_certificates();
    feed_watchdog();
}

void Server::Impl::begin_stop() {
    if (std::exchange(stopping, true)) return;
    ops::log::info("stopping, clients to tell: {}", hub.clients());
    ops::notify::stopping();
    for (const auto& listener : listeners) listener->close();
    handshakes.close();
    for (const auto& companion : companions) companion->close();
    drain_timer.cancel();
    spread_timer.cancel();
    status_timer.cancel();
    certificate_timer.cancel();
    stop_timer.expires_after(max_stop);
    stop_timer.async_wait([this](error_code error) {
        if (!error) finish();
    });
    hub.stop();
}

void Server::Impl::finish() {
    ops::log::info("stopped");
    companions.clear();
    end_loops();
}

void Server::Impl::end_loops() {
    // Behind what is on its way: readers of closed sockets have to wake to free themselves.
    for (const auto& shard : shards) asio::post(shard->context(), [&shard] { shard->context().stop(); });
}

Reloaded Server::Impl::reload() {
    if (stopping || draining || frozen) {
        const char* why = frozen ? "it is being upgraded" : "it is going down";
        ops::log::warn("reload: {}, nothing was changed", why);
        return {false, {fmt::format("{}, nothing was changed", why)}};
    }
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
void Server::Impl::take_over(const ServerSettings& wanted) {
    std::vector<std::function<void()>> prepared;
    for (const auto& companion : companions) prepared.push_back(companion->prepare());
    for (Listener* listener : change_listeners(wanted)) {
        listener->start();
        announce(*listener);
    }
    for (const auto& commit : prepared) commit();
    for (const auto& companion : companions) companion->restore();
    settings = wanted;
    if (settings.tls) settings.tls->use_tickets(tickets);
    look_at_certificates();
    refusals.set_most(settings.limits.max_refusals);
    handshakes.set_limits(settings.limits.handshakes);
    hub.configure(settings);
}

void Server::Impl::wait_for_signal() {
    signals.async_wait([this](error_code error, int signal) {
        if (error) return;
        if (leaving && signal != SIGHUP) return static_cast<void>(::kill(::getpid(), signal));  // HeldSignals
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

void Server::Impl::send_status() {
    if (std::exchange(told_clients, hub.clients()) != hub.clients()) ops::notify::clients(hub.clients());
    shards.front()->log().tell_left_out();
    status_timer.expires_after(status_interval);
    status_timer.async_wait([this](error_code error) {
        if (!error) send_status();
    });
}

// Once a day, and whenever there may be other ones.
void Server::Impl::look_at_certificates() {
    if (!settings.tls) return;
    for (const std::string& line : certificate_warnings(settings.tls->certificates(), Shard::clock().wall)) {
        ops::log::write(spdlog::level::warn, ops::log::Event::certificate_ends, {}, line);
    }
    certificate_timer.expires_after(certificate_interval);
    certificate_timer.async_wait([this](error_code error) {
        if (!error) look_at_certificates();
    });
}

void Server::Impl::feed_watchdog() {
    const auto interval = ops::notify::watchdog_interval();
    if (!interval) return;
    ops::notify::watchdog();
    watchdog_timer.expires_after(*interval);
    watchdog_timer.async_wait([this](error_code error) {
        if (!error) feed_watchdog();
    });
}

Server::Server(const ServerSettings& settings, Ports outside, StoredState stored,
               const ops::CrashState& crash)
    : impl_(std::make_unique<Impl>(settings, outside, std::move(stored), nullptr, crash)) {}

Server::Server(const ServerSettings& settings, Ports outside, const Handover& before, std::string failed) {
    snapshot::Reader in(before.bytes, Shard::clock().mono);
    impl_ = std::make_unique<Impl>(settings, outside, StoredState{}, &in);
    impl_->last_upgrade.failed = std::move(failed);
}

Server::~Server() = default;

std::vector<std::string> Server::addresses() const {
    std::vector<std::string> all;
    for (const auto& listener : impl_->listeners) all.push_back(listener->address());
    return all;
}

void Server::handle_signals(ReloadSource source) {
    impl_->source = std::move(source);
    for (const int signal : {SIGTERM, SIGINT, SIGHUP}) impl_->signals.add(signal);
    hold_signals();
    impl_->wait_for_signal();
}

Server::Ended Server::run() {
    impl_->start();
    std::vector<std::thread> threads;
    std::vector<wire::Chunk::Counts> chunks(impl_->shards.size());
    for (std::size_t i = 1; i < impl_->shards.size(); ++i) {
        threads.emplace_back([&context = impl_->shards[i]->context(), &left = chunks[i]] {
            const auto stay = asio::make_work_guard(context);
            context.run();
            left = wire::Chunk::give_away();
        });
    }
    const auto stay = asio::make_work_guard(impl_->context());
    impl_->context().run();
    for (std::thread& thread : threads) thread.join();
    for (const auto& each : chunks) wire::Chunk::take_over(each);
    return impl_->leaving ? Ended::upgrading : Ended::stopped;
}

Handover Server::hand_over(std::string_view version) { return impl_->hand_over(version); }

void Server::stop() {
    asio::post(impl_->context(), [impl = impl_.get()] { impl->begin_stop(); });
}

void Server::upgrade() {
    asio::post(impl_->context(), [impl = impl_.get()] { impl->upgrade({}); });
}

void Server::reload(ReloadSource source) {
    asio::post(impl_->context(), [impl = impl_.get(), source = std::move(source)]() mutable {
        impl->source = std::move(source);
        impl->reload();
    });
}

void Server::post(std::function<void(Hub&, Now)> what) {
    asio::post(impl_->context(), [impl = impl_.get(), what = std::move(what)] { impl->hub.call(what); });
}

}  // namespace confab::net
