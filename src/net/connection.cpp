// What a connection is made of, and how it is closed.
#include "connection.hpp"

#include <algorithm>
#include <utility>

#include "cold_state.hpp"
#include "hub_inbox.hpp"
#include "shard.hpp"

namespace confab::net {

namespace {

constexpr Milliseconds max_flush{60000};  // with progress
constexpr Milliseconds drain_time{1000};  // for the peer to end after our side is shut down
constexpr std::size_t last_words = 4096;  // what a reason may take beyond --max-queue

const char* log_reason_of(Code why) {
    if (why == Code::read_slowest) return "too slow: all queues together were full";
    if (why == Code::read_slowest_of_source) return "too slow: the queues of its source were full";
    return "too slow: its queue was full";
}

}  // namespace

Connection::Connection(Shard& shard, ClientId id, int fd, int family, View view)
    : shard_(shard), socket_(shard.context().get_executor()), id_(id), started_(shard.clock().mono) {
    format_.view = view;
    error_code error;
    socket_.assign(asio::generic::stream_protocol(family, 0), fd, error);
    if (error) break_output();
}

Connection::~Connection() { shut_down_copies(); }

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
    shard_.count_slow_consumer(crowded);
    logged_ = true;  // an end of which the log says why, in any case
    leave_at_once(log_reason_of(why), "reads too slowly", now, std::nullopt);
}

bool Connection::is_held() const { return cold_ && cold_->held; }

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
    end.deadline = now + (overflowed ? slow_grace : Closing::flush_time);
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
    discard_queue();
    output_ = Output::broken;
    const double seconds = static_cast<double>((shard_.clock().mono - started_).count()) / 1000;
    if (logged_)
        shard_.log().disconnected(id_.serial, closing()->name, closing()->reason, seconds, lines_in_,
                                  bytes_in_, lines_out_, bytes_out_);
    shut_down_copies();
    error_code ignored;
    socket_.close(ignored);
    const ConnectionPtr self(this);
    shard_.forget(*this);
    resume();
}

}  // namespace confab::net
