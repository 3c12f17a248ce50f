// What only some connections need, so that the others do not carry it.
#pragma once

#include <algorithm>
#include <coroutine>
#include <memory>
#include <string>

#include "connection.hpp"
#include "connection_host.hpp"
#include "tls_stream.hpp"

namespace confab::net {

// A connection that the hub has hung up on.
struct Connection::Closing {
    static constexpr Milliseconds flush_time{5000};  // without progress, for a queue on its way out

    std::string name;  // for the log; the hub has forgotten it
    std::string reason;
    MonoTime deadline;        // close whatever is left then
    MonoTime latest;          // the deadline never moves beyond this
    std::size_t drained = 0;  // bytes that came and were thrown away
    bool draining = false;

    // Some of the queue went out, so there is hope for the rest. A server that stops has no time.
    void progress(MonoTime now, Milliseconds more, bool stopping) {
        if (!stopping && !draining) deadline = std::max(deadline, std::min(now + more, latest));
    }
};

// A connection that has an endpoint, that has to wait or had to lately, or that is about to go.
struct Connection::ColdState {
    std::string backlog;  // read, but not yet allowed by the flood limit
    std::coroutine_handle<> held;
    MonoTime resume_due{};  // when a reader that is held tries again; a wake is on its way then
    MonoTime slow_told{};
    MonoTime backpressured_until{};    // read no more before, while too many answers wait
    MonoTime ended_by{};               // the input has ended, and is handled no longer than until then
    std::size_t overflowed_bytes = 0;  // that would have waited
    Code crowded = Code::none;         // the limit that did: not its own, but one that it shares
    bool is_paused = false;            // by the hub, until an answer from outside has come
    bool is_asked_for_secret = false;
    bool drops_line = false;        // the next one: its beginning, or what it answers, was lost by a crash
    bool is_typing_hidden = false;  // the client's program does not show the typing
    Offence offence = Offence::none;
    const char* log_reason = nullptr;
    std::unique_ptr<TlsStream> tls;  // an encrypted connection has it from its beginning to its end
    std::unique_ptr<Closing> closing;
    std::unique_ptr<ConnectionHost> host;  // outlives the endpoint
    std::unique_ptr<dialect::Endpoint> endpoint;

    // Nothing of it is wanted any more, until something is.
    bool is_idle() const {
        const bool waits =
            held || !backlog.empty() || is_paused || is_asked_for_secret || is_typing_hidden || drops_line;
        const bool knows_times = resume_due != MonoTime{} || slow_told != MonoTime{} ||
                                 backpressured_until != MonoTime{} || ended_by != MonoTime{};
        return !waits && !knows_times && crowded == Code::none && log_reason == nullptr && !closing &&
               !endpoint && !tls;
    }
};

}  // namespace confab::net
