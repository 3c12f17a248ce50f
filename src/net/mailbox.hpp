// Between threads: what the hub tells a shard and what a shard tells the hub, in order, one post a
// turn instead of one a message. Bounded: whoever writes into one asks congested() and stops
// taking more input, until the other side has caught up.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "batch.hpp"
#include "confab/core/ports/event_sink.hpp"
#include "hub_inbox.hpp"
#include "shard.hpp"

namespace confab::net {

// From the hub to a shard on another thread. Used on the hub's thread.
class ShardMailbox final : public EventSink {
  public:
    static constexpr std::size_t most = 8 * 1024 * 1024;  // bytes on the way

    ShardMailbox(Shard& shard, asio::io_context& hub, std::function<void()> cleared)
        : shard_(shard), hub_(hub), cleared_(std::move(cleared)) {}

    void adopt(ClientId who, int fd, int family, bool telnet, bool logged);
    void status(ClientId who, const Status& status);
    void charge(ClientId who, std::size_t tokens);
    void handled(ClientId who);
    bool congested() const { return on_the_way_ + batch_.bytes() > most; }

    void tell(ClientId who, const Event& event) override;
    void tell_room(RoomId room, const Event& event, std::span<const ClientId> except) override;
    void enter(ClientId who, RoomId room) override;
    void leave(ClientId who, RoomId room) override;
    void change_view(ClientId who, View view) override;
    void offer(ClientId who, std::string_view line) override;
    void display_preferences(ClientId who, const DisplayPreferences& settings) override;
    void request_interactive(ClientId who, bool on) override;
    void completions(ClientId who, std::string_view word, std::span<const std::string> candidates) override;
    void hold(ClientId who, bool on) override;
    void ask_secret(ClientId who, std::string_view prompt) override;
    void measure(ClientId who, Ticket ticket) override;
    void hang_up(ClientId who, std::string_view name, std::string_view reason) override;

  private:
    Batch::Call& add(Batch::Kind kind, ClientId who);
    void send();
    void delivered(Batch batch);

    Shard& shard_;
    asio::io_context& hub_;
    std::function<void()> cleared_;
    Batch batch_;
    Batch spare_;  // empty; memory for the next turn
    std::size_t on_the_way_ = 0;
};

// From a shard to the hub on another thread. Used on the shard's thread, but for take_deferred().
class HubMailbox final : public HubInbox {
  public:
    static constexpr std::size_t most = 1024 * 1024;  // bytes on the way

    HubMailbox(Shard& shard, asio::io_context& hub_context, HubInbox& hub)
        : shard_(shard), hub_context_(hub_context), hub_(hub) {}

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
    bool congested() const override { return on_the_way_ + batch_.bytes() > most; }

    // On the hub's thread: what came while a shard was behind.
    void take_deferred();

  private:
    Batch::Call& add(Batch::Kind kind, ClientId who, std::string_view text, Now now);
    void send();
    void give_back(Batch batch);
    void delivered(Batch batch);

    Shard& shard_;
    asio::io_context& hub_context_;
    HubInbox& hub_;
    Batch batch_;
    Batch spare_;  // empty; memory for the next turn
    std::size_t on_the_way_ = 0;
    std::deque<Batch> deferred_;  // the hub's side
};

}  // namespace confab::net
