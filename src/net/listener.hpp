// One listening socket: accepts, and hands over or refuses.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "confab/ops/listen_url.hpp"
#include "coroutine.hpp"
#include "socket_file.hpp"
#include "socket_options.hpp"

namespace confab::net {

// What a listener does with whom it accepts. `full` is asked first.
struct Door {
    std::function<bool()> full;
    std::function<void(int fd, int family, const Peer& peer)> admit;
    std::function<std::string()> refusal;  // the line for who cannot come in
    std::function<void(std::string_view peer)> refused;
};

// The machine does not have the address, or not the family.
struct AddressMissing : std::runtime_error {
    using std::runtime_error::runtime_error;
};

class Listener {
  public:
    // Binds and listens. Throws std::runtime_error that names the URL, what is wrong and what to do.
    Listener(asio::io_context& context, const ops::ListenUrl& url, const Door& door);
    ~Listener();
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;

    void start();
    void close();

    const ops::ListenUrl& url() const { return url_; }  // as configured
    std::string address() const;                        // with the real port

  private:
    enum class Accepted { one, none, not_now };

    // Shared with the coroutines, which may outlive the listener by a turn.
    struct State;

    static asio::awaitable<void> accept_loop(std::shared_ptr<State> state);
    static Accepted accept_one(State& state);
    static asio::awaitable<void> refuse(std::shared_ptr<State> state, int fd, int family);
    void bind_tcp(asio::io_context& context);
    void bind_unix();

    ops::ListenUrl url_;
    std::shared_ptr<State> state_;
    std::optional<SocketFile> file_;
};

}  // namespace confab::net
