#include "session.hpp"

#include <boost/asio/write.hpp>
#include <utility>

namespace confab::http {

namespace {

constexpr std::chrono::milliseconds drain_time{1000};

}  // namespace

Session::Session(asio::io_context& context, int fd, int family, const Address& from, const Handler& handler,
                 const Limits& limits)
    : socket_(context.get_executor()),
      deadline_(context),
      from_(from),
      handler_(handler),
      limits_(limits),
      reader_(limits.header, limits.body) {
    error_code error;
    socket_.assign(asio::generic::stream_protocol(family, 0), fd, error);
    limit(limits_.idle);
}

void Session::close() {
    error_code ignored;
    socket_.close(ignored);
    deadline_.cancel();
}

// The one before it is over.
void Session::limit(std::chrono::milliseconds time) {
    deadline_.expires_after(time);
    deadline_.async_wait([self = weak_from_this()](error_code error) {
        const auto session = self.lock();
        if (!error && session) session->close();
    });
}

void Session::read() {
    socket_.async_read_some(asio::buffer(buffer_),
                            [self = shared_from_this()](error_code error, std::size_t size) {
                                error ? self->close() : self->received(size);
                            });
}

// The deadline of a request begins with its first byte, and no later one moves it.
void Session::received(std::size_t size) {
    if (!socket_.is_open()) return;  // the listener may be gone, with what belongs to it
    if (!std::exchange(in_request_, true)) limit(limits_.request);
    reader_.feed({buffer_.data(), size});
    go_on();
}

void Session::go_on() {
    switch (reader_.state()) {
        case RequestReader::State::incomplete: return read();
        case RequestReader::State::failed: return send(problem(reader_.failure()), false, false);
        case RequestReader::State::complete: return respond(reader_.take());
    }
}

void Session::respond(const Request& request) {
    in_request_ = false;
    limit(limits_.response);
    // Nothing else keeps the session meanwhile.
    handler_(request,
             [self = shared_from_this(), is_head = request.method == "HEAD", keep_alive = request.keep_alive](
                 const Response& response) { self->send(response, is_head, keep_alive); });
}

void Session::send(const Response& response, bool is_head, bool keep_alive) {
    if (!socket_.is_open()) return;
    keep_alive_ = keep_alive;
    out_ = bytes_of(response, is_head, keep_alive);
    limit(limits_.response);
    asio::async_write(
        socket_, asio::buffer(out_),
        [self = shared_from_this()](error_code error, std::size_t) { error ? self->close() : self->sent(); });
}

void Session::sent() {
    if (!socket_.is_open()) return;
    std::string().swap(out_);
    if (!keep_alive_) {
        error_code ignored;
        socket_.shutdown(asio::socket_base::shutdown_send, ignored);
        limit(drain_time);
        return drain();
    }
    in_request_ = reader_.has_begun();
    limit(in_request_ ? limits_.request : limits_.idle);
    go_on();
}

// Closed with input unread, the socket would send a reset that overtakes the response.
void Session::drain() {
    socket_.async_read_some(asio::buffer(buffer_),
                            [self = shared_from_this()](error_code error, std::size_t) {
                                error ? self->close() : self->drain();
                            });
}

}  // namespace confab::http
