// A client that goes: what the hub is told, and how it is noticed while nobody reads.
#include <poll.h>

#include <algorithm>
#include <string>

#include "hub_inbox.hpp"
#include "session.hpp"
#include "session_rare.hpp"
#include "shard.hpp"

namespace confab::net {

namespace {

constexpr Milliseconds look_again{1000};  // of who is held back for longer

// What the kernel knows of the other side, whatever is still to be read.
short state_of(int fd) {
    pollfd one{fd, POLLRDHUP, 0};
    return ::poll(&one, 1, 0) < 0 ? short{0} : one.revents;
}

bool is_gone(int fd) { return (state_of(fd) & (POLLERR | POLLHUP)) != 0; }
bool sends_no_more(int fd) { return (state_of(fd) & POLLRDHUP) != 0; }

}  // namespace

// Nobody reads while the reader is held, so a reset would be noticed only after all that came before
// it was said. Urgent data wakes this too; then the next time that it is held it is watched again.
void Session::watch() {
    if (leaving_ || rare().watched) return;
    rare_->watched = true;
    socket_.async_wait(StreamSocket::wait_error,
                       [self = SessionPtr(this)](error_code error) { self->watched(error); });
}

void Session::watched(error_code error) {
    rare_->watched = false;
    if (error || leaving_ || !is_gone(socket_.native_handle())) return;
    lose(shard_.clock());
}

// It reads nothing any more, so nothing is said for it either.
void Session::lose(Now now) {
    ended_ = true;
    if (leaving_) return;
    const Arrived seen = arrived(now.mono);
    break_output();
    leave_at_once("connection lost", "connection lost", now, seen);
}

// The time that is left for what is held back begins when the other side ends, which may be long
// before its end is read: so that is looked for again and again.
void Session::look_for_end(Now now) {
    if (leaving_) return;
    MonoTime& by = rare().ended_by;
    if (by == MonoTime{} && (ended_ || sends_no_more(socket_.native_handle()))) {
        by = now.mono + shard_.limits().eof_grace;
    }
    const bool ending = by != MonoTime{};
    if (ending && now.mono >= by) return cut_off(now);
    const MonoTime again = now.mono + look_again;
    if (now.mono + flood_.wait(shard_.limits().flood) <= again) return;
    shard_.hold(*this, ending ? std::min(again, by) : again);
}

void Session::cut_off(Now now) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(shard_.limits().eof_grace);
    shard_.hub().reject(id_,
                        "the rest of what you sent was not handled: your input ended " +
                            std::to_string(seconds.count()) +
                            (seconds.count() == 1 ? " second" : " seconds") + " ago",
                        now);
    leave("end of input, too much was left", {}, now);
}

// Tells the hub that this client goes. It hangs up in answer, at once or in a later turn.
void Session::leave(const char* log_reason, std::string_view room_reason, Now now, Arrived arrived) {
    if (leaving_) return;
    leaving_ = true;
    rare().log_reason = log_reason;
    shard_.hub().disconnect(id_, room_reason, now, arrived);
}

// The same, without waiting for an answer that the client asked for.
void Session::leave_at_once(const char* log_reason, std::string_view room_reason, Now now, Arrived arrived) {
    if (leaving_) return;
    leaving_ = true;
    rare().log_reason = log_reason;
    shard_.hub().lost(id_, room_reason, now, arrived);
}

}  // namespace confab::net
