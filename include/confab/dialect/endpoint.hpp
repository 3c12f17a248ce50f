// A connection's own side of a dialect: its decoder, and state between the chat and the socket.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "confab/base/snapshot/forward.hpp"
#include "confab/base/time.hpp"
#include "confab/core/ports/event_sink.hpp"
#include "confab/dialect/decoder.hpp"
#include "confab/dialect/request.hpp"

namespace confab::dialect {

// What a connection offers to its endpoint. Nothing here blocks. Only use_crlf() may call the endpoint back
// at once (set_interactive).
class Host {
  public:
    virtual ~Host() = default;

    virtual Now now() const = 0;
    virtual const View& view() const = 0;
    virtual std::size_t max_line() const = 0;
    // Valid until the next call.
    virtual std::string_view clean(std::string_view raw) = 0;

    // Ask the hub. The answers come later.
    virtual void request(const Request& request, Now now) = 0;
    // The flood limit: when there is a token, `now` or later; taking one; a line that the client sent.
    virtual MonoTime token_at(MonoTime now) = 0;
    virtual void spend_token() = 0;
    virtual void count_line() = 0;

    // Endpoint::time_passed is called then.
    virtual void wake_at(MonoTime time) = 0;
    // What the decoder holds back may be taken now.
    virtual void resume() = 0;
    // Endpoint::before_flush is called soon, or at the end of the turn.
    virtual void flush_soon() = 0;
    virtual void flush_at_end() = 0;
    // Behind all that the client was told; send() flushes soon, too.
    virtual void send(std::string_view bytes) = 0;
    virtual void queue(std::string_view bytes) = 0;
    virtual void count_sent(std::size_t lines, std::size_t bytes) = 0;

    virtual void use_crlf() = 0;
    // There and back, smoothed; below 0 if that is not known.
    virtual Milliseconds round_trip() const = 0;
    // The hub was told that the client goes; the hub has hung up.
    virtual bool is_leaving() const = 0;
    virtual bool is_closing() const = 0;
};

// Few connections have one. The functions of an interactive display do nothing by default. What an endpoint
// shows goes out with before_flush().
class Endpoint : public Decoder {
  public:
    // Must an input of this kind wait for the flood limit while the display is interactive?
    virtual bool costs(const wire::Input& /*input*/) const { return true; }
    // The last input that next() gave, if its kind is `other`.
    virtual void handle(const wire::Input& /*input*/, Now /*now*/) {}
    // All that may be taken for now was taken.
    virtual void inputs_taken(Now /*now*/) {}
    // The input has to wait: it is what next() gives first, as soon as it may be taken.
    virtual void postpone(const wire::Input& /*input*/) {}
    // True if nothing is to be taken before an answer has come.
    virtual bool awaits_answer(Now /*now*/) { return false; }
    // A line of the client is on its way to the hub.
    virtual void line_sent() {}

    // The client wants an interactive display, or no longer (`asked`), or its listener offers one. `typed` is
    // the beginning of a line that the connection has read already.
    virtual void request_interactive(bool /*on*/, bool /*asked*/, std::string_view /*typed*/) {}
    // The hub shows this client as interactive from now on, or no longer.
    virtual void set_interactive(bool /*on*/) {}
    virtual void show(const Event& /*event*/) {}
    virtual void set_preferences(const DisplayPreferences& /*preferences*/) {}
    virtual void set_status(const Status& /*status*/) {}
    virtual void offer(std::string_view /*line*/) {}
    virtual void complete(std::string_view /*word*/, std::span<const std::string> /*candidates*/) {}
    // What is typed is a secret until the prompt is empty. True if the endpoint shows the prompt itself.
    virtual bool ask_secret(std::string_view /*prompt*/) { return false; }
    // Asks the client's program not to show what is typed: bytes to send, maybe none. Valid until the next
    // call.
    virtual std::string_view hide_typing(bool /*on*/) { return {}; }

    virtual void time_passed(Now /*now*/) {}
    virtual void before_flush() {}
    // The connection ends: leaves the client's display in order. last_words() also drops what was not sent.
    virtual void leave() {}
    virtual std::string last_words() { return {}; }

    // All of its state, between two calls, for the program that goes on with the connection. save() queues
    // what there is to see before that; load() is the first call of a new endpoint.
    virtual void save(snapshot::Writer& /*out*/) {}
    virtual void load(snapshot::Reader& /*in*/) {}
    // For load() in the run after a crash: no text that was typed, or shown to the client, may be in
    // it. False: the connection cannot go on then.
    virtual bool save_without_text(snapshot::Writer& /*out*/) { return false; }
};

}  // namespace confab::dialect
