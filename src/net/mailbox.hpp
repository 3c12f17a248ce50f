// Between threads: what the hub tells a shard and what a shard tells the hub, in order, one post a
// turn instead of one a message. Bounded: whoever writes into one asks congested() and stops
// taking more input, until the other side has caught up.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <cstddef>
#include <deque>
#include <functional>

#include "batch.hpp"
#include "hub_inbox.hpp"
#include "shard.hpp"

namespace confab::net {

// From the hub to a shard on another thread. Used on the hub's thread.
class ShardMailbox {
  public:
    static constexpr std::size_t max_bytes = 8 * 1024 * 1024;  // on the way

    ShardMailbox(Shard& shard, asio::io_context& hub, std::function<void()> cleared)
        : shard_(shard), hub_(hub), cleared_(std::move(cleared)) {}

    void push(const ShardMessage& message);
    bool congested() const { return on_the_way_ + batch_.bytes() > max_bytes; }
    bool idle() const { return on_the_way_ + batch_.bytes() == 0; }

  private:
    using Messages = Batch<ShardMessage>;

    void send();
    void delivered(Messages batch);

    Shard& shard_;
    asio::io_context& hub_;
    std::function<void()> cleared_;
    Messages batch_;
    Messages spare_;  // empty; memory for the next turn
    std::size_t on_the_way_ = 0;
};

// From a shard to the hub on another thread. Used on the shard's thread, but for take_deferred().
class HubMailbox final : public HubInbox {
  public:
    static constexpr std::size_t max_bytes = 1024 * 1024;  // on the way

    HubMailbox(Shard& shard, asio::io_context& hub_context, HubInbox& hub)
        : shard_(shard), hub_context_(hub_context), hub_(hub) {}

    void handle(const HubMessage& message) override;
    bool congested() const override { return on_the_way_ + batch_.bytes() > max_bytes; }
    bool idle() const { return on_the_way_ + batch_.bytes() == 0 && deferred_.empty(); }

    // On the hub's thread: what came while a shard was behind.
    void take_deferred();

  private:
    using Messages = Batch<HubMessage>;

    void send();
    bool deliver(Messages& batch);
    void give_back(Messages batch);
    void delivered(Messages batch);

    Shard& shard_;
    asio::io_context& hub_context_;
    HubInbox& hub_;
    Messages batch_;
    Messages spare_;  // empty; memory for the next turn
    std::size_t on_the_way_ = 0;
    std::deque<Messages> deferred_;  // the hub's side
};

}  // namespace confab::net
