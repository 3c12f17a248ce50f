#include "shard.hpp"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <utility>

#include "tls_stream.hpp"

namespace confab::net {

namespace {

// A client under the flood limit may have this much read before it may say it.
constexpr std::size_t limited_read = 16 * 1024;

// A list that was longer, as when thousands join at once, gives its memory back.
constexpr std::size_t kept_list = 1024;

// More than this, in bytes, is told to the other shards.
constexpr std::size_t worth_telling = 64 * 1024;

// Deadlines and slow clients are looked at this often, while there are any.
constexpr std::chrono::milliseconds sweep_interval{50};

}  // namespace

Shard::Shard(std::uint32_t index, std::uint32_t count, const Limits& limits,
             std::shared_ptr<QueueTotals> totals, const dialect::Table& dialects)
    : codecs_(dialects),
      index_(index),
      count_(count),
      limits_(limits),
      log_(limits.log_rate),
      totals_(std::move(totals)) {}

Shard::~Shard() = default;

Now Shard::clock() {
    return {std::chrono::time_point_cast<Milliseconds>(std::chrono::system_clock::now()),
            std::chrono::time_point_cast<Milliseconds>(std::chrono::steady_clock::now())};
}

std::span<char> Shard::read_buffer() {
    count_read();
    const std::span<char> all(buffer_);
    return limits_.flood.rate > 0 ? all.first(limited_read) : all;
}

void Shard::set_limits(const Limits& limits) {
    limits_ = limits;
    log_.set_rate(limits.log_rate);
}

void Shard::take(const Adopt& message) {
    const ClientId id = message.who;
    const std::size_t place = place_for(id);
    sources_[place] = message.source;
    ConnectionPtr connection(new Connection(*this, id, message.fd, message.family, message.arrival.view()));
    if (message.tls != nullptr) connection->encrypt(std::unique_ptr<TlsStream>(message.tls));
    if (!message.logged) connection->log_no_end();
    connections_[place] = connection;
    connection->begin(message.arrival.opening);
    // Reading starts with the next turn: a client that is not asked for a display is greeted before.
    asio::post(context_, [self = std::move(connection)] { Connection::read(self); });
}

std::size_t Shard::place_for(ClientId id) {
    const std::size_t place = id.slot / count_;
    if (place >= connections_.size()) {
        connections_.resize(place + 1);
        sources_.resize(place + 1);
    }
    return place;
}

Connection* Shard::find(ClientId id) {
    const std::size_t place = id.slot / count_;
    if (place >= connections_.size() || !connections_[place]) return nullptr;
    Connection* connection = connections_[place].get();
    return connection->id() == id ? connection : nullptr;
}

void Shard::forget(Connection& connection) {
    const ClientId id = connection.id();
    connections_[id.slot / count_].reset();
    hub_->handle(Release{id, connection.offence()});
}

// --- Turns

void Shard::end_turn_soon() {
    if (turn_ends_) {
        if (reads_ != turn_began_with_) pacer_.further();
        return;
    }
    turn_ends_ = true;
    turn_began_with_ = reads_;
    const FlushPacer::Duration hold = pacer_.begin(FlushPacer::Clock::now());
    if (hold == FlushPacer::Duration{0}) {
        asio::post(context_, [this] { end_turn(); });
        return;
    }
    pacer_timer_.expires_after(hold);
    pacer_timer_.async_wait([this](error_code) { end_turn(); });
}

void Shard::end_turn() {
    turn_ends_ = false;
    const auto start = FlushPacer::Clock::now();
    fanout_.flush();
    flush_list(to_flush_, &Connection::in_flush_list);
    flush_list(to_flush_at_end_, &Connection::in_end_list);
    pacer_.flushed(start, FlushPacer::Clock::now());
}

void Shard::flush_soon(Connection& connection) {
    if (std::exchange(connection.in_flush_list, true)) return;
    to_flush_.emplace_back(&connection);
    if (to_flush_.size() == 1) {
        asio::post(context_, [this] { flush_list(to_flush_, &Connection::in_flush_list); });
    }
}

void Shard::flush_at_end(Connection& connection) {
    if (std::exchange(connection.in_end_list, true)) return;
    to_flush_at_end_.emplace_back(&connection);
    end_turn_soon();
}

// What comes onto the list meanwhile is for the next time.
void Shard::flush_list(std::vector<ConnectionPtr>& list, bool Connection::*flag) {
    std::swap(list, flushing_);
    for (const ConnectionPtr& connection : flushing_) {
        (*connection).*flag = false;
        connection->flush();
    }
    flushing_.clear();
    if (flushing_.capacity() > kept_list) std::vector<ConnectionPtr>().swap(flushing_);
}

// --- Connections that wait

void Shard::wake_at(Connection& connection, MonoTime until) {
    wakes_.push({until, ConnectionPtr(&connection)});
    arm_wake_timer();
}

void Shard::arm_wake_timer() {
    if (wakes_.empty() || wakes_.top().due >= wake_armed_) return;
    wake_armed_ = wakes_.top().due;
    wake_timer_.expires_at(wake_armed_);
    wake_timer_.async_wait([this](error_code error) {
        if (!error) wake_due();
    });
}

void Shard::wake_due() {
    const Now now = clock();
    while (!wakes_.empty() && wakes_.top().due <= now.mono) {
        const ConnectionPtr connection = wakes_.top().connection;
        wakes_.pop();
        connection->time_passed(now);
    }
    wake_armed_ = MonoTime::max();
    arm_wake_timer();
}

void Shard::pause_until_clear(Connection& connection) {
    if (connection.in_clear_list) return;
    connection.in_clear_list = true;
    paused_until_clear_.emplace_back(&connection);
}

void Shard::resume_reading() {
    for (const ConnectionPtr& connection : std::exchange(paused_until_clear_, {})) connection->hub_is_clear();
}

void Shard::note_overflow(Connection& connection) {
    overflowed_.emplace_back(&connection);
    if (overflowed_.size() == 1) asio::post(context_, [this] { close_overflowed(); });
}

void Shard::close_overflowed() {
    const Now now = clock();
    for (const ConnectionPtr& connection : std::exchange(overflowed_, {}))
        connection->close_slow_consumer(now);
}

// --- The sweep

void Shard::note_closing(Connection& connection) {
    closing_.emplace_back(&connection);
    arm_sweep();
}

void Shard::note_slow(Connection& connection) {
    if (connection.in_slow_list) return;
    connection.in_slow_list = true;
    slow_.push_back({ConnectionPtr(&connection), clock().mono});
    arm_sweep();
}

void Shard::arm_sweep() {
    if (std::exchange(sweeping_, true)) return;
    sweep_timer_.expires_after(sweep_interval);
    sweep_timer_.async_wait([this](error_code error) {
        if (!error) sweep();
    });
}

void Shard::sweep() {
    const MonoTime now = clock().mono;
    for (std::size_t i = 0; i < closing_.size(); ++i) {
        const ConnectionPtr connection = closing_[i];
        connection->check_deadline(now);
    }
    std::erase_if(closing_,
                  [this](const ConnectionPtr& connection) { return find(connection->id()) == nullptr; });
    for (const Slow& each : slow_) each.connection->unpin();
    std::erase_if(slow_, [](const Slow& each) {
        each.connection->in_slow_list = each.connection->slow();
        return !each.connection->in_slow_list;
    });
    const Connection* most = fullest();
    totals_->set_largest(index_, most == nullptr ? 0 : most->waiting());
    tell_queued();
    if (!frozen_) relieve_sources();
    sweeping_ = false;
    if (!closing_.empty() || !slow_.empty()) arm_sweep();
}

// --- What waits unsent

void Shard::tell_queued() {
    told_queued_ = wire::Chunk::waiting_bytes();
    totals_->set(index_, told_queued_);
}

// Of every private answer, so that it does nothing most of the time.
void Shard::note_queued(const Connection& connection) {
    if (frozen_) return;
    if (connection.waiting() > totals_->largest(index_)) totals_->set_largest(index_, connection.waiting());
    if (wire::Chunk::waiting_bytes() < told_queued_ + worth_telling) return;
    tell_queued();
    if (totals_->total() <= limits_.max_queued || std::exchange(relieving_, true)) return;
    asio::post(context_, [this] { relieve(); });
}

Connection* Shard::fullest() {
    const auto most = std::max_element(slow_.begin(), slow_.end(), [](const Slow& one, const Slow& other) {
        return one.connection->waiting() < other.connection->waiting();
    });
    return most == slow_.end() || most->connection->waiting() == 0 ? nullptr : most->connection.get();
}

void Shard::relieve() {
    relieving_ = false;
    if (frozen_) return;
    for (tell_queued(); totals_->total() > limits_.max_queued; tell_queued()) {
        Connection* most = fullest();
        totals_->set_largest(index_, most == nullptr ? 0 : most->waiting());
        const std::size_t where = totals_->fullest(index_);
        if (where != index_) return totals_->relieve(where);
        if (most == nullptr) return;
        most->drop_queue(Code::read_slowest);
    }
}

}  // namespace confab::net
