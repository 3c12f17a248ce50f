#include "connection_host.hpp"

#include <algorithm>

#include "cold_state.hpp"
#include "delivery_probe.hpp"
#include "hub_inbox.hpp"
#include "shard.hpp"

namespace confab::net {

Now ConnectionHost::now() const { return Shard::clock(); }

const View& ConnectionHost::view() const { return connection_.format_.view; }

std::size_t ConnectionHost::max_line() const { return connection_.shard_.limits().max_line; }

std::string_view ConnectionHost::clean(std::string_view raw) {
    return connection_.shard_.cleaner().clean(raw);
}

void ConnectionHost::request(const dialect::Request& request, Now now) { connection_.ask(request, now); }

MonoTime ConnectionHost::token_at(MonoTime now) {
    const FloodLimit& limit = connection_.shard_.limits().flood;
    return connection_.flood_.ready(limit, now) ? now : now + connection_.flood_.wait(limit);
}

void ConnectionHost::spend_token() { connection_.charge(1); }

void ConnectionHost::count_line() { connection_.count_line(); }

void ConnectionHost::wake_at(MonoTime time) { connection_.shard_.wake_at(connection_, time); }

void ConnectionHost::resume() { connection_.resume_soon(); }

void ConnectionHost::flush_soon() { connection_.shard_.flush_soon(connection_); }

void ConnectionHost::flush_at_end() { connection_.shard_.flush_at_end(connection_); }

void ConnectionHost::send(std::string_view bytes) {
    connection_.shard_.fanout().send_raw(connection_, bytes);
}

void ConnectionHost::queue(std::string_view bytes) { connection_.shard_.fanout().queue(connection_, bytes); }

void ConnectionHost::count_sent(std::size_t lines, std::size_t bytes) {
    connection_.count(lines, bytes);
    connection_.shard_.traffic().deliveries += lines;
    connection_.shard_.traffic().bytes_out += bytes;
}

void ConnectionHost::use_crlf() { connection_.shard_.fanout().use_crlf(connection_); }

Milliseconds ConnectionHost::round_trip() const {
    return net::round_trip(connection_.socket_.native_handle());
}

bool ConnectionHost::is_leaving() const { return connection_.leaving_; }

bool ConnectionHost::is_closing() const { return connection_.closing() != nullptr; }

}  // namespace confab::net
