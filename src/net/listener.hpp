// One listening socket: accepts, and hands over.
#pragma once

#include <sys/types.h>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "confab/net/coroutine.hpp"
#include "confab/net/unix_listener_file.hpp"
#include "confab/ops/listen_url.hpp"
#include "newcomer.hpp"

namespace confab::net {

// What a listener does with the connections that it accepts.
struct Door {
    std::function<bool()> may_accept;         // if not, they wait in the kernel's queue
    std::function<void(Newcomer who)> enter;  // takes the socket over
};

// The machine does not have the address, or not the family.
struct AddressMissing : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// Somebody listens there already, perhaps another listener of ours.
struct AddressInUse : std::runtime_error {
    using std::runtime_error::runtime_error;
};

class Listener {
  public:
    // Binds and listens. `mode` is that of a Unix socket's file. Throws std::runtime_error that names the
    // URL, what is wrong and what to do.
    Listener(asio::io_context& context, const ops::ListenUrl& url, const Door& door, mode_t mode);
    // Goes on with a socket that listens already.
    Listener(asio::io_context& context, const ops::ListenUrl& url, const Door& door, mode_t mode,
             const CarriedListener& carried);
    ~Listener();
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;

    void start();
    // Accepts no more: whoever comes waits in the kernel.
    void pause();
    // Lets go of the socket, which stays open, as does its file.
    CarriedListener hand_over();
    void close();
    // Lets those in who wait to be accepted, then closes.
    void finish();
    // After close(): listens where it did, not started yet. Throws as the constructor does.
    void open_again();
    // From now on for those who come by this URL, which leads to the same place.
    void serve_as(const ops::ListenUrl& url, const Door& door);
    void set_mode(mode_t mode);

    const ops::ListenUrl& url() const { return url_; }       // as configured
    const std::string& address() const { return address_; }  // with the real port
    // Can somebody still come? Not if the file of a Unix socket was removed or replaced.
    bool is_there() const;
    // The same but for how one talks there.
    bool is_at(const ops::ListenUrl& url) const;
    // May this one be why the URL is in use?
    bool is_in_the_way_of(const ops::ListenUrl& url) const;

  private:
    enum class Accepted { one, none, not_now };

    // Shared with the coroutines, which may outlive the listener by a turn.
    struct State;

    static asio::awaitable<void> accept_loop(std::shared_ptr<State> state);
    static Accepted accept_one(State& state);
    void open();
    void bind_tcp();
    void bind_unix();
    void take_passed();
    std::string describe() const;

    asio::io_context& context_;
    ops::ListenUrl url_;
    mode_t mode_;
    std::uint16_t port_;  // the real one, once it is known
    std::string address_;
    std::shared_ptr<State> state_;
    std::optional<SocketFile> file_;
};

}  // namespace confab::net
