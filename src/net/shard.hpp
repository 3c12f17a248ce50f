// One I/O thread's part: its loop, its connections, and when they are flushed.
#pragma once

#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <queue>
#include <span>
#include <vector>

#include "confab/base/ids.hpp"
#include "confab/base/snapshot/forward.hpp"
#include "confab/base/time.hpp"
#include "confab/dialect/table.hpp"
#include "confab/net/connection_trace.hpp"
#include "confab/net/server_metrics.hpp"
#include "confab/net/settings.hpp"
#include "confab/ops/connection_log.hpp"
#include "confab/wire/clean.hpp"
#include "connection.hpp"
#include "fanout.hpp"
#include "flush_pacer.hpp"
#include "hub_inbox.hpp"
#include "queue_totals.hpp"

namespace confab::net {

// A client lives on one shard for good: the one its slot says. Everything here happens on the
// thread that runs context(), but for the constructor.
class Shard {
  public:
    // One of `count` shards, from 0.
    Shard(std::uint32_t index, std::uint32_t count, const Limits& limits, std::shared_ptr<QueueTotals> totals,
          const dialect::Table& dialects);
    ~Shard();

    asio::io_context& context() { return context_; }
    Fanout& fanout() { return fanout_; }
    HubInbox& hub() { return *hub_; }
    // Is the input of all clients to wait?
    bool congested() const { return frozen_ || hub_->congested(); }
    void connect_to(HubInbox& hub) { hub_ = &hub; }

    // What the hub tells, as calls on its own thread or out of a batch (shard_messages.cpp).
    void handle(const ShardMessage& message);
    void take(const Publish& message);
    void take(const Send& message);
    void take(const Subscribe& message);
    void take(const Unsubscribe& message);
    void take(const ChangeView& message);
    void take(const HangUp& message);
    void take(const PauseInput& message);
    void take(const ShareSending& message);
    void take(const AskSecret& message);
    void take(const Measure& message);
    void take(const Offer& message);
    void take(const SetPreferences& message);
    void take(const RequestInteractive& message);
    void take(const Completions& message);
    void take(const SetStatus& message);
    void take(const Charge& message);
    void take(const Handled& message);
    // Takes a connected socket over and reads it.
    void take(const Adopt& message);

    // --- From one program to the next (shard_handover.cpp). No thread runs the context meanwhile.
    // Everything that is to be sent at the end of the turn is sent now, or queued.
    void finish_turn();
    // Writes the connections, and lets go of their descriptors.
    // `place` writes something before each.
    void hand_over(snapshot::Writer& out, std::vector<int>& descriptors,
                   const std::function<void(ClientId)>& place);
    void for_each(const std::function<void(Connection&)>& what);
    std::size_t handed_over() const;  // those that will be: encrypted ones are not
    // Goes on with the next connection that was written. Null: its descriptor is no socket.
    Connection* carry_on(snapshot::Reader& in);
    void set_source(const Connection& connection, std::uint32_t source);

    // --- From a run that crashed to the next one
    // Null: nothing is kept in case of a crash.
    InputMarks* marks() const { return marks_; }
    void set_marks(InputMarks* marks) { marks_ = marks; }
    // Of each of them; empty for one that is gone or cannot go on.
    std::vector<std::string> states_without_text(const std::vector<ClientId>& ids);
    // Before any thread runs the context. Null: that is no connection, and `fd` stays the caller's.
    Connection* go_on_after_crash(std::string_view state, int fd, InputMark mark);

    Connection* find(ClientId id);
    void forget(Connection& connection);

    const Limits& limits() const { return limits_; }
    void set_limits(const Limits& limits);
    void stop() { stopping_ = true; }
    // Reads nothing more of clients, for good.
    void freeze() { frozen_ = true; }
    bool stopping() const { return stopping_; }

    static Now clock();
    // Where a connection reads to; what is in it lasts until the next read of this loop.
    std::span<char> read_buffer();
    wire::Cleaner& cleaner() { return cleaner_; }
    dialect::Codecs& codecs() { return codecs_; }
    dialect::Codec& codec(const Connection& connection) { return codecs_.of(connection.format().view); }
    ops::ConnectionLog& log() { return log_; }

    // --- When things are sent
    // A room has something to send: at the end of this turn, or after a little rest under load.
    void end_turn_soon();
    // A connection has something of its own to send, before others have to wait.
    void flush_soon(Connection& connection);
    // A connection has something to send, but it can wait for the room's turn.
    void flush_at_end(Connection& connection);
    // Lines of a further read came: whoever is resting may see more of them.
    void count_read() { ++reads_; }

    // --- When connections are looked at
    // Connection::time_passed is called then.
    void wake_at(Connection& connection, MonoTime until);
    std::size_t wakes() const { return wakes_.size(); }  // that are to come; for the tests
    void pause_until_clear(Connection& connection);
    void resume_reading();
    void note_overflow(Connection& connection);
    void note_closing(Connection& connection);
    void note_slow(Connection& connection);

    // --- What waits unsent
    QueueTotals& totals() { return *totals_; }
    // For a connection that has more waiting than before.
    void note_queued(const Connection& connection);
    // Closes whoever has most, here or on another shard, until there is no more than may be.
    void relieve();

    // --- What it has carried (shard_metrics.cpp)
    Traffic& traffic() { return traffic_; }
    // `limit`: the shared one that closed the client; none: its own queue.
    void count_slow_consumer(Code limit);
    // From now on, until the loop ends.
    void measure_lag();
    ShardMetrics metrics() const;
    // Nothing if the connection is gone.
    std::optional<ConnectionTrace> trace(ClientId who);

  private:
    struct Wake {
        MonoTime due;
        ConnectionPtr connection;
        bool operator<(const Wake& other) const { return due > other.due; }  // the earliest on top
    };

    std::size_t place_for(ClientId id);
    // Its socket has taken too little since then.
    struct Slow {
        ConnectionPtr connection;
        MonoTime since;
    };

    void end_turn();
    void flush_list(std::vector<ConnectionPtr>& list, bool Connection::*flag);
    void close_overflowed();
    void note_lag(double seconds);
    void arm_wake_timer();
    void wake_due();
    void arm_sweep();
    void sweep();
    dialect::Endpoint* endpoint_of(ClientId who);
    Connection* fullest();
    std::uint32_t source_of(const Connection& connection) const;
    Connection* fullest_of_crowded_source(std::size_t most);
    void relieve_sources();
    void tell_queued();

    // Before the context: the connections that go with its handlers still use them.
    wire::Cleaner cleaner_;
    dialect::Codecs codecs_;
    asio::io_context context_{1};
    std::uint32_t index_;
    std::uint32_t count_;
    Limits limits_;
    HubInbox* hub_ = nullptr;
    InputMarks* marks_ = nullptr;
    Fanout fanout_{*this};
    ops::ConnectionLog log_;
    std::vector<ConnectionPtr> connections_;  // by slot / count_
    std::vector<std::uint32_t> sources_;      // the same; 0: counted for none

    FlushPacer pacer_;
    asio::steady_timer pacer_timer_{context_};
    std::uint64_t reads_ = 0;
    std::uint64_t turn_began_with_ = 0;
    bool turn_ends_ = false;  // end_turn() is on its way

    std::vector<ConnectionPtr> to_flush_;
    std::vector<ConnectionPtr> to_flush_at_end_;
    std::vector<ConnectionPtr> flushing_;  // empty but within flush_list(), which does not nest
    std::vector<ConnectionPtr> overflowed_;

    std::priority_queue<Wake> wakes_;
    asio::steady_timer wake_timer_{context_};
    MonoTime wake_armed_ = MonoTime::max();
    std::vector<ConnectionPtr> paused_until_clear_;

    std::vector<ConnectionPtr> closing_;
    std::vector<Slow> slow_;
    std::shared_ptr<QueueTotals> totals_;
    std::size_t told_queued_ = 0;  // bytes
    bool relieving_ = false;       // relieve() is on its way
    asio::steady_timer sweep_timer_{context_};
    bool sweeping_ = false;
    bool stopping_ = false;
    bool frozen_ = false;

    Traffic traffic_;
    LoopLag lag_;
    std::array<double, 2> most_lag_{};  // seconds, in this half minute and in the one before
    std::chrono::steady_clock::time_point half_minute_began_{};
    asio::steady_timer lag_timer_{context_};
    std::chrono::steady_clock::time_point lag_due_{};

    std::array<char, 65536> buffer_;
};

}  // namespace confab::net
