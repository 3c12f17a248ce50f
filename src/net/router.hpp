// The hub's event sink: passes each event to the shards that have a client for it.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "confab/base/source_table.hpp"
#include "confab/core/ports/event_sink.hpp"
#include "confab/net/server_metrics.hpp"
#include "mailbox.hpp"
#include "shard.hpp"

namespace confab::net {

class Router final : public EventSink {
  public:
    // Called on the hub's thread.
    struct Notes {
        std::function<void()> cleared;  // congested() may have ended
        std::function<void(ClientId who, Offence offence)> offended;
        std::function<void(ClientId who, std::uint16_t connections)> shared;  // EventSink::share_sending
    };
    Router(std::vector<std::unique_ptr<Shard>>& shards, Notes notes);

    // Logs the messages of the rooms that `of` allows; an empty function allows none.
    using MayLog = std::function<bool(RoomId room)>;
    void log_messages(MayLog of) { may_log_ = std::move(of); }
    template <class Message>
    void deliver(const Message& message) {
        deliver(shard_of(message.who), message);
    }
    bool congested() const;
    // Nothing is on its way to a shard.
    bool idle() const;
    // The connections on which somebody has logged in since this was called last.
    std::vector<ClientId> take_logins() { return std::exchange(logins_, {}); }
    std::uint64_t messages() const { return messages_; }  // said in rooms so far
    const LoginCounts& logins() const { return login_counts_; }
    void count_on(std::uint64_t messages) { messages_ = messages; }

    void tell(ClientId who, const Event& event) override;
    void tell_room(RoomId room, const Event& event, std::span<const ClientId> except) override;
    void enter(ClientId who, RoomId room) override;
    void leave(ClientId who, RoomId room) override;
    void change_view(ClientId who, View view) override;
    void offer(ClientId who, std::string_view line) override;
    void display_preferences(ClientId who, const DisplayPreferences& settings) override;
    void request_interactive(ClientId who, bool on) override;
    void completions(ClientId who, std::string_view word, std::span<const std::string> candidates) override;
    void answering(ClientId who) override;
    void answered() override;
    void hold(ClientId who, bool on) override;
    void share_sending(ClientId who, std::uint16_t connections) override;
    void ask_secret(ClientId who, std::string_view prompt) override;
    void measure(ClientId who, Ticket ticket) override;
    void guessed_wrong(ClientId who) override;
    void login(ClientId who, const Login& login) override;
    void audited(const AuditEntry& entry) override;
    void hang_up(ClientId who, std::string_view name, std::string_view reason) override;

  private:
    std::size_t shard_of(ClientId who) const { return who.slot % shards_.size(); }
    template <class Message>
    void deliver(std::size_t shard, const Message& message) {
        if (shard == 0) return shards_.front()->take(message);
        mailboxes_[shard - 1]->push(message);
    }
    void count(LoginEvent what);
    std::uint32_t& present(RoomId room, std::size_t shard);

    std::vector<std::unique_ptr<Shard>>& shards_;
    std::vector<std::unique_ptr<ShardMailbox>> mailboxes_;  // of shards 1 and up
    std::vector<std::uint32_t> present_;                    // by room slot and shard
    ClientId asker_{};                                      // that is being answered
    std::size_t told_ = 0;                                  // bytes, in answer
    MayLog may_log_;
    Notes notes_;
    std::vector<ClientId> logins_;
    LoginCounts login_counts_;
    std::uint64_t messages_ = 0;
};

}  // namespace confab::net
