// A connection's input: from the socket to inputs, no faster than the flood limit.
#include <sys/socket.h>

#include <algorithm>
#include <boost/asio/post.hpp>
#include <cerrno>
#include <utility>

#include "cold_state.hpp"
#include "confab/wire/clean.hpp"
#include "confab/wire/not_chat.hpp"
#include "connection.hpp"
#include "hub_inbox.hpp"
#include "shard.hpp"

namespace confab::net {

namespace {

constexpr Milliseconds slow_down_again{60000};
constexpr Milliseconds look_again{1000};        // for the end of a client that is held back for longer
constexpr Milliseconds max_backpressure{5000};  // without progress; a machine or a network may stall for less
// A client on its way out is not even read beyond this, so that it cannot keep a loop busy.
constexpr std::size_t max_thrown_away = 256 * 1024;
constexpr std::size_t max_keys = 512;  // bytes a turn: a key can cost a hundred times a byte of a line

}  // namespace

// Where the reader waits, for input or for resume(). One small object for both, because every
// idle connection's frame holds it.
class Connection::Pause {
  public:
    explicit Pause(Connection& connection) : connection_(connection) {}
    bool await_ready() const { return false; }
    void await_suspend(std::coroutine_handle<> reader) { connection_.wait_for_input(reader); }
    void await_resume() const {}

  private:
    Connection& connection_;
};

Detached Connection::read(ConnectionPtr self) {
    Pause pause(*self);
    while (self->proceed()) {
        co_await pause;
    }
}

void Connection::wait_for_input(std::coroutine_handle<> reader) {
    if (next_ == Next::hold) {
        cold().held = reader;
        return watch();
    }
    // What is decrypted already does not make the socket readable.
    if (tls_ && !closing() && tls().may_have_more()) {
        return asio::post(shard_.context(), [reader] { reader.resume(); });
    }
    // An error shows when it is read, and a closed socket is looked for first.
    socket_.async_wait(StreamSocket::wait_read, Wake(reader, wait_memory_));
}

void Connection::resume() {
    if (!cold_ || !cold_->held) return;
    const std::coroutine_handle<> reader = std::exchange(cold_->held, {});
    reader.resume();
}

void Connection::hub_is_clear() {
    in_clear_list = false;
    resume();
}

// Reads if there is something to read, and decides what to wait for. False when it is over.
bool Connection::proceed() {
    const bool wanted = next_ == Next::read;
    next_ = Next::hold;
    // It may have become too much for the hub while nothing came.
    const bool may = closing() || leaving_ || !shard_.congested();
    if (wanted && may && socket_.is_open()) receive();
    if (!socket_.is_open()) return false;
    next_ = next();
    if (InputMarks* marks = shard_.marks()) marks->note(id_, input_mark());
    if (next_ == Next::read && cold_ && cold_->is_idle()) cold_.reset();
    return socket_.is_open();
}

// Takes what may be taken now.
Connection::Next Connection::next() {
    if (closing()) return ended_ || closing()->drained >= max_thrown_away ? Next::hold : Next::read;
    if (!leaving_ && shard_.congested()) {
        shard_.pause_until_clear(*this);
        return Next::hold;
    }
    if (((is_paused() && !ended_) || asking_) && !format_.view.interactive) return Next::hold;
    if (ended_ || (cold_ && (!cold_->backlog.empty() || inputs_left()))) {
        const Now now = shard_.clock();
        if (!take_backlog(now)) {
            look_for_end(now);
            return Next::hold;
        }
        if (ended_ && !leaving_ && take_last_line(now)) leave("end of input", {}, now);
        if (ended_ && !leaving_) look_for_end(now);
    }
    return leaving_ || ended_ ? Next::hold : Next::read;
}

// What comes to a connection that closes is thrown away, so it need not be decrypted.
ssize_t Connection::receive(std::span<char> buffer) {
    if (!tls_ || closing()) {
        return ::recv(socket_.native_handle(), buffer.data(), buffer.size(), MSG_DONTWAIT);
    }
    const ssize_t count = tls().receive(buffer);
    if (tls().has_rest()) start_writing();
    return count;
}

void Connection::receive() {
    std::span<char> buffer = shard_.read_buffer();
    if (format_.view.interactive) buffer = buffer.first(max_keys);
    const ssize_t count = receive(buffer);
    if (count < 0 && (errno == EAGAIN || errno == EINTR)) return;

    if (closing()) {  // what comes now is thrown away
        if (count > 0) {
            closing()->drained += static_cast<std::size_t>(count);
            return;
        }
        ended_ = true;
        if (count < 0) break_output();
        if (closing()->draining) close();
        return;
    }
    const Now now = shard_.clock();
    if (count > 0) {
        bytes_in_ += static_cast<std::uint64_t>(count);
        shard_.traffic().bytes_in += static_cast<std::uint64_t>(count);
        take({buffer.data(), static_cast<std::size_t>(count)}, now);
        return;
    }
    if (count < 0) return lose(now);
    ended_ = true;
}

// False if the flood limit left a rest, which is kept for later. Nothing more is done for a client that is
// about to be closed because it does not read the answers.
bool Connection::take(std::string_view bytes, Now now) {
    if (fresh_ && !bytes.empty() && shard_.codec(*this).refuses_other_programs()) {
        const std::string start =
            std::string(decoder_.partial()).append(bytes.substr(0, wire::not_chat_length));
        const std::string_view program = wire::not_chat_bytes(start);
        if (!program.empty()) refuse(program, now);
    }
    while (!leaving_ && output_ != Output::overflowed) {
        const bool more = !bytes.empty() || inputs_left();
        if (more && must_wait(now)) {
            cold().backlog.assign(bytes);
            return false;
        }
        const wire::Input input = take_next(bytes);
        if (format_.view.interactive && endpoint()->costs(input) && !may_handle(now)) {
            endpoint()->postpone(input);
            cold().backlog.assign(bytes);
            endpoint()->inputs_taken(now);
            return false;
        }
        if (decoder_.wants_crlf() && !format_.crlf) shard_.fanout().use_crlf(*this);
        if (input.kind == wire::Input::Kind::none) break;
        // Empty lines and what telnet sends are not what a program says first.
        const bool says = !input.bytes.empty() && input.kind == wire::Input::Kind::line;
        handle(input, bytes, now);
        if (says || format_.view.interactive) fresh_ = false;
    }
    if (dialect::Endpoint* own = endpoint()) own->inputs_taken(now);
    return true;
}

bool Connection::may_handle(Now now) { return !is_paused() && !asking_ && may_take(now); }

// With an interactive display only what costs has to wait: clients that are held back still see what they
// type.
bool Connection::must_wait(Now now) {
    if (is_backpressured(now)) return true;
    dialect::Endpoint* own = endpoint();
    if (own != nullptr && own->awaits_answer(now)) return true;
    return !format_.view.interactive && !may_handle(now);
}

bool Connection::inputs_left() const {
    const dialect::Endpoint* own = endpoint();
    return own != nullptr && own->has_more();
}

wire::Input Connection::take_next(std::string_view& bytes) {
    const std::size_t max_line = shard_.limits().max_line;
    dialect::Endpoint* own = endpoint();
    return own != nullptr ? own->next(bytes, max_line) : decoder_.next(bytes, max_line);
}

bool Connection::take_backlog(Now now) {
    if (!cold_ || (cold_->backlog.empty() && !inputs_left())) return true;
    const std::string bytes = std::exchange(cold_->backlog, {});
    return take(bytes, now);
}

// What came before the end of input without a newline is a line too.
bool Connection::take_last_line(Now now) {
    dialect::Endpoint* own = endpoint();
    const std::string_view partial = own != nullptr ? own->partial() : decoder_.partial();
    if (!partial.empty() && (asking_ || !may_take(now))) return false;
    const wire::Input input = own != nullptr ? own->finish() : decoder_.finish();
    if (input.kind == wire::Input::Kind::line) line(input, {}, now);
    return !leaving_;
}

// Asks the flood limit. If it is reached the reader is held until the next line may come.
bool Connection::may_take(Now now) {
    const FloodLimit& limit = shard_.limits().flood;
    if (flood_.ready(limit, now.mono)) return true;
    hold_until(now.mono + std::min(flood_.wait(limit), look_again));
    MonoTime& told = cold().slow_told;
    if (told == MonoTime{} || now.mono - told >= slow_down_again) {
        told = now.mono;
        reject(Code::input_slowed, now);
    }
    return false;
}

// A client that asks for more answers than its queue holds is read again when it has taken the first ones.
// If it takes none the limit may find out.
bool Connection::is_backpressured(Now now) {
    const std::size_t most = shard_.limits().max_queue / 2;
    if (outbound_.bytes() <= most) return false;
    flush();
    if (outbound_.bytes() <= most) return false;
    MonoTime& until = cold().backpressured_until;
    if (until == MonoTime{}) until = now.mono + max_backpressure;
    if (now.mono >= until) return false;
    hold_until(until);
    return true;
}

bool Connection::is_paused() const { return cold_ && cold_->is_paused; }

void Connection::pause_input(bool on) {
    if (on == is_paused()) return;
    cold().is_paused = on;
    if (!on) resume_soon();
}

// Not at once: the hub may be in the middle of a call.
void Connection::resume_soon() {
    if (cold_ && cold_->held) hold_until(shard_.clock().mono);
}

// Each client has one such moment, the earliest. Whatever is still to wait for is found out then.
void Connection::hold_until(MonoTime time) {
    MonoTime& due = cold().resume_due;
    if (due != MonoTime{} && due <= time) return;
    due = time;
    shard_.wake_at(*this, time);
}

void Connection::ask(const dialect::Request& request, Now now) {
    shard_.hub().handle(FromClient{id_, now, request});
}

}  // namespace confab::net
