// The connections of a shard, from one program to the next.
#include <unistd.h>

#include <boost/asio/post.hpp>

#include "confab/base/snapshot/reader.hpp"
#include "confab/base/snapshot/writer.hpp"
#include "connection.hpp"
#include "shard.hpp"
#include "tls_stream.hpp"

namespace confab::net {

void Shard::finish_turn() {
    pacer_timer_.cancel();
    end_turn();
}

std::size_t Shard::handed_over() const {
    std::size_t count = 0;
    for (const ConnectionPtr& each : connections_) count += each && each->can_be_handed_over() ? 1 : 0;
    return count;
}

void Shard::for_each(const std::function<void(Connection&)>& what) {
    for (const ConnectionPtr& each : connections_) {
        if (each) what(*each);
    }
}

void Shard::hand_over(snapshot::Writer& out, std::vector<int>& descriptors,
                      const std::function<void(ClientId)>& place) {
    for (const ConnectionPtr& each : connections_) {
        if (!each) continue;
        if (!each->can_be_handed_over()) {
            ::close(each->let_go());
            continue;
        }
        place(each->id());
        each->save(out);
        descriptors.push_back(each->let_go());
    }
    // Behind what is on its way: coroutines that waited for a socket have to wake to free themselves.
    connections_.clear();
}

// Reading starts when the loop runs.
Connection* Shard::carry_on(snapshot::Reader& in) {
    std::string unsent;
    ConnectionPtr connection = Connection::load(*this, in, unsent);
    if (!connection || !in.ok()) return nullptr;
    connections_[place_for(connection->id())] = connection;
    if (index_ == 0) {
        connection->carry_on(unsent);
    } else {
        asio::post(context_, [connection, unsent = std::move(unsent)] { connection->carry_on(unsent); });
    }
    asio::post(context_, [connection] { Connection::read(connection); });
    return connection.get();
}

std::vector<std::string> Shard::states_without_text(const std::vector<ClientId>& ids) {
    std::vector<std::string> states;
    for (const ClientId id : ids) {
        Connection* connection = find(id);
        states.push_back(connection == nullptr ? std::string() : connection->state_without_text());
    }
    return states;
}

Connection* Shard::go_on_after_crash(std::string_view state, int fd, InputMark mark) {
    const ConnectionPtr connection = Connection::after_crash(*this, state, fd);
    if (!connection) return nullptr;
    connections_[place_for(connection->id())] = connection;
    asio::post(context_, [connection, mark] {
        connection->go_on_after_crash(mark);
        Connection::read(connection);
    });
    return connection.get();
}

void Shard::set_source(const Connection& connection, std::uint32_t source) {
    sources_[place_for(connection.id())] = source;
}

}  // namespace confab::net
