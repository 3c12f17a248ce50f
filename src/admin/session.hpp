// One operator's connection: a request a line, its answer, the next one. See docs/admin-protocol.md.
#pragma once

#include <array>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <memory>
#include <string>

#include "confab/net/coroutine.hpp"
#include "reply_stream.hpp"
#include "server_handle.hpp"

namespace confab::wire {
class Cleaner;
}

namespace confab::admin {

// Kept by its coroutine. While it answers it reads nothing more, so what waits is one request and one slice
// of an answer.
class Session : public std::enable_shared_from_this<Session> {
  public:
    // `who` is for the audit.
    Session(asio::io_context& context, int fd, std::string who, std::shared_ptr<const ServerHandle> server);

    static asio::awaitable<void> serve(std::shared_ptr<Session> self);
    // Says why, and closes: for a peer that may not come in.
    static asio::awaitable<void> turn_away(std::shared_ptr<Session> self, std::string why, std::string code);
    void close();

  private:
    asio::awaitable<bool> read_request();
    asio::awaitable<bool> send_reply();
    asio::awaitable<bool> refuse(std::string why, std::string code);
    asio::awaitable<bool> write();
    void dispatch();
    void limit(std::chrono::milliseconds time);
    void wake();

    StreamSocket socket_;
    asio::steady_timer deadline_;
    asio::steady_timer wake_;  // while something is under way elsewhere
    std::string who_;
    std::shared_ptr<const ServerHandle> server_;
    std::string received_;
    std::string request_;
    std::string out_;
    std::shared_ptr<ReplyStream> reply_;
    unsigned limits_set_ = 0;
    std::array<char, 4096> buffer_;
};

}  // namespace confab::admin
