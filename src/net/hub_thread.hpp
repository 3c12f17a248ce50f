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

#include "admission.hpp"
#include "confab/core/hub.hpp"
#include "confab/dialect/table.hpp"
#include "hub_inbox.hpp"
#include "listener_counts.hpp"
#include "mailbox.hpp"
#include "newcomer.hpp"
#include "router.hpp"
#include "sending_shares.hpp"
#include "shard.hpp"
#include "socket_options.hpp"

namespace confab::net {

// Shard 0 runs on the same thread and reaches the hub directly; the others through mailboxes.
class HubThread final : public HubInbox {
  public:
    // The shards, and what is outside, outlive the loop. `all_gone` is called when stop() was and the last
    // connection closed.
    HubThread(const ServerSettings& settings, std::vector<std::unique_ptr<Shard>>& shards, Ports outside,
              StoredState stored, std::function<void()> all_gone);

    // Takes over a connected socket and greets the client, at once or when its dialect says so.
    void open(Newcomer newcomer, dialect::Arrival arrival);
    Admission& admission() { return admission_; }
    ListenerCounts& listeners() { return listeners_; }
    LoginCounts logins() const { return router_.logins(); }
    std::size_t clients() const { return hub_.clients() + handshakes_.size(); }
    std::uint64_t messages() const { return router_.messages(); }
    // Once nobody is connected any more, which may be now. Not called any more once stop() was.
    void when_empty(std::function<void()> what);

    void configure(const ServerSettings& settings);
    void stop();
    // Names of operators that have no account (Moderation::operators_without_account), a line each.
    std::vector<std::string> warnings() const;
    void call(const std::function<void(Hub&, Now)>& what);

    void handle(const HubMessage& message) override;
    bool congested() const override { return router_.congested() || log_behind_; }

  private:
    // A client that has come and is not greeted yet.
    struct PendingHandshake {
        ClientId id;
        Peer peer;
        View view;
        bool logged;
    };

    ClientId take_slot(SourceTable::Entry* source, std::uint16_t listener);
    void free_slot(const Release& message);
    void note_offence(ClientId who, Offence offence);
    void note_operators();
    void take(const FromClient& message);
    void take(const Disconnect& message);
    void take(const Lost& message);
    void take(const Measured& message);
    void take(const Release& message);
    void answer(const FromClient& from, const dialect::Line& request);
    void answer(const FromClient& from, const dialect::Block& request);
    void answer(const FromClient& from, const dialect::Reject& request);
    void answer(const FromClient& from, const dialect::Notice& request);
    void answer(const FromClient& from, const dialect::UserName& request);
    void answer(const FromClient& from, const dialect::Greet& request);
    void answer(const FromClient& from, const dialect::SetInteractive& request);
    void answer(const FromClient& from, const dialect::Complete& request);
    void answer(const FromClient& from, const dialect::AskStatus& request);
    void connect(const PendingHandshake& who, bool interactive, Now now);
    void finish_handshake(ClientId id, bool interactive, Now now);
    void log_messages(bool on);
    void arm();
    void wait_for_log();
    void clear();

    std::vector<std::unique_ptr<Shard>>& shards_;
    std::function<void()> all_gone_;
    std::function<void()> empty_;
    const MessageLog* log_;  // or none
    Admission admission_;
    Router router_;
    SendingShares shares_;
    dialect::Interpreters interpreters_;
    Hub hub_;
    std::vector<std::unique_ptr<HubMailbox>> mailboxes_;  // of shards 1 and up
    std::vector<std::uint32_t> free_slots_;
    std::uint32_t next_slot_ = 0;
    std::vector<SourceTable::Entry*> sources_;  // by slot; null: not counted
    std::vector<std::uint16_t> listener_of_;    // by slot
    ListenerCounts listeners_;
    std::uint32_t last_serial_ = 0;
    std::map<std::uint32_t, PendingHandshake> handshakes_;  // by slot
    std::size_t live_ = 0;                                  // connections that hold a slot
    asio::steady_timer timer_;
    MonoTime armed_ = MonoTime::max();
    asio::steady_timer log_timer_;
    bool log_behind_ = false;  // until the log is seen not to be
    bool stopping_ = false;
};

}  // namespace confab::net
