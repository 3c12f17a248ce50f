// One client of the HTTP server: a request, its response, the next request.
#pragma once

#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <memory>
#include <string>

#include "confab/base/address.hpp"
#include "confab/http/listener.hpp"
#include "confab/net/coroutine.hpp"
#include "request_reader.hpp"

namespace confab::http {

namespace asio = net::asio;
using net::error_code;

// Keeps itself alive while it waits for its socket.
class Session : public std::enable_shared_from_this<Session> {
  public:
    // Takes the descriptor over.
    Session(asio::io_context& context, int fd, int family, const Address& from, const Handler& handler,
            const Limits& limits);

    void start() { read(); }
    // Answers with that status, whatever it asks for, and ends.
    void refuse(int status) {
        refused_ = true;
        send(problem(status), false, false);
    }
    bool is_refused() const { return refused_; }
    void close();
    const Address& from() const { return from_; }

  private:
    void read();
    void received(std::size_t size);
    void go_on();
    void respond(const Request& request);
    void send(const Response& response, bool is_head, bool keep_alive);
    void sent();
    void drain();
    void limit(std::chrono::milliseconds time);

    net::StreamSocket socket_;
    asio::steady_timer deadline_;
    Address from_;
    const Handler& handler_;
    const Limits& limits_;
    RequestReader reader_;
    std::array<char, 4096> buffer_;
    std::string out_;
    bool keep_alive_ = true;
    bool refused_ = false;
    bool in_request_ = false;  // its deadline runs
};

}  // namespace confab::http
