// The hub on its thread: who gets a slot, what the hub is told, and where its events go.
#pragma once

#include <boost/asio/steady_timer.hpp>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "confab/core/hub.hpp"
#include "confab/dialect/text/interpreter.hpp"
#include "hub_inbox.hpp"
#include "mailbox.hpp"
#include "router.hpp"
#include "shard.hpp"
#include "socket_options.hpp"

namespace confab::net {

// Shard 0 runs on the same thread and reaches the hub directly; the others through mailboxes.
class HubThread final : public HubInbox {
  public:
    // The shards, and what is outside, outlive the loop. `all_gone` is called when stop() was and the last
    // session closed.
    HubThread(const ServerSettings& settings, std::vector<std::unique_ptr<Shard>>& shards, Ports outside,
              StoredState stored, std::function<void()> all_gone);

    // Takes over a connected socket and greets whoever is there.
    // `telnet`: it came to be asked for a terminal.
    void admit(int fd, int family, const Peer& peer, bool telnet);
    std::size_t clients() const { return hub_.clients() + expected_.size(); }
    std::uint64_t messages() const { return router_.messages(); }
    // Once nobody is connected any more, which may be now. Not called any more once stop() was.
    void when_empty(std::function<void()> what);

    void configure(const ServerSettings& settings);
    void stop();
    // Names of operators that have no account (Moderation::operators_without_account), a line each.
    std::vector<std::string> warnings() const;
    void call(const std::function<void(Hub&, Now)>& what);

    void line(ClientId who, TypedLine line, Now now) override;
    void block(ClientId who, std::string_view text, Now now) override;
    void reject(ClientId who, std::string_view why, Now now) override;
    void notice(ClientId who, std::string_view text, Now now) override;
    void user_name(ClientId who, std::string_view name, Now now) override;
    void greet(ClientId who, Now now) override;
    void set_interactive(ClientId who, bool on, Now now) override;
    void complete(ClientId who, std::string_view line) override;
    void ask_status(ClientId who) override;
    void disconnect(ClientId who, std::string_view reason, Now now, Arrived arrived) override;
    void lost(ClientId who, std::string_view reason, Now now, Arrived arrived) override;
    void measured(Ticket ticket, Arrived arrived) override;
    void release(ClientId who) override;
    bool congested() const override { return router_.congested() || log_behind_; }

  private:
    // Who has come and is not greeted yet.
    struct Expected {
        ClientId id;
        Peer peer;
        bool logged;
    };

    ClientId take_slot();
    void connect(const Expected& who, bool terminal, Now now);
    void connect_expected(ClientId id, bool terminal, Now now);
    void log_messages(bool on);
    void arm();
    void wait_for_log();
    void clear();

    std::vector<std::unique_ptr<Shard>>& shards_;
    std::function<void()> all_gone_;
    std::function<void()> empty_;
    const MessageLog* log_;  // or none
    Router router_;
    TextInterpreter interpreter_;
    Hub hub_;
    std::vector<std::unique_ptr<HubMailbox>> mailboxes_;  // of shards 1 and up
    std::vector<std::uint32_t> free_slots_;
    std::uint32_t next_slot_ = 0;
    std::uint32_t last_serial_ = 0;
    std::map<std::uint32_t, Expected> expected_;  // by slot
    std::size_t live_ = 0;                        // sessions that hold a slot
    asio::steady_timer timer_;
    MonoTime armed_ = MonoTime::max();
    asio::steady_timer log_timer_;
    bool log_behind_ = false;  // until the log is seen not to be
    bool stopping_ = false;
};

}  // namespace confab::net
