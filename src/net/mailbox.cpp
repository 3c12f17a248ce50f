#include "mailbox.hpp"

#include <utility>

namespace confab::net {

// --- From the hub to a shard

void ShardMailbox::push(const ShardMessage& message) {
    if (batch_.empty()) asio::post(hub_, [this] { send(); });
    batch_.push(message);
}

// The batch comes back when it was delivered, so that the next turn has memory already.
void ShardMailbox::send() {
    on_the_way_ += batch_.bytes();
    shard_.totals().sent(batch_.bytes());
    asio::post(shard_.context(), [this, batch = std::exchange(batch_, std::move(spare_))]() mutable {
        shard_.count_read();
        for (; batch.next() != nullptr; batch.pop()) shard_.handle(*batch.next());
        asio::post(hub_, [this, back = std::move(batch)]() mutable { delivered(std::move(back)); });
    });
}

void ShardMailbox::delivered(Messages batch) {
    const bool was_congested = congested();
    on_the_way_ -= batch.bytes();
    shard_.totals().delivered(batch.bytes());
    spare_.reuse(std::move(batch));
    if (was_congested && !congested()) cleared_();
}

// --- From a shard to the hub

void HubMailbox::handle(const HubMessage& message) {
    if (batch_.empty()) asio::post(shard_.context(), [this] { send(); });
    batch_.push(message);
}

void HubMailbox::send() {
    on_the_way_ += batch_.bytes();
    asio::post(hub_context_, [this, batch = std::exchange(batch_, std::move(spare_))]() mutable {
        // Order: nothing overtakes what is deferred already.
        deferred_.push_back(std::move(batch));
        if (deferred_.size() == 1) take_deferred();
    });
}

void HubMailbox::give_back(Messages batch) {
    asio::post(shard_.context(), [this, back = std::move(batch)]() mutable { delivered(std::move(back)); });
}

void HubMailbox::delivered(Messages batch) {
    on_the_way_ -= batch.bytes();
    spare_.reuse(std::move(batch));
    if (!congested()) shard_.resume_reading();
}

void HubMailbox::take_deferred() {
    while (!deferred_.empty() && deliver(deferred_.front())) {
        give_back(std::move(deferred_.front()));
        deferred_.pop_front();
    }
}

// Stops where the hub is congested and goes on there the next time; false if it has.
bool HubMailbox::deliver(Messages& batch) {
    for (; batch.next() != nullptr; batch.pop()) {
        if (hub_.congested()) return false;
        hub_.handle(*batch.next());
    }
    return true;
}

}  // namespace confab::net
