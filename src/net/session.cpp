// A session's output and its end.
#include "session.hpp"

#include <sys/socket.h>
#include <sys/uio.h>

#include <array>
#include <cerrno>
#include <utility>

#include "arrived.hpp"
#include "confab/ops/log.hpp"
#include "hub_inbox.hpp"
#include "session_rare.hpp"
#include "shard.hpp"

namespace confab::net {

namespace {

constexpr Milliseconds flush_time{5000};    // without progress, for a queue on its way out
constexpr Milliseconds max_flush{60000};    // with progress
constexpr Milliseconds drain_time{1000};    // for the peer to end after our side is shut down
constexpr std::size_t last_words = 4096;    // what a reason may take beyond --max-queue
constexpr std::size_t writes_per_turn = 8;  // of 64 extents each; then others have their turn

}  // namespace

Session::Session(Shard& shard, ClientId id, int fd, int family)
    : shard_(shard), socket_(shard.context().get_executor()), id_(id), started_(shard.clock().mono) {
    error_code error;
    socket_.assign(asio::generic::stream_protocol(family, 0), fd, error);
    if (error) break_output();
}

Session::~Session() = default;

void Session::count(std::uint64_t lines, std::uint64_t bytes) {
    lines_out_ += lines;
    bytes_out_ += bytes;
}

void Session::uncount(std::uint64_t lines, std::uint64_t bytes) { count(0 - lines, 0 - bytes); }

Session::Rare& Session::rare() {
    if (!rare_) rare_ = std::make_unique<Rare>();
    return *rare_;
}

Session::Closing* Session::closing() const { return rare_ ? rare_->closing.get() : nullptr; }

int Session::direct_fd() const {
    const bool up_to_date = output_ == Output::open && outbound_.empty();
    return up_to_date ? const_cast<StreamSocket&>(socket_).native_handle() : -1;
}

void Session::set_direct(int fd) {
    for (const Seat& seat : seats_) seat.group->members[seat.index].fd = fd;
}

void Session::queue(const wire::ChunkRef& chunk, std::uint32_t offset, std::uint32_t length) {
    if (!fits(length)) return;
    if (outbound_.empty()) set_direct(-1);
    outbound_.push(chunk, offset, length, shard_.limits().max_queue);
    shard_.note_queued(*this);
}

bool Session::fits(std::size_t length) {
    const std::size_t limit = shard_.limits().max_queue;
    if (output_ == Output::open && outbound_.bytes() + length <= limit) return true;
    // Many answers in one turn may be what fills it, and nothing of them was sent yet.
    if (output_ == Output::open && !writing_) send_waiting();
    if (output_ != Output::open) return false;
    if (outbound_.bytes() + length <= limit) return true;
    doom(outbound_.bytes() + length);
    return false;
}

void Session::doom(std::size_t waiting) {
    output_ = Output::doomed;
    rare().overflowed = waiting;
    set_direct(-1);
    shard_.doom(*this);
}

void Session::drop_queue() {
    if (closing()) return close();
    doom(outbound_.bytes());
    rare().crowded = true;
    bytes_out_ -= std::min<std::uint64_t>(bytes_out_, outbound_.bytes());
    outbound_.keep_line();
    bytes_out_ += outbound_.bytes();
}

void Session::sent_short(const wire::ChunkRef& chunk, std::uint32_t offset, std::uint32_t length,
                         ssize_t sent) {
    if (sent < 0 && errno != EAGAIN && errno != EWOULDBLOCK) return break_output();
    const auto taken = static_cast<std::uint32_t>(std::max<ssize_t>(sent, 0));
    queue(chunk, offset + taken, length - taken);
    start_writing();
}

void Session::flush() {
    if (!echo_rests()) collect();
    ask_for_news();
    if (writing_) return;
    send_waiting();
    if (outbound_.empty()) return after_flush();
    start_writing();
}

void Session::send_waiting() {
    std::array<std::string_view, 64> pieces;
    std::array<iovec, 64> vectors;
    for (std::size_t i = 0; i < writes_per_turn && !outbound_.empty(); ++i) {
        const std::size_t count = outbound_.peek(pieces);
        for (std::size_t k = 0; k < count; ++k) {
            vectors[k] = {const_cast<char*>(pieces[k].data()), pieces[k].size()};
        }
        msghdr message{};
        message.msg_iov = vectors.data();
        message.msg_iovlen = count;
        const ssize_t sent = ::sendmsg(socket_.native_handle(), &message, MSG_DONTWAIT | MSG_NOSIGNAL);
        if (sent < 0) {
            if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR) break_output();
            return;
        }
        outbound_.consume(static_cast<std::size_t>(sent));
        if (closing()) closing()->progress(shard_.clock().mono, flush_time, shard_.stopping());
    }
}

void Session::start_writing() {
    if (writing_ || outbound_.empty()) return;
    writing_ = true;
    shard_.note_slow(*this);
    write(SessionPtr(this));
}

Detached Session::write(SessionPtr self) {
    Session& session = *self;
    Wait writable(session.socket_, StreamSocket::wait_write);
    while (!session.outbound_.empty()) {
        const error_code error = co_await writable;
        if (error) session.break_output();
        session.send_waiting();
        session.unchoke();
    }
    session.writing_ = false;
    session.after_flush();
}

// A client whose queue has not even reached the kernel does not read, so that its acknowledgements say
// nothing.
Arrived Session::arrived(MonoTime now) {
    if (closing()) return std::nullopt;
    shard_.fanout().seal(*this);
    flush();
    if (output_ == Output::doomed || !outbound_.empty()) return std::nullopt;
    return net::arrived(socket_.native_handle(), output_ == Output::broken, now);
}

// Whoever reads its answers is read again.
void Session::unchoke() {
    if (!rare_ || rare_->choked_until == MonoTime{}) return;
    rare_->choked_until = {};
    if (rare_->held) shard_.hold(*this, shard_.clock().mono);
}

// A failing write is no event: the peer may have gone after sending what is still to be read.
void Session::break_output() {
    bytes_out_ -= std::min<std::uint64_t>(bytes_out_, outbound_.bytes());
    outbound_.clear();
    output_ = Output::broken;
    set_direct(-1);
    if (closing()) shard_.flush_soon(*this);
}

void Session::after_flush() {
    if (closing() && !closing()->draining) return shut_down();
    if (!closing() && output_ == Output::open) set_direct(direct_fd());
}

void Session::give_up(Now now) {
    const bool crowded = rare().crowded;
    const std::string words =
        last_of_terminal().append(sentence_too_slow(rare_->overflowed, crowded, dialect_));
    wire::ChunkRef chunk = wire::Chunk::make(words.size());
    chunk->append(words);
    outbound_.push(chunk, 0, chunk->size(), shard_.limits().max_queue + last_words);
    logged_ = true;  // an end of which the log says why, in any case
    leave_at_once(crowded ? "too slow: all queues together were full" : "too slow: its queue was full",
                  "reads too slowly", now, std::nullopt);
}

void Session::unpin() { outbound_.unpin(16 * 1024); }

void Session::hang_up(std::string_view name, std::string_view reason) {
    if (closing()) return;
    leaving_ = true;
    const MonoTime now = shard_.clock().mono;
    rare().closing = std::make_unique<Closing>();
    Closing& end = *rare_->closing;
    const bool doomed = output_ == Output::doomed;
    leave_terminal();
    end.name = name;
    end.reason = rare_->log_reason != nullptr ? rare_->log_reason : reason.empty() ? "quit" : reason;
    const Milliseconds slow_grace = shard_.limits().slow_grace;
    end.deadline = now + (doomed ? slow_grace : flush_time);
    end.latest = now + (doomed ? slow_grace : max_flush);
    std::string().swap(rare_->backlog);
    shard_.note_closing(*this);
    shard_.flush_soon(*this);
    if (rare_->held) shard_.hold(*this, now);  // to drain; but not in the middle of what the hub is doing
}

void Session::shut_down() {
    closing()->draining = true;
    closing()->deadline = shard_.clock().mono + drain_time;
    if (output_ == Output::broken || ended_) return close();
    output_ = Output::shut;
    error_code ignored;
    socket_.shutdown(asio::socket_base::shutdown_send, ignored);
}

void Session::check_deadline(MonoTime now) {
    if (closing() && now >= closing()->deadline) close();
}

void Session::close() {
    if (!socket_.is_open()) return;
    bytes_out_ -= std::min<std::uint64_t>(bytes_out_, outbound_.bytes());
    outbound_.clear();
    output_ = Output::broken;
    const double seconds = static_cast<double>((shard_.clock().mono - started_).count()) / 1000;
    if (logged_)
        shard_.log().disconnected(id_.serial, closing()->name, closing()->reason, seconds, lines_in_,
                                  bytes_in_, lines_out_, bytes_out_);
    error_code ignored;
    socket_.close(ignored);
    const SessionPtr self(this);
    shard_.forget(*this);
    resume();
}

}  // namespace confab::net
