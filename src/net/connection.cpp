// A connection's output and its end.
#include "connection.hpp"

#include <sys/socket.h>
#include <sys/uio.h>

#include <array>
#include <cerrno>
#include <utility>

#include "cold_state.hpp"
#include "confab/ops/log.hpp"
#include "delivery_probe.hpp"
#include "hub_inbox.hpp"
#include "shard.hpp"

namespace confab::net {

namespace {

constexpr Milliseconds flush_time{5000};    // without progress, for a queue on its way out
constexpr Milliseconds max_flush{60000};    // with progress
constexpr Milliseconds drain_time{1000};    // for the peer to end after our side is shut down
constexpr std::size_t last_words = 4096;    // what a reason may take beyond --max-queue
constexpr std::size_t writes_per_turn = 8;  // of max_pieces extents each; then others have their turn
constexpr std::size_t max_pieces = 64;

}  // namespace

Connection::Connection(Shard& shard, ClientId id, int fd, int family, View view)
    : shard_(shard), socket_(shard.context().get_executor()), id_(id), started_(shard.clock().mono) {
    format_.view = view;
    error_code error;
    socket_.assign(asio::generic::stream_protocol(family, 0), fd, error);
    if (error) break_output();
}

Connection::~Connection() = default;

void Connection::count(std::uint64_t lines, std::uint64_t bytes) {
    lines_out_ += lines;
    bytes_out_ += bytes;
}

void Connection::uncount(std::uint64_t lines, std::uint64_t bytes) { count(0 - lines, 0 - bytes); }

Connection::ColdState& Connection::cold() {
    if (!cold_) cold_ = std::make_unique<ColdState>();
    return *cold_;
}

TlsStream& Connection::tls() const { return *cold_->tls; }

void Connection::encrypt(std::unique_ptr<TlsStream> stream) {
    cold().tls = std::move(stream);
    tls_ = true;
}

dialect::Endpoint* Connection::endpoint() const { return cold_ ? cold_->endpoint.get() : nullptr; }

void Connection::make_endpoint() {
    cold().host = std::make_unique<ConnectionHost>(*this);
    cold_->endpoint = shard_.codec(*this).make_endpoint(*cold_->host);
}

void Connection::begin(dialect::Opening opening) {
    if (opening == dialect::Opening::lines) return;
    make_endpoint();
    if (opening != dialect::Opening::negotiated) return;
    if (endpoint() == nullptr) return ask(dialect::Greet{}, shard_.clock());  // nobody is asked for a display
    endpoint()->request_interactive(true, false, {});
}

// A dialect without endpoints has no such display, and nothing changes.
void Connection::request_interactive(bool on) {
    if (on && endpoint() == nullptr) make_endpoint();
    if (endpoint() == nullptr) return;
    const std::string typed(decoder_.partial());
    if (on && !typed.empty()) decoder_ = wire::LineDecoder();
    endpoint()->request_interactive(on, true, typed);
}

void Connection::time_passed(Now now) {
    if (dialect::Endpoint* own = endpoint()) own->time_passed(now);
    if (!cold_ || cold_->resume_due == MonoTime{} || now.mono < cold_->resume_due) return;
    cold_->resume_due = {};
    resume();
}

Connection::Closing* Connection::closing() const { return cold_ ? cold_->closing.get() : nullptr; }

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
    bytes_out_ -= std::min<std::uint64_t>(bytes_out_, outbound_.bytes());
    outbound_.keep_line();
    bytes_out_ += outbound_.bytes();
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
    if (sent > 0 && closing()) closing()->progress(shard_.clock().mono, flush_time, shard_.stopping());
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
        if (closing()) closing()->progress(shard_.clock().mono, flush_time, shard_.stopping());
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
    bytes_out_ -= std::min<std::uint64_t>(bytes_out_, outbound_.bytes());
    if (tls_) tls().drop();
    outbound_.clear();
    output_ = Output::broken;
    set_direct(-1);
    if (closing()) shard_.flush_soon(*this);
}

void Connection::after_flush() {
    if (closing() && !closing()->draining) return shut_down();
    if (!closing() && output_ == Output::open) set_direct(direct_fd());
}

namespace {

const char* log_reason_of(Code why) {
    if (why == Code::read_slowest) return "too slow: all queues together were full";
    if (why == Code::read_slowest_of_source) return "too slow: the queues of its source were full";
    return "too slow: its queue was full";
}

}  // namespace

void Connection::close_slow_consumer(Now now) {
    const Code crowded = cold().crowded;
    std::string words;
    if (dialect::Endpoint* own = endpoint()) words = own->last_words();
    const Code why = crowded == Code::none ? Code::read_too_slowly : crowded;
    dialect::encode_refusal(words, {why, cold_->overflowed_bytes}, now.wall,
                            shard_.codec(*this).encoder(format_.view), format_);
    wire::ChunkRef chunk = wire::Chunk::make(words.size());
    chunk->append(words);
    outbound_.push(chunk, 0, chunk->size(), shard_.limits().max_queue + last_words);
    cold_->offence = Offence::slow_reader;
    logged_ = true;  // an end of which the log says why, in any case
    leave_at_once(log_reason_of(why), "reads too slowly", now, std::nullopt);
}

Offence Connection::offence() const { return cold_ ? cold_->offence : Offence::none; }

void Connection::unpin() { outbound_.unpin(16 * 1024); }

void Connection::hang_up(std::string_view name, std::string_view reason) {
    if (closing()) return;
    leaving_ = true;
    const MonoTime now = shard_.clock().mono;
    cold().closing = std::make_unique<Closing>();
    Closing& end = *cold_->closing;
    const bool overflowed = output_ == Output::overflowed;
    if (dialect::Endpoint* own = endpoint()) own->leave();
    end.name = name;
    end.reason = cold_->log_reason != nullptr ? cold_->log_reason : reason.empty() ? "quit" : reason;
    const Milliseconds slow_grace = shard_.limits().slow_grace;
    end.deadline = now + (overflowed ? slow_grace : flush_time);
    end.latest = now + (overflowed ? slow_grace : max_flush);
    std::string().swap(cold_->backlog);
    shard_.note_closing(*this);
    shard_.flush_soon(*this);
    resume_soon();  // to drain
}

void Connection::shut_down() {
    if (tls_) tls().end();
    if (has_unsent()) return start_writing();
    closing()->draining = true;
    closing()->deadline = shard_.clock().mono + drain_time;
    if (output_ == Output::broken || ended_) return close();
    output_ = Output::shut;
    error_code ignored;
    socket_.shutdown(asio::socket_base::shutdown_send, ignored);
}

void Connection::check_deadline(MonoTime now) {
    if (closing() && now >= closing()->deadline) close();
}

void Connection::close() {
    if (!socket_.is_open()) return;
    bytes_out_ -= std::min<std::uint64_t>(bytes_out_, outbound_.bytes());
    outbound_.clear();
    if (tls_) tls().drop();
    output_ = Output::broken;
    const double seconds = static_cast<double>((shard_.clock().mono - started_).count()) / 1000;
    if (logged_)
        shard_.log().disconnected(id_.serial, closing()->name, closing()->reason, seconds, lines_in_,
                                  bytes_in_, lines_out_, bytes_out_);
    error_code ignored;
    socket_.close(ignored);
    const ConnectionPtr self(this);
    shard_.forget(*this);
    resume();
}

}  // namespace confab::net
