// The hub on its thread: who gets a slot, what the hub is told, and where its events go.
#pragma once

#include <boost/asio/steady_timer.hpp>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "admission.hpp"
#include "carried_place.hpp"
#include "confab/core/hub.hpp"
#include "confab/dialect/table.hpp"
#include "confab/ops/crash_state.hpp"
#include "crash_recorder.hpp"
#include "hub_inbox.hpp"
#include "kept_connections.hpp"
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
    // With `before` the chat goes on from there instead of from `stored`; carry_on() follows. Throws
    // std::runtime_error if it cannot.
    HubThread(const ServerSettings& settings, std::vector<std::unique_ptr<Shard>>& shards, Ports outside,
              StoredState stored, std::function<void()> all_gone, snapshot::Reader* before = nullptr);

    // Takes over a connected socket and greets the client, at once or when its dialect says so.
    void open(Newcomer newcomer, dialect::Arrival arrival);
    Admission& admission() { return admission_; }
    ListenerCounts& listeners() { return listeners_; }
    LoginCounts logins() const { return router_.logins(); }
    const Admission& admission() const { return admission_; }
    std::size_t clients() const { return hub_.clients() + handshakes_.size(); }
    std::uint64_t messages() const { return router_.messages(); }
    // Once nobody is connected any more, which may be now. Not called any more once stop() was.
    void when_empty(std::function<void()> what);

    void configure(const ServerSettings& settings);
    void stop();
    // Names of operators that have no account (Moderation::operators_without_account), a line each.
    std::vector<std::string> warnings() const;
    void call(const std::function<void(Hub&, Now)>& what);

    // --- From one program to the next (hub_thread_handover.cpp)
    // Encrypted connections are told how to come back and hung up, so many of them.
    void end_encrypted(std::size_t count = SIZE_MAX);
    // So many people who are here are told that the server is going down, and hung up.
    void end_some(std::size_t count);
    std::size_t encrypted() const;
    // Those that were hung up may still have to send what they were told.
    bool any_encrypted_open() const { return !encrypted_.empty(); }
    bool awaits_answers() const { return hub_.awaits_answers(); }
    // Nothing is on its way to or from a shard.
    bool idle() const;
    // The chat alone, and with its connections; no thread runs meanwhile.
    void save(snapshot::Writer& out) const;
    void hand_over(snapshot::Writer& out, std::vector<int>& descriptors);
    // Before any thread runs. Gives how many connections there are; `in` tells whether that went well.
    std::size_t carry_on(snapshot::Reader& in);

    // --- From a run that crashed to the next one (hub_thread_crash.cpp)
    // Before any thread runs: goes on with those connections that belong to a known person, and ends the
    // others.
    void go_on_after_crash(const ops::CrashState& before);
    // From now on the people that are here are written down.
    void record_people();

    void handle(const HubMessage& message) override;
    bool congested() const override { return router_.congested() || log_behind_; }

  private:
    static constexpr std::uint32_t max_slots = 1U << 20U;  // more than a process has descriptors

    // A client that has come and is not greeted yet.
    struct PendingHandshake {
        ClientId id;
        Peer peer;
        View view;
        bool logged;
        Coming coming{};  // never another one while it waits

        template <class Archive, class Self>
        static void fields(Archive& archive, Self& self) {
            archive(self.id, self.peer.text, self.peer.address, self.peer.encrypted, self.view, self.logged);
        }
    };

    struct Encrypted {
        ClientId id;
        bool ended = false;
    };

    void restore(snapshot::Reader& in);
    void carry_on_connections(snapshot::Reader& in);
    CarriedPlace place_of(ClientId id) const;
    void take_place(const CarriedPlace& place, const Connection& connection, MonoTime now);
    void keep_connections(const ServerSettings& settings);
    std::size_t readmit(CrashRecord record, const ops::CrashState& before,
                        std::map<std::uint64_t, int>& open);
    void free_unused_slots();
    void end_strangers(Now now);
    Shard& shard_of(ClientId who) { return *shards_[who.slot % shards_.size()]; }
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
    std::vector<bool> used_;  // by slot, while connections are carried over
    const dialect::Table dialects_;
    std::unique_ptr<KeptConnections> kept_;    // none: nothing is kept in case of a crash
    std::unique_ptr<CrashRecorder> recorder_;  // the same
    std::string crash_directory_;
    std::uint32_t last_serial_ = 0;
    std::map<std::uint32_t, PendingHandshake> handshakes_;  // by slot
    std::map<std::uint32_t, Encrypted> encrypted_;          // by slot
    std::size_t live_ = 0;                                  // connections that hold a slot
    asio::steady_timer timer_;
    MonoTime armed_ = MonoTime::max();
    asio::steady_timer log_timer_;
    bool log_behind_ = false;  // until the log is seen not to be
    bool stopping_ = false;
};

}  // namespace confab::net
