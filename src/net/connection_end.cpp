// A client that goes: what the hub is told, and how it is noticed while nobody reads.
#include <poll.h>

#include <string>

#include "cold_state.hpp"
#include "connection.hpp"
#include "hub_inbox.hpp"
#include "shard.hpp"

namespace confab::net {

namespace {

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
void Connection::watch() {
    if (leaving_ || watched_) return;
    watched_ = true;
    socket_.async_wait(StreamSocket::wait_error,
                       [self = ConnectionPtr(this)](error_code error) { self->watched(error); });
}

void Connection::watched(error_code error) {
    watched_ = false;
    if (error || leaving_ || !is_gone(socket_.native_handle())) return;
    lose(shard_.clock());
}

// It reads nothing any more, so nothing is said for it either.
void Connection::lose(Now now) {
    ended_ = true;
    if (leaving_) return;
    const Arrived seen = delivery_status(now.mono);
    break_output();
    leave_at_once("connection lost", "connection lost", now, seen);
}

// The time that is left for what is held back begins when the other side ends, which may be long
// before its end is read: so that is looked for again and again.
void Connection::look_for_end(Now now) {
    if (leaving_) return;
    MonoTime& by = cold().ended_by;
    if (by == MonoTime{} && (ended_ || sends_no_more(socket_.native_handle()))) {
        by = now.mono + shard_.limits().eof_grace;
    }
    if (by == MonoTime{}) return;
    now.mono < by ? hold_until(by) : cut_off(now);
}

void Connection::cut_off(Now now) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(shard_.limits().eof_grace);
    reject({Code::input_left_over, seconds.count()}, now);
    leave("end of input, too much was left", {}, now);
}

// Tells the hub that this client goes. It hangs up in answer, at once or in a later turn.
void Connection::leave(const char* log_reason, std::string_view room_reason, Now now, Arrived arrived) {
    if (leaving_) return;
    leaving_ = true;
    cold().log_reason = log_reason;
    shard_.hub().handle(Disconnect{id_, room_reason, now, arrived});
}

// The same, without waiting for an answer that the client asked for.
void Connection::leave_at_once(const char* log_reason, std::string_view room_reason, Now now,
                               Arrived arrived) {
    if (leaving_) return;
    leaving_ = true;
    cold().log_reason = log_reason;
    shard_.hub().handle(Lost{id_, room_reason, now, arrived});
}

}  // namespace confab::net
