// The hub's side of all connections, from one program to the next.
#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "confab/base/snapshot/reader.hpp"
#include "confab/base/snapshot/writer.hpp"
#include "confab/core/ports/view_fields.hpp"
#include "confab/ops/log.hpp"
#include "hub_thread.hpp"

namespace confab::net {

void HubThread::end_encrypted(std::size_t count) {
    const Now now = Shard::clock();
    std::vector<ClientId> ending;
    for (auto& [slot, each] : encrypted_) {
        if (ending.size() == count) break;
        if (!std::exchange(each.ended, true)) ending.push_back(each.id);
    }
    for (const ClientId id : ending) {
        finish_handshake(id, false, now);
        hub_.end_for_upgrade(id, now);
    }
    arm();
}

void HubThread::end_some(std::size_t count) {
    const Now now = Shard::clock();
    std::vector<ClientId> ending;
    hub_.users().for_each_connected([&](User& user) {
        user.for_each_connection([&](const confab::Connection& each) {
            if (ending.size() < count) ending.push_back(each.id);
        });
    });
    for (const ClientId id : ending) hub_.end_for_stop(id, now);
    arm();
}

std::size_t HubThread::encrypted() const {
    return static_cast<std::size_t>(std::count_if(encrypted_.begin(), encrypted_.end(),
                                                  [](const auto& each) { return !each.second.ended; }));
}

bool HubThread::idle() const {
    return !log_behind_ && router_.idle() &&
           std::all_of(mailboxes_.begin(), mailboxes_.end(), [](const auto& box) { return box->idle(); });
}

// --- Away

void HubThread::save(snapshot::Writer& out) const {
    out.section("hub", {}, [&] { out(hub_.snapshot({Shard::clock().wall, out.now()})); });
    out.section("edge", {},
                [&] { out(last_serial_, router_.messages(), handshakes_, interpreters_.state(out.now())); });
}

CarriedPlace HubThread::place_of(ClientId id) const {
    const SourceTable::Entry* source = sources_[id.slot];
    const std::string& listener = listeners_.url_of(listener_of_[id.slot]);
    const Address from = source == nullptr ? Address{} : source->source.address;
    return {id, source != nullptr, from, listener, kept_ ? kept_->cookie(id) : 0};
}

void HubThread::hand_over(snapshot::Writer& out, std::vector<int>& descriptors) {
    save(out);
    stopping_ = true;  // what comes now is for the next one
    timer_.cancel();
    log_timer_.cancel();
    out.section("connections", {}, [&] {
        std::size_t count = 0;
        for (const auto& shard : shards_) count += shard->handed_over();
        out(count);
        for (const auto& shard : shards_) {
            shard->hand_over(out, descriptors, [&](ClientId id) { out(place_of(id)); });
        }
    });
    out.section("sources", {}, [&] { admission_.sources().save(out); });
}

// --- And on

void HubThread::restore(snapshot::Reader& in) {
    std::string chat;
    in.section("hub", snapshot::Version{}.major, [&] { in(chat); });
    if (!in.ok()) return;
    if (const Refusal why = hub_.restore(chat, {Shard::clock().wall, in.now()})) {
        throw std::runtime_error("cannot go on: " + interpreters_.word(why).text);
    }
}

std::size_t HubThread::carry_on(snapshot::Reader& in) {
    std::uint64_t messages = 0;
    std::vector<std::string> dialects;
    in.section("edge", snapshot::Version{}.major, [&] { in(last_serial_, messages, handshakes_, dialects); });
    in.expect(interpreters_.restore(dialects, in.now()));
    in.section("connections", snapshot::Version{}.major, [&] { carry_on_connections(in); });
    in.section("sources", snapshot::Version{}.major, [&] { admission_.sources().load(in); });
    if (!in.ok()) return 0;
    router_.count_on(messages);
    free_unused_slots();
    std::erase_if(handshakes_, [this](const auto& each) {
        return shard_of(each.second.id).find(each.second.id) == nullptr;
    });
    const Now now = Shard::clock();
    hub_.introduce(now);
    end_strangers(now);
    arm();
    return live_;
}

void HubThread::carry_on_connections(snapshot::Reader& in) {
    std::size_t count = 0;
    in(count);
    for (; count > 0 && in.ok(); --count) {
        CarriedPlace place;
        in(place);
        const ClientId id = place.id;
        in.expect(id.slot < max_slots && (id.slot >= sources_.size() || !used_[id.slot]));
        Connection* connection = in.ok() ? shard_of(id).carry_on(in) : nullptr;
        in.expect(connection != nullptr && connection->id() == id);
        if (!in.ok()) return;
        take_place(place, *connection, in.now());
    }
}

void HubThread::take_place(const CarriedPlace& place, const Connection& connection, MonoTime now) {
    const std::uint32_t slot = place.id.slot;
    if (slot >= sources_.size()) sources_.resize(slot + std::size_t{1});
    used_.resize(sources_.size());
    listener_of_.resize(sources_.size());
    listener_of_[slot] = listeners_.number_of(place.listener);
    listeners_.carried(listener_of_[slot]);
    used_[slot] = true;
    if (place.counted) sources_[slot] = admission_.opened(place.source, now);
    const std::uint32_t source = admission_.number_of(sources_[slot]);
    shard_of(place.id).set_source(connection, source);
    shares_.opened(place.id, source);
    if (kept_ && place.cookie != 0) kept_->carried(place.id, place.cookie);
    ++live_;
}

void HubThread::free_unused_slots() {
    next_slot_ = static_cast<std::uint32_t>(sources_.size());
    for (std::uint32_t slot = next_slot_; slot-- > 0;) {
        if (!used_[slot]) free_slots_.push_back(slot);
    }
    std::vector<bool>().swap(used_);
}

// A connection that only one of the two sides knows is at its end: it was encrypted, or broke meanwhile.
void HubThread::end_strangers(Now now) {
    std::vector<ClientId> lost;
    hub_.users().for_each_connected([&](const User& user) {
        user.for_each_connection([&](const confab::Connection& each) {
            if (shard_of(each.id).find(each.id) == nullptr) lost.push_back(each.id);
        });
    });
    for (const ClientId id : lost) hub_.lost(id, "connection lost", now);
    for (const auto& shard : shards_) {
        shard->for_each([&](Connection& connection) {
            const bool waits = handshakes_.contains(connection.id().slot);
            if (connection.is_closing() || waits || hub_.users().find(connection.id()) != nullptr) return;
            connection.hang_up("-", "lost by the upgrade");
        });
    }
}

}  // namespace confab::net
