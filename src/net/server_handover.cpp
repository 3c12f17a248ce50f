// A server as bytes, and a server that goes on from them.
#include <unistd.h>

#include <chrono>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "confab/base/snapshot/reader.hpp"
#include "confab/base/snapshot/writer.hpp"
#include "confab/ops/log.hpp"
#include "program_record.hpp"
#include "server_impl.hpp"

namespace confab::net {

namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr auto max_settling = std::chrono::milliseconds(1000);  // for what is between threads
constexpr auto max_writing = std::chrono::milliseconds(50);     // for sockets that take more and more

[[noreturn]] void refuse_bytes(const snapshot::Reader& in) {
    if (in.problem() == snapshot::Problem::other_version) {
        throw std::runtime_error("cannot go on: what the program before wrote has version " +
                                 std::to_string(in.version()) + ", which this one cannot read");
    }
    throw std::runtime_error("cannot go on: what the program before wrote is damaged");
}

}  // namespace

// No thread runs any loop now, so this one runs them all, until nothing is on its way.
void Server::Impl::settle() {
    const auto began = SteadyClock::now();
    for (std::size_t ran = 1; ran > 0 || !hub.idle();) {
        ran = 0;
        for (const auto& shard : shards) {
            shard->context().restart();
            ran += shard->context().poll();
        }
        const auto took = SteadyClock::now() - began;
        if (took > max_settling || (took > max_writing && hub.idle())) return;
    }
}

void Server::Impl::save_program(snapshot::Writer& out, std::string_view version) const {
    const ProgramRecord program{std::string(version), names_of(dialects), started,
                                frozen_at.time_since_epoch().count(), last_upgrade.number};
    out.section("program", {}, [&] { out(program); });
}

std::string Server::Impl::try_snapshot() const {
    snapshot::Writer out(Shard::clock().mono);
    save_program(out, {});
    out.section("listeners", {}, [&] { out(std::vector<CarriedListener>(), CarriedListener()); });
    hub.save(out);
    out.section("connections", {}, [&] { out(std::size_t{0}); });
    out.section("sources", {}, [&] { hub.admission().sources().save(out); });
    return out.finish();
}

Handover Server::Impl::hand_over(std::string_view version) {
    settle();
    for (const auto& shard : shards) shard->finish_turn();
    settle();
    Handover handover;
    snapshot::Writer out(Shard::clock().mono);
    save_program(out, version);
    std::vector<CarriedListener> carried;
    for (const auto& listener : listeners) carried.push_back(listener->hand_over());
    CarriedListener other;
    for (const auto& companion : companions) {
        if (const CarriedListener its = companion->hand_over(); its.fd >= 0) other = its;
    }
    out.section("listeners", {}, [&] { out(carried, other); });
    hub.hand_over(out, handover.descriptors);
    for (const CarriedListener& each : carried) handover.descriptors.push_back(each.fd);
    if (other.fd >= 0) handover.descriptors.push_back(other.fd);
    handover.bytes = out.finish();
    companions.clear();
    settle();
    return handover;
}

void Server::Impl::carry_on(snapshot::Reader& in) {
    std::vector<CarriedListener> carried;
    carry_on_program(in);
    in.section("listeners", snapshot::Version{}.major, [&] { in(carried, carried_companion); });
    if (!in.ok()) refuse_bytes(in);
    carry_on_listeners(carried);
    if (carried_companion.fd >= 0 && take_back(carried_companion.fd) < 0) carried_companion = {};
    last_upgrade.connections = hub.carry_on(in);
    if (!in.ok()) refuse_bytes(in);
    hub.call([this](Hub& chat, Now /*now*/) { chat.configure(settings.chat); });
}

void Server::Impl::carry_on_program(snapshot::Reader& in) {
    ProgramRecord program;
    in.section("program", snapshot::Version{}.major, [&] { in(program); });
    if (!in.ok()) refuse_bytes(in);
    if (!program.fits(dialects)) {
        throw std::runtime_error("cannot go on: this program has other dialects than the one before");
    }
    started = program.started;
    frozen_at = MonoTime{Milliseconds{program.frozen_at}};
    last_upgrade.number = program.upgrades + 1;
    last_upgrade.from = program.version;
}

// As they were; what is configured now takes their place as at a reload.
void Server::Impl::carry_on_listeners(const std::vector<CarriedListener>& carried) {
    for (const CarriedListener& each : carried) {
        const ops::ListenUrl url = ops::parse_listen_url(each.address);
        if (url.is_encrypted() && !settings.tls) {  // nobody wants it any more
            ::close(each.fd);
            continue;
        }
        listeners.push_back(std::make_unique<Listener>(context(), url, door(url), settings.unix_mode, each));
    }
}

void Server::close_carried() {
    const CarriedListener carried = std::exchange(impl_->carried_companion, {});
    if (carried.fd < 0) return;
    ::close(carried.fd);
    SocketFile(carried).remove();
}

}  // namespace confab::net
