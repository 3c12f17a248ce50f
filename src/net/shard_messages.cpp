// What the hub tells a shard.
#include <boost/asio/post.hpp>

#include "shard.hpp"

namespace confab::net {

void Shard::handle(const ShardMessage& message) {
    std::visit([this](const auto& each) { take(each); }, message);
}

dialect::Endpoint* Shard::endpoint_of(ClientId who) {
    const Connection* connection = find(who);
    return connection == nullptr ? nullptr : connection->endpoint();
}

// --- Rooms and what is said in them

void Shard::take(const Publish& message) { fanout_.publish(message.room, message.event, message.except); }
void Shard::take(const Send& message) { fanout_.send(message.who, message.event); }
void Shard::take(const Subscribe& message) { fanout_.enter(message.who, message.room); }
void Shard::take(const Unsubscribe& message) { fanout_.leave(message.who, message.room); }
void Shard::take(const ChangeView& message) { fanout_.change_view(message.who, message.view); }

// --- One connection

void Shard::take(const HangUp& message) { fanout_.hang_up(message.who, message.name, message.reason); }

void Shard::take(const PauseInput& message) {
    if (Connection* connection = find(message.who)) connection->pause_input(message.on);
}

void Shard::take(const ShareSending& message) {
    if (Connection* connection = find(message.who)) connection->share_sending(message.connections);
}

void Shard::take(const AskSecret& message) {
    if (Connection* connection = find(message.who)) connection->ask_secret(message.prompt);
}

// Not at once, because the hub may be on this thread and must not be called back.
void Shard::take(const Measure& message) {
    asio::post(context_, [this, who = message.who, ticket = message.ticket] {
        Connection* connection = find(who);
        const Arrived arrived = connection == nullptr ? Arrived{} : connection->delivery_status(clock().mono);
        hub_->handle(Measured{ticket, arrived});
    });
}

void Shard::take(const Charge& message) {
    if (Connection* connection = find(message.who)) connection->charge(message.tokens);
}

void Shard::take(const Handled& message) {
    if (Connection* connection = find(message.who)) connection->handled();
}

void Shard::take(const RequestInteractive& message) {
    if (Connection* connection = find(message.who)) connection->request_interactive(message.on);
}

// --- Its endpoint

void Shard::take(const Offer& message) {
    if (dialect::Endpoint* endpoint = endpoint_of(message.who)) endpoint->offer(message.line);
}

void Shard::take(const SetPreferences& message) {
    if (dialect::Endpoint* endpoint = endpoint_of(message.who)) {
        endpoint->set_preferences(*message.preferences);
    }
}

void Shard::take(const Completions& message) {
    if (dialect::Endpoint* endpoint = endpoint_of(message.who)) {
        endpoint->complete(message.word, message.candidates);
    }
}

void Shard::take(const SetStatus& message) {
    if (dialect::Endpoint* endpoint = endpoint_of(message.who)) endpoint->set_status(*message.status);
}

}  // namespace confab::net
