// What a connection sends: at once, or from its queue.
#include <sys/socket.h>
#include <sys/uio.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "cold_state.hpp"
#include "connection.hpp"
#include "delivery_probe.hpp"
#include "shard.hpp"

namespace confab::net {

namespace {

constexpr std::size_t writes_per_turn = 8;  // of max_pieces extents each; then others have their turn
constexpr std::size_t max_pieces = 64;

}  // namespace

int Connection::direct_fd() const {
    const bool up_to_date = output_ == Output::open && outbound_.empty() && !tls_;
    return up_to_date ? const_cast<StreamSocket&>(socket_).native_handle() : -1;
}

void Connection::set_direct(int fd) {
    for (const Subscription& subscription : subscriptions_)
        subscription.group->members[subscription.index].fd = fd;
}

void Connection::queue(const wire::ChunkRef& chunk, std::uint32_t offset, std::uint32_t length) {
    if (!fits(length)) return;
    if (outbound_.empty()) set_direct(-1);
    outbound_.push(chunk, offset, length, shard_.limits().max_queue);
    shard_.note_queued(*this);
}

std::size_t Connection::waiting() const { return outbound_.pinned() + (tls_ ? tls().pinned() : 0); }

bool Connection::has_unsent() const { return !outbound_.empty() || (tls_ && tls().has_rest()); }

void Connection::send_turn(const wire::ChunkRef& chunk, std::uint32_t offset, std::uint32_t length) {
    if (!tls_ || has_unsent() || output_ != Output::open) return queue(chunk, offset, length);
    const ssize_t sent = tls().send({chunk->data() + offset, length});
    if (sent != static_cast<ssize_t>(length)) return sent_short(chunk, offset, length, sent);
    start_writing();
}

bool Connection::fits(std::size_t length) {
    const std::size_t limit = shard_.limits().max_queue;
    if (output_ == Output::open && outbound_.bytes() + length <= limit) return true;
    // Many answers in one turn may be what fills it, and nothing of them was sent yet.
    if (output_ == Output::open && !writing_) send_waiting();
    if (output_ != Output::open) return false;
    if (outbound_.bytes() + length <= limit) return true;
    overflow(outbound_.bytes() + length);
    return false;
}

void Connection::overflow(std::size_t waiting) {
    output_ = Output::overflowed;
    cold().overflowed_bytes = waiting;
    set_direct(-1);
    shard_.note_overflow(*this);
}

void Connection::drop_queue(Code why) {
    if (closing()) return close();
    if (cold_ && cold_->crowded != Code::none) return break_output();  // even its last line is too much
    overflow(outbound_.bytes());
    cold().crowded = why;
    const std::uint64_t before = outbound_.bytes();
    outbound_.keep_line();
    count_dropped(before - outbound_.bytes());
}

// Bytes that were counted as sent, and never are.
void Connection::count_dropped(std::uint64_t bytes) {
    bytes_out_ -= std::min<std::uint64_t>(bytes_out_, bytes);
    shard_.traffic().bytes_dropped += bytes;
}

void Connection::discard_queue() {
    count_dropped(outbound_.bytes());
    outbound_.clear();
    if (tls_) tls().drop();
}

void Connection::sent_short(const wire::ChunkRef& chunk, std::uint32_t offset, std::uint32_t length,
                            ssize_t sent) {
    if (sent < 0 && errno != EAGAIN && errno != EWOULDBLOCK) return break_output();
    const auto taken = static_cast<std::uint32_t>(std::max<ssize_t>(sent, 0));
    queue(chunk, offset + taken, length - taken);
    start_writing();
}

void Connection::flush() {
    if (dialect::Endpoint* own = endpoint()) own->before_flush();
    if (writing_) return;
    send_waiting();
    if (!has_unsent()) return after_flush();
    start_writing();
}

ssize_t Connection::transmit(std::span<const std::string_view> pieces) {
    if (tls_) return tls().send(pieces);
    std::array<iovec, max_pieces> vectors;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        vectors[i] = {const_cast<char*>(pieces[i].data()), pieces[i].size()};
    }
    msghdr message{};
    message.msg_iov = vectors.data();
    message.msg_iovlen = pieces.size();
    return ::sendmsg(socket_.native_handle(), &message, MSG_DONTWAIT | MSG_NOSIGNAL);
}

// What is encrypted already. False if something of it is left, so that nothing more can be sent.
bool Connection::send_rest() {
    if (!tls_ || !tls().has_rest()) return true;
    const ssize_t sent = tls().flush();
    if (sent < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR) break_output();
    if (sent > 0 && closing())
        closing()->progress(shard_.clock().mono, Closing::flush_time, shard_.stopping());
    return !tls().has_rest();
}

void Connection::send_waiting() {
    if (!send_rest()) return;
    std::array<std::string_view, max_pieces> pieces;
    for (std::size_t i = 0; i < writes_per_turn && !outbound_.empty(); ++i) {
        const std::size_t count = outbound_.peek(pieces);
        const ssize_t sent = transmit(std::span(pieces).first(count));
        if (sent < 0) {
            if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR) break_output();
            return;
        }
        outbound_.consume(static_cast<std::size_t>(sent));
        if (closing()) closing()->progress(shard_.clock().mono, Closing::flush_time, shard_.stopping());
    }
}

void Connection::start_writing() {
    if (writing_ || !has_unsent()) return;
    writing_ = true;
    shard_.note_slow(*this);
    write(ConnectionPtr(this));
}

Detached Connection::write(ConnectionPtr self) {
    Connection& connection = *self;
    Wait writable(connection.socket_, StreamSocket::wait_write);
    while (connection.has_unsent()) {
        const error_code error = co_await writable;
        if (error) connection.break_output();
        connection.send_waiting();
        connection.release_backpressure();
    }
    connection.writing_ = false;
    connection.after_flush();
}

// A client whose queue has not even reached the kernel does not read, so that its acknowledgements say
// nothing.
Arrived Connection::delivery_status(MonoTime now) {
    if (closing()) return std::nullopt;
    shard_.fanout().seal(*this);
    flush();
    if (output_ == Output::overflowed || has_unsent()) return std::nullopt;
    return probe_delivery(socket_.native_handle(), output_ == Output::broken, now);
}

// Whoever reads its answers is read again.
void Connection::release_backpressure() {
    if (!cold_ || cold_->backpressured_until == MonoTime{}) return;
    cold_->backpressured_until = {};
    resume_soon();
}

// A failing write is no event: the peer may have gone after sending what is still to be read.
void Connection::break_output() {
    discard_queue();
    output_ = Output::broken;
    set_direct(-1);
    if (closing()) shard_.flush_soon(*this);
}

void Connection::after_flush() {
    if (closing() && !closing()->draining) return shut_down();
    if (!closing() && output_ == Output::open) set_direct(direct_fd());
}

}  // namespace confab::net
