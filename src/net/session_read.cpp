// A session's input: from the socket to the hub, no faster than the flood limit.
#include <sys/socket.h>

#include <cerrno>
#include <utility>

#include "confab/wire/clean.hpp"
#include "confab/wire/not_chat.hpp"
#include "hub_inbox.hpp"
#include "session.hpp"
#include "session_rare.hpp"
#include "shard.hpp"

namespace confab::net {

namespace {

constexpr Milliseconds slow_down_again{60000};
constexpr Milliseconds max_choke{5000};  // without progress; a machine or a network may stall for less
constexpr std::string_view call_it_off = "/cancel";
// Of who is on its way out: more is not even read, so that it cannot keep a loop busy.
constexpr std::size_t max_thrown_away = 256 * 1024;
constexpr std::size_t max_keys = 512;  // bytes a turn: a key can cost a hundred times a byte of a line

}  // namespace

// Where the reader waits, for input or for resume(). One small object for both, because every
// idle connection's frame holds it.
class Session::Pause {
  public:
    explicit Pause(Session& session) : session_(session) {}
    bool await_ready() const { return false; }
    void await_suspend(std::coroutine_handle<> reader) { session_.wait_for_input(reader); }
    void await_resume() const {}

  private:
    Session& session_;
};

Detached Session::read(SessionPtr self) {
    Pause pause(*self);
    while (self->proceed()) {
        co_await pause;
    }
}

void Session::wait_for_input(std::coroutine_handle<> reader) {
    if (next_ == Next::hold) {
        rare().held = reader;
        return watch();
    }
    // An error shows when it is read, and a closed socket is looked for first.
    socket_.async_wait(StreamSocket::wait_read, [reader](error_code) { reader.resume(); });
}

void Session::resume() {
    if (!rare_ || !rare_->held) return;
    const std::coroutine_handle<> reader = std::exchange(rare_->held, {});
    reader.resume();
}

// Reads if there is something to read, and decides what to wait for. False when it is over.
bool Session::proceed() {
    const bool wanted = std::exchange(next_, Next::hold) == Next::read;
    // It may have become too much for the hub while nothing came.
    const bool may = closing() || leaving_ || !shard_.hub().congested();
    if (wanted && may && socket_.is_open()) receive();
    if (!socket_.is_open()) return false;
    next_ = next();
    return socket_.is_open();
}

// Takes what may be taken now.
Session::Next Session::next() {
    if (closing()) return ended_ || closing()->drained >= max_thrown_away ? Next::hold : Next::read;
    if (!leaving_ && shard_.hub().congested()) {
        shard_.hold_until_clear(*this);
        return Next::hold;
    }
    if (((waits() && !ended_) || asking_) && !dialect_.view.interactive) return Next::hold;
    if (ended_ || (rare_ && (!rare_->backlog.empty() || keys_left()))) {
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

void Session::receive() {
    std::span<char> buffer = shard_.read_buffer();
    if (dialect_.view.interactive) buffer = buffer.first(max_keys);
    const ssize_t count = ::recv(socket_.native_handle(), buffer.data(), buffer.size(), MSG_DONTWAIT);
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
        take({buffer.data(), static_cast<std::size_t>(count)}, now);
        return;
    }
    if (count < 0) return lose(now);
    ended_ = true;
}

// False if the flood limit left a rest, which is kept for later.
bool Session::take(std::string_view bytes, Now now) {
    if (fresh_ && !bytes.empty()) {
        const std::string start = std::string(reader_.partial()).append(bytes.substr(0, 4));
        const std::string_view program = wire::not_chat_bytes(start);
        if (!program.empty()) refuse(program, now);
    }
    while (!leaving_) {
        // At a terminal only what costs has to wait: who is held back still sees what they type.
        const bool typing = dialect_.view.interactive;
        const bool more = !bytes.empty() || keys_left();
        if (more && (choked(now) || completes(now) || !(typing || (!waits() && !asking_ && may_take(now))))) {
            rare().backlog.assign(bytes);
            return false;
        }
        const wire::Input input = take_next(bytes);
        if (typing && costs(input) && (waits() || asking_ || !may_take(now))) {
            postpone(input);
            rare().backlog.assign(bytes);
            after_keys(now);
            return false;
        }
        if (reader_.telnet() && !dialect_.crlf) shard_.fanout().use_crlf(*this);
        if (input.kind == wire::Input::Kind::none) break;
        handle(input, bytes, now);
        fresh_ = false;
    }
    after_keys(now);
    return true;
}

wire::Input Session::take_next(std::string_view& bytes) {
    TerminalSide* side = terminal();
    if (side == nullptr) return reader_.next(bytes, shard_.limits().max_line);
    const auto kind = std::exchange(side->postponed, wire::Input::Kind::none);
    if (kind != wire::Input::Kind::none) return {kind, side->postponed_text};
    side->terminal.set_max_line(shard_.limits().max_line);
    return side->terminal.next(bytes);
}

bool Session::take_backlog(Now now) {
    if (!rare_ || (rare_->backlog.empty() && !keys_left())) return true;
    const std::string bytes = std::exchange(rare_->backlog, {});
    return take(bytes, now);
}

// What came before the end of input without a newline is a line too.
bool Session::take_last_line(Now now) {
    TerminalSide* side = terminal();
    const std::string_view partial = side != nullptr ? side->terminal.partial() : reader_.partial();
    if (!partial.empty() && (asking_ || !may_take(now))) return false;
    const wire::Input input = side != nullptr ? side->terminal.finish() : reader_.finish();
    if (input.kind == wire::Input::Kind::line) line(input, {}, now);
    return !leaving_;
}

// Asks the flood limit. If it is reached the reader is held until the next line may come.
bool Session::may_take(Now now) {
    const FloodLimit& limit = shard_.limits().flood;
    if (flood_.ready(limit, now.mono)) return true;
    shard_.hold(*this, now.mono + flood_.wait(limit));
    MonoTime& told = rare().slow_told;
    if (told == MonoTime{} || now.mono - told >= slow_down_again) {
        told = now.mono;
        shard_.hub().reject(id_, "slow down, you are read more slowly now; nothing is lost", now);
    }
    return false;
}

// Who asks for more answers than its queue holds is read again when it has taken the first ones. If
// it takes none the limit may find out.
bool Session::choked(Now now) {
    const std::size_t most = shard_.limits().max_queue / 2;
    if (outbound_.bytes() <= most) return false;
    flush();
    if (outbound_.bytes() <= most) return false;
    MonoTime& until = rare().choked_until;
    if (until == MonoTime{}) until = now.mono + max_choke;
    if (now.mono >= until) return false;
    shard_.hold(*this, until);
    return true;
}

bool Session::waits() const { return rare_ && rare_->waits; }

void Session::hold(bool on) {
    if (on == waits()) return;
    rare().waits = on;
    if (!on && rare_->held)
        shard_.hold(*this, shard_.clock().mono);  // not in the middle of what the hub does
}

// `after`: what came in the same read.
void Session::handle(const wire::Input& input, std::string_view after, Now now) {
    switch (input.kind) {
        case wire::Input::Kind::line: return line(input, after, now);
        case wire::Input::Kind::too_long:
            ++lines_in_;
            flood_.spend(shard_.limits().flood);
            return shard_.hub().reject(id_,
                                       "line too long (limit " + std::to_string(shard_.limits().max_line) +
                                           " bytes), nothing was sent",
                                       now);
        case wire::Input::Kind::telnet_reply: return shard_.fanout().send_raw(*this, input.bytes);
        case wire::Input::Kind::are_you_there:
            flood_.spend(shard_.limits().flood);
            return shard_.hub().notice(id_, "yes, still here", now);
        case wire::Input::Kind::interrupt:
            if (rare_ && rare_->asked) return line({}, after, now);
            flood_.spend(shard_.limits().flood);
            return shard_.hub().notice(id_, "/quit leaves", now);
        case wire::Input::Kind::none: return;
        default: return handle_terminal(input, now);
    }
}

void Session::line(const wire::Input& input, std::string_view after, Now now) {
    std::string_view raw = input.bytes;
    if (fresh_) {
        raw = wire::without_byte_order_mark(raw);
        if (const TerminalSide* side = terminal()) after = side->terminal.unused();
        const std::string_view program = wire::not_chat_line(raw, after);
        if (!program.empty()) return refuse(program, now);
    }
    std::string_view text = shard_.cleaner().clean(raw);
    if (rare_ && rare_->asked) {
        if (rare_->hidden) shard_.fanout().send_raw(*this, "\r\n");  // nor did it show the line's end
        if (text.empty()) text = call_it_off;
    }
    if (text.empty()) return;
    ++lines_in_;
    flood_.spend(shard_.limits().flood);
    if (TerminalSide* side = terminal()) side->status_asked = {};  // it may say something else now
    asking_ = is_command(text);
    const std::size_t changed_at = input.garbled ? text.size() : shard_.cleaner().changed_at();
    shard_.hub().line(id_, {text, changed_at}, now);
}

void Session::handled() {
    asking_ = false;
    if (rare_ && rare_->held) shard_.hold(*this, shard_.clock().mono);
}

void Session::charge(std::size_t tokens) { flood_.spend(shard_.limits().flood, tokens); }

void Session::refuse(std::string_view program, Now now) {
    shard_.hub().reject(id_, wire::not_chat_refusal(program), now);
    leave("not a chat client", {}, now);
}

}  // namespace confab::net
