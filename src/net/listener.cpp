#include "listener.hpp"

#include <fcntl.h>
#include <sys/socket.h>

#include <fmt/format.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <cerrno>
#include <stdexcept>
#include <utility>

#include "confab/net/as_result.hpp"
#include "confab/ops/activation.hpp"
#include "confab/ops/log.hpp"

namespace confab::net {

namespace {

constexpr auto accept_pause = std::chrono::milliseconds(100);
constexpr int accepts_a_turn = 32;  // then others have theirs
constexpr auto log_again = std::chrono::seconds(10);
constexpr int longest_queue = 4096;  // of clients to be accepted; what the kernel allows by default

[[noreturn]] void fail(const ops::ListenUrl& url, const std::string& why) {
    throw std::runtime_error("cannot listen on " + url.text() + ": " + why);
}

[[noreturn]] void in_use(const ops::ListenUrl& url) {
    throw AddressInUse("cannot listen on " + url.text() +
                       ": the port is in use; is another confabd running? Choose another with --listen");
}

int option_of(int fd, int name) {
    int value = 0;
    socklen_t length = sizeof value;
    return ::getsockopt(fd, SOL_SOCKET, name, &value, &length) == 0 ? value : -1;
}

int copy_of_passed(const ops::ListenUrl& url) {
    try {
        const int passed = ops::passed_socket(url);
        if (option_of(passed, SO_ACCEPTCONN) != 1 || option_of(passed, SO_TYPE) != SOCK_STREAM) {
            throw std::runtime_error("it is no socket for connections (ListenStream= and Accept=no)");
        }
        const int fd = ::fcntl(passed, F_DUPFD_CLOEXEC, 0);
        if (fd < 0) throw std::runtime_error(std::generic_category().message(errno));
        return fd;
    } catch (const std::runtime_error& error) {
        fail(url, error.what());
    }
}

bool is_unix(const ops::ListenUrl& url) { return url.is_file(); }

}  // namespace

struct Listener::State : std::enable_shared_from_this<State> {
    State(asio::io_context& context, const Door& how) : acceptor(context), door(how) {}

    StreamAcceptor acceptor;
    Door door;
    bool paused = false;
    std::chrono::steady_clock::time_point logged{};
};

Listener::Listener(asio::io_context& context, const ops::ListenUrl& url, const Door& door, mode_t mode)
    : context_(context),
      url_(url),
      mode_(mode),
      port_(url.port),
      state_(std::make_shared<State>(context, door)) {
    open();
    address_ = describe();
    port_ = local_port(state_->acceptor.native_handle());
}

Listener::Listener(asio::io_context& context, const ops::ListenUrl& url, const Door& door, mode_t mode,
                   const CarriedListener& carried)
    : context_(context), url_(url), mode_(mode), state_(std::make_shared<State>(context, door)) {
    const int family = take_back(carried.fd);
    if (family < 0) fail(url, "its socket did not come along from the program before");
    state_->acceptor.assign(asio::generic::stream_protocol(family, 0), carried.fd);
    state_->acceptor.non_blocking(true);
    if (is_unix(url_)) {
        CarriedListener file = carried;
        file.address = url_.path;
        file_.emplace(file);
        file_->set_mode(mode);
    }
    address_ = describe();
    port_ = local_port(carried.fd);
}

Listener::~Listener() { close(); }

void Listener::open() {
    if (url_.is_passed()) return take_passed();
    if (is_unix(url_)) {
        bind_unix();
    } else {
        bind_tcp();
    }
    state_->acceptor.non_blocking(true);
    error_code error;
    state_->acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error == asio::error::address_in_use) in_use(url_);
    if (error) fail(url_, error.message());
}

void Listener::bind_tcp() {
    asio::ip::tcp::resolver resolver(context_);
    error_code error;
    const auto found =
        resolver.resolve(url_.host, std::to_string(port_), asio::ip::resolver_base::passive, error);
    if (error || found.empty()) fail(url_, "no such address (" + error.message() + ")");
    const asio::ip::tcp::endpoint endpoint = *found.begin();

    StreamAcceptor& acceptor = state_->acceptor;
    acceptor.open(asio::generic::stream_protocol(endpoint.protocol()), error);
    if (error) throw AddressMissing("cannot listen on " + url_.text() + ": " + error.message());
    acceptor.set_option(asio::socket_base::reuse_address(true));
    if (endpoint.address().is_v6()) acceptor.set_option(asio::ip::v6_only(true));
    set_options_for_clients(acceptor.native_handle());
    acceptor.bind(asio::generic::stream_protocol::endpoint(endpoint), error);
    if (error == asio::error::address_in_use) in_use(url_);
    if (error == boost::system::errc::address_not_available) {
        throw AddressMissing("cannot listen on " + url_.text() + ": this machine has no such address");
    }
    if (error) fail(url_, error.message() + "; choose another with --listen");
}

void Listener::bind_unix() {
    try {
        file_.emplace(state_->acceptor, url_.path, mode_);
    } catch (const std::runtime_error& error) {
        fail(url_, error.what());
    }
}

// A copy: the socket is systemd's, and another listener may have it after this one.
void Listener::take_passed() {
    const int fd = copy_of_passed(url_);
    state_->acceptor.assign(asio::generic::stream_protocol(take_back(fd), 0), fd);
    state_->acceptor.non_blocking(true);
    set_options_for_clients(state_->acceptor.native_handle());
}

void Listener::start() {
    asio::co_spawn(state_->acceptor.get_executor(), accept_loop(state_), asio::detached);
}

void Listener::pause() {
    state_->paused = true;
    error_code ignored;
    state_->acceptor.cancel(ignored);
}

CarriedListener Listener::hand_over() {
    CarriedListener carried{.address = url_.text()};
    if (file_) file_->describe(carried);
    error_code ignored;
    carried.fd = state_->acceptor.release(ignored);
    return carried;
}

void Listener::close() {
    if (!state_->acceptor.is_open()) return;
    error_code ignored;
    state_->acceptor.close(ignored);
    if (file_) file_->remove();
}

void Listener::finish() {
    if (!state_->acceptor.is_open()) return;
    for (int i = 0; i < longest_queue && accept_one(*state_) == Accepted::one; ++i) {
    }
    close();
}

// Its coroutine ends with the acceptor that was closed, so there is a new one for another.
void Listener::open_again() {
    file_.reset();
    state_ = std::make_shared<State>(context_, state_->door);
    open();
}

void Listener::serve_as(const ops::ListenUrl& url, const Door& door) {
    url_ = url;
    state_->door = door;
    address_ = describe();
}

void Listener::set_mode(mode_t mode) {
    if (std::exchange(mode_, mode) == mode) return;
    if (file_) file_->set_mode(mode);
}

bool Listener::is_there() const { return !file_ || file_->is_there(); }

bool Listener::is_at(const ops::ListenUrl& url) const {
    if (url.is_passed() || url_.is_passed()) {
        return url.socket_name == url_.socket_name && url.socket_number == url_.socket_number;
    }
    return !is_unix(url) && !is_unix(url_) && url.host == url_.host && url.port == url_.port;
}

bool Listener::is_in_the_way_of(const ops::ListenUrl& url) const {
    return !url.is_passed() && !is_unix(url) && !is_unix(url_) && url.port == port_;
}

std::string Listener::describe() const {
    if (is_unix(url_)) return url_.text();
    const int fd = const_cast<StreamAcceptor&>(state_->acceptor).native_handle();
    const std::string place = describe_local(fd);
    if (!url_.is_passed()) return fmt::format("{}://{}{}", url_.scheme_name(), place, url_.query());
    const std::string_view scheme = option_of(fd, SO_DOMAIN) == AF_UNIX ? "unix" : url_.scheme_name();
    return fmt::format("{}://{} ({})", scheme, place, url_.text());
}

// Accepts until the acceptor is closed. Running out of descriptors is weather, not failure: it
// would be reported again at once, so we wait instead of spinning.
asio::awaitable<void> Listener::accept_loop(std::shared_ptr<State> state) {
    asio::steady_timer pause(state->acceptor.get_executor());
    while (state->acceptor.is_open() && !state->paused) {
        auto [error] = co_await state->acceptor.async_wait(StreamAcceptor::wait_read, as_result);
        if (error) break;
        Accepted result = Accepted::one;
        for (int i = 0; i < accepts_a_turn && result == Accepted::one; ++i) result = accept_one(*state);
        if (result != Accepted::not_now) continue;
        pause.expires_after(accept_pause);
        auto [ignored] = co_await pause.async_wait(as_result);
        static_cast<void>(ignored);
    }
}

Listener::Accepted Listener::accept_one(State& state) {
    if (!state.door.may_accept()) return Accepted::not_now;

    sockaddr_storage address{};
    socklen_t length = sizeof address;
    const int fd = ::accept4(state.acceptor.native_handle(), reinterpret_cast<sockaddr*>(&address), &length,
                             SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd < 0) {
        if (errno == EAGAIN || errno == EWOULDBLOCK) return Accepted::none;
        if (errno != EMFILE && errno != ENFILE && errno != ENOBUFS && errno != ENOMEM) return Accepted::one;
        const auto now = std::chrono::steady_clock::now();
        if (now - state.logged > log_again) {
            state.logged = now;
            ops::log::warn("accept: {}; new clients wait until a descriptor is free",
                           std::error_code(errno, std::generic_category()).message());
        }
        return Accepted::not_now;
    }
    state.door.enter({fd, address.ss_family, peer_of(fd, address)});
    return Accepted::one;
}

}  // namespace confab::net
