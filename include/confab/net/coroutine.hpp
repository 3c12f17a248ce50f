// The smallest coroutine that can wait for a socket: it runs until its first wait, is resumed by
// the loop, and frees itself at its end. An idle connection costs its frame and nothing more;
// asio::awaitable, three frames deep, stays for what there are few of.
#pragma once

#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/io_context.hpp>
#include <coroutine>
#include <exception>

namespace confab::net {

namespace asio = boost::asio;
using boost::system::error_code;

using StreamSocket =
    asio::basic_stream_socket<asio::generic::stream_protocol, asio::io_context::executor_type>;

struct Detached {
    struct promise_type {
        Detached get_return_object() { return {}; }
        std::suspend_never initial_suspend() noexcept { return {}; }
        std::suspend_never final_suspend() noexcept { return {}; }
        void return_void() {}
        void unhandled_exception() { std::terminate(); }
    };
};

// Name it, then await it (g++ 12 miscompiles temporaries in an await). The socket outlives it.
class Wait {
  public:
    Wait(StreamSocket& socket, StreamSocket::wait_type what) : socket_(socket), what_(what) {}

    bool await_ready() const { return false; }
    void await_suspend(std::coroutine_handle<> self) {
        socket_.async_wait(what_, [this, self](error_code error) {
            error_ = error;
            self.resume();
        });
    }
    error_code await_resume() const { return error_; }

  private:
    StreamSocket& socket_;
    StreamSocket::wait_type what_;
    error_code error_;
};

}  // namespace confab::net
