// One I/O thread's part: its loop, its sessions, and when they are flushed.
#pragma once

#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstdint>
#include <memory>
#include <queue>
#include <span>
#include <vector>

#include "confab/base/ids.hpp"
#include "confab/base/time.hpp"
#include "confab/dialect/terminal/terminal.hpp"
#include "confab/net/settings.hpp"
#include "confab/ops/connection_log.hpp"
#include "confab/wire/clean.hpp"
#include "fanout.hpp"
#include "flush_pacer.hpp"
#include "hub_inbox.hpp"
#include "queued.hpp"
#include "session.hpp"

namespace confab::net {

// A client lives on one shard for good: the one its slot says. Everything here happens on the
// thread that runs context(), but for the constructor.
class Shard {
  public:
    // One of `count` shards, from 0.
    Shard(std::uint32_t index, std::uint32_t count, const Limits& limits, std::shared_ptr<Queued> queued);
    ~Shard();

    asio::io_context& context() { return context_; }
    Fanout& fanout() { return fanout_; }
    HubInbox& hub() { return *hub_; }
    void connect_to(HubInbox& hub) { hub_ = &hub; }

    // Takes a connected socket over and reads it. `logged`: its end is logged too.
    void adopt(ClientId id, int fd, int family, bool telnet, bool logged);
    Session* find(ClientId id);
    void forget(Session& session);

    const Limits& limits() const { return limits_; }
    void set_limits(const Limits& limits);
    void stop() { stopping_ = true; }
    bool stopping() const { return stopping_; }

    static Now clock();
    // Where a session reads to; what is in it lasts until the next read of this loop.
    std::span<char> read_buffer();
    wire::Cleaner& cleaner() { return cleaner_; }
    dialect::TerminalTools& terminal_tools();
    ops::ConnectionLog& log() { return log_; }

    // --- When things are sent
    // A room has something to send: at the end of this turn, or after a little rest under load.
    void end_turn_soon();
    // A session has something of its own to send, before others have to wait.
    void flush_soon(Session& session);
    // A session has something to send, but it can wait for the room's turn.
    void flush_at_end(Session& session);
    // Lines of a further read came: whoever is resting may see more of them.
    void count_read() { ++reads_; }

    // --- When sessions are looked at
    void hold(Session& session, MonoTime until);
    void hold_until_clear(Session& session);
    void resume_reading();
    void doom(Session& session);
    void note_closing(Session& session);
    void note_slow(Session& session);

    // --- What waits unsent
    Queued& queued() { return *queued_; }
    // For a session that has more waiting than before.
    void note_queued(const Session& session);
    // Closes whoever has most, here or on another shard, until there is no more than may be.
    void relieve();

  private:
    struct Hold {
        MonoTime due;
        SessionPtr session;
        bool operator<(const Hold& other) const { return due > other.due; }  // the earliest on top
    };

    void end_turn();
    void flush_list(std::vector<SessionPtr>& list, bool Session::*flag);
    void give_up_doomed();
    void arm_hold_timer();
    void release_held();
    void arm_sweep();
    void sweep();
    Session* fullest();
    void tell_queued();

    asio::io_context context_{1};
    std::uint32_t index_;
    std::uint32_t count_;
    Limits limits_;
    HubInbox* hub_ = nullptr;
    Fanout fanout_{*this};
    wire::Cleaner cleaner_;
    std::unique_ptr<dialect::TerminalTools> terminal_tools_;  // from the first terminal on
    ops::ConnectionLog log_;
    std::vector<SessionPtr> sessions_;  // by slot / count_

    FlushPacer rest_;
    asio::steady_timer rest_timer_{context_};
    std::uint64_t reads_ = 0;
    std::uint64_t turn_began_with_ = 0;
    bool turn_ends_ = false;  // end_turn() is on its way

    std::vector<SessionPtr> to_flush_;
    std::vector<SessionPtr> to_flush_at_end_;
    std::vector<SessionPtr> flushing_;  // empty but within flush_list(), which does not nest
    std::vector<SessionPtr> doomed_;

    std::priority_queue<Hold> holds_;
    asio::steady_timer hold_timer_{context_};
    MonoTime hold_armed_ = MonoTime::max();
    std::vector<SessionPtr> held_until_clear_;

    std::vector<SessionPtr> closing_;
    std::vector<SessionPtr> slow_;
    std::shared_ptr<Queued> queued_;
    std::size_t told_queued_ = 0;  // bytes
    bool relieving_ = false;       // relieve() is on its way
    asio::steady_timer sweep_timer_{context_};
    bool sweeping_ = false;
    bool stopping_ = false;

    std::array<char, 65536> buffer_;
};

}  // namespace confab::net
