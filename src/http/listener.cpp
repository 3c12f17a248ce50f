#include "confab/http/listener.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/socket.h>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/steady_timer.hpp>
#include <stdexcept>
#include <utility>
#include <vector>

#include "confab/ops/log.hpp"
#include "session.hpp"

namespace confab::http {

namespace {

using asio::ip::tcp;
using Acceptor = asio::basic_socket_acceptor<tcp, asio::io_context::executor_type>;

constexpr auto accept_pause = std::chrono::milliseconds(100);  // without a free descriptor

[[noreturn]] void fail(const Service& service, const ops::ListenUrl& url, const std::string& why) {
    throw std::runtime_error(fmt::format("no {} at {}:{}: {}", service.name, url.host, url.port, why));
}

Address address_of(const tcp::endpoint& from) {
    const asio::ip::address address = from.address();
    const auto v6 = address.is_v6() ? address.to_v6() : make_address_v6(asio::ip::v4_mapped, address.to_v4());
    Address result;
    result.bytes = v6.to_bytes();
    return result;
}

}  // namespace

// One listening socket.
struct Listener::Place {
    Place(asio::io_context& context, const Service& service, const ops::ListenUrl& at);

    ops::ListenUrl url;
    Acceptor acceptor;
    asio::steady_timer pause;
};

Listener::Place::Place(asio::io_context& context, const Service& service, const ops::ListenUrl& at)
    : url(at), acceptor(context.get_executor()), pause(context) {
    error_code error;
    const tcp::endpoint endpoint(asio::ip::make_address(url.host, error), url.port);
    if (!error) acceptor.open(endpoint.protocol(), error);
    if (error) fail(service, url, error.message());
    static_cast<void>(::fcntl(acceptor.native_handle(), F_SETFD, FD_CLOEXEC));
    acceptor.set_option(asio::socket_base::reuse_address(true), error);
    if (endpoint.address().is_v6()) acceptor.set_option(asio::ip::v6_only(true), error);
    acceptor.bind(endpoint, error);
    if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error) {
        fail(service, url,
             fmt::format("{}; choose another address with {}", error.message(), service.option));
    }
    acceptor.non_blocking(true, error);
}

struct Listener::State : std::enable_shared_from_this<State> {
    State(asio::io_context& on, Wanted where, Service what)
        : context(on), wanted(std::move(where)), service(std::move(what)) {}

    std::shared_ptr<Place> open(const ops::ListenUrl& url) const;
    void serve(std::shared_ptr<Place> next);
    void go_back_to(const ops::ListenUrl& url);
    void accept(const std::shared_ptr<Place>& from);
    void take(Acceptor::protocol_type::socket&& socket);
    // Of one kind, those that are served or those that are told why not: is there a place for one more?
    bool has_place(const Address& from, bool refused);
    void shut();

    asio::io_context& context;
    Wanted wanted;
    Service service;
    std::shared_ptr<Place> place;  // none: nowhere
    std::vector<std::weak_ptr<Session>> sessions;
    bool started = false;
    bool closed = false;
};

std::shared_ptr<Listener::Place> Listener::State::open(const ops::ListenUrl& url) const {
    return url.host.empty() ? nullptr : std::make_shared<Place>(context, service, url);
}

// From now on it listens there and nowhere else.
void Listener::State::serve(std::shared_ptr<Place> next) {
    shut();
    place = std::move(next);
    if (!place) return;
    const bool is_v6 = place->url.host.find(':') != std::string::npos;
    ops::log::info("{} at http://{}:{}{}", service.name,
                   is_v6 ? fmt::format("[{}]", place->url.host) : place->url.host,
                   place->acceptor.local_endpoint().port(), service.place);
    accept(place);
}

void Listener::State::go_back_to(const ops::ListenUrl& url) {
    try {
        serve(open(url));
    } catch (const std::runtime_error& error) {
        ops::log::error("{}; nothing is served there until a reload", error.what());
    }
}

void Listener::State::shut() {
    if (!place) return;
    error_code ignored;
    place->acceptor.close(ignored);
    place->pause.cancel();
    place.reset();
}

void Listener::State::accept(const std::shared_ptr<Place>& from) {
    from->acceptor.async_accept([self = weak_from_this(), from](error_code error, auto socket) {
        const auto state = self.lock();
        if (!state || !from->acceptor.is_open()) return;
        if (!error) {
            state->take(std::move(socket));
            return state->accept(from);
        }
        from->pause.expires_after(accept_pause);
        from->pause.async_wait([self, from](error_code ended) {
            const auto later = self.lock();
            if (!ended && later && from->acceptor.is_open()) later->accept(from);
        });
    });
}

bool Listener::State::has_place(const Address& from, bool refused) {
    std::erase_if(sessions, [](const auto& session) { return session.expired(); });
    const Network source = source_of(from);
    std::size_t all = 0;
    std::size_t of_source = 0;
    for (const auto& each : sessions) {
        const auto session = each.lock();
        if (!session || session->is_refused() != refused) continue;
        ++all;
        if (source_of(session->from()) == source) ++of_source;
    }
    return all < service.limits.connections && of_source < service.limits.of_a_source;
}

// Whoever finds no place is told so, if there is a place for that; otherwise it is closed.
void Listener::State::take(Acceptor::protocol_type::socket&& socket) {
    error_code error;
    const tcp::endpoint peer = socket.remote_endpoint(error);
    if (error) return;
    const Address from = address_of(peer);
    const bool full = !has_place(from, false);
    if (full && !has_place(from, true)) return;
    static_cast<void>(::fcntl(socket.native_handle(), F_SETFD, FD_CLOEXEC));
    const int family = peer.protocol().family();
    const auto session =
        std::make_shared<Session>(context, socket.release(), family, from, service.handler, service.limits);
    sessions.push_back(session);
    full ? session->refuse(503) : session->start();
}

Listener::Listener(asio::io_context& context, Wanted wanted, Service service, IfItCannot if_it_cannot)
    : state_(std::make_shared<State>(context, std::move(wanted), std::move(service))) {
    try {
        state_->place = state_->open(state_->wanted());
    } catch (const std::runtime_error& error) {
        if (if_it_cannot == IfItCannot::refuse) throw;
        ops::log::error("{}; nothing is served there until a reload", error.what());
    }
}

Listener::~Listener() {
    close();
    for (const auto& each : state_->sessions) {
        if (const auto session = each.lock()) session->close();
    }
}

void Listener::start() {
    state_->started = true;
    state_->serve(std::exchange(state_->place, nullptr));
}

void Listener::close() {
    state_->closed = true;
    state_->shut();
}

// A port that it has already is closed first, and opened again if the new address cannot be had.
std::function<void()> Listener::prepare() {
    const ops::ListenUrl url = state_->wanted();
    const ops::ListenUrl before = state_->place ? state_->place->url : ops::ListenUrl{};
    if (state_->closed || url == before) return [] {};
    if (url.host.empty() || url.port != before.port || before.host.empty()) {
        return [state = state_, next = state_->open(url)] { state->serve(next); };
    }
    return [state = state_, url, before] {
        state->shut();
        try {
            state->serve(state->open(url));
        } catch (const std::runtime_error& error) {
            ops::log::error("{}", error.what());
            state->go_back_to(before);
        }
    };
}

std::string Listener::address() const {
    if (!state_->place) return {};
    return fmt::format("{}:{}", state_->place->url.host, state_->place->acceptor.local_endpoint().port());
}

}  // namespace confab::http
