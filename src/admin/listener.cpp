#include "confab/admin/listener.hpp"

#include <fmt/format.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cerrno>
#include <cstdint>
#include <mutex>
#include <stdexcept>
#include <utility>

#include "confab/net/as_result.hpp"
#include "confab/ops/log.hpp"
#include "peer_credentials.hpp"
#include "server_handle.hpp"
#include "session.hpp"

namespace confab::admin {

namespace {

constexpr mode_t file_mode = 0660;
constexpr auto accept_pause = std::chrono::milliseconds(100);  // without a free descriptor

}  // namespace

struct Listener::State : std::enable_shared_from_this<State> {
    // The way back to the hub's thread, for answers that come after the server's end as well.
    struct WayBack {
        std::mutex mutex;
        asio::io_context* context = nullptr;
    };

    State(asio::io_context& on, ServerHandle mine) : context(on), acceptor(on) {
        way_back->context = &on;
        mine.post = [way = way_back](std::function<void()> call) {
            const std::lock_guard lock(way->mutex);
            if (way->context != nullptr) asio::post(*way->context, std::move(call));
        };
        server = std::make_shared<const ServerHandle>(std::move(mine));
    }

    static asio::awaitable<void> accept_loop(std::shared_ptr<State> state, std::uint64_t round);
    void open();
    bool carry_on(const net::CarriedListener& carried);
    void shut();
    bool accept_one();
    void take(int fd);

    asio::io_context& context;
    net::StreamAcceptor acceptor;
    std::optional<net::SocketFile> file;
    std::uint64_t rounds = 0;  // how often it was opened: a loop belongs to one
    bool closed = false;       // for good
    std::shared_ptr<WayBack> way_back = std::make_shared<WayBack>();
    std::shared_ptr<const ServerHandle> server;
    std::vector<std::weak_ptr<Session>> sessions;
};

Listener::Listener(asio::io_context& context, net::ServerControl server, const Settings& settings)
    : state_(std::make_shared<State>(context, ServerHandle(std::move(server), settings))) {
    if (!state_->carry_on(state_->server->carried)) state_->open();
}

// The socket of the program before: whoever has connected to it meanwhile is served by this one.
bool Listener::State::carry_on(const net::CarriedListener& carried) {
    if (carried.fd < 0) return false;
    acceptor.assign(asio::generic::stream_protocol(AF_UNIX, 0), carried.fd);
    file.emplace(carried);
    if (carried.address != server->settings.socket) {
        shut();
        return false;
    }
    acceptor.non_blocking(true);
    ++rounds;
    return true;
}

net::CarriedListener Listener::hand_over() {
    net::CarriedListener carried;
    if (!state_->file || !state_->acceptor.is_open()) return carried;
    carried.address = state_->file->path();
    state_->file->describe(carried);
    state_->file.reset();
    error_code ignored;
    carried.fd = state_->acceptor.release(ignored);
    return carried;
}

// Throws std::runtime_error.
void Listener::State::open() {
    const std::string& path = server->settings.socket;
    try {
        file.emplace(acceptor, path, file_mode);
    } catch (const std::runtime_error& error) {
        throw std::runtime_error(fmt::format("no admin socket at {}: {}", path, error.what()));
    }
    acceptor.non_blocking(true);
    acceptor.listen(static_cast<int>(server->settings.limits.connections));
    ++rounds;
}

Listener::~Listener() {
    close();
    {
        const std::lock_guard lock(state_->way_back->mutex);
        state_->way_back->context = nullptr;
    }
    // So that no thread of the store goes on waiting for them.
    for (const auto& each : state_->sessions) {
        if (const auto session = each.lock()) session->close();
    }
}

void Listener::start() {
    asio::co_spawn(state_->context, State::accept_loop(state_, state_->rounds), asio::detached);
}

void Listener::close() {
    state_->closed = true;
    state_->shut();
}

void Listener::State::shut() {
    error_code ignored;
    acceptor.close(ignored);
    if (file) file->remove();
    file.reset();
}

void Listener::restore() {
    if (state_->closed || (state_->file && state_->file->is_there())) return;
    state_->shut();
    try {
        state_->open();
        start();
        ops::log::info("admin socket {}", state_->server->settings.socket);
    } catch (const std::runtime_error& error) {
        ops::log::error("{}; confabctl cannot reach this confabd", error.what());
    }
}

void open(net::Server& server, const Settings& settings) {
    try {
        server.attach([&](asio::io_context& context, net::ServerControl control) {
            return std::make_unique<Listener>(context, std::move(control), settings);
        });
        ops::log::info("admin socket {}", settings.socket);
    } catch (const std::runtime_error& error) {
        if (settings.required) throw;
        ops::log::warn("{}; confabctl cannot reach this confabd", error.what());
    }
}

asio::awaitable<void> Listener::State::accept_loop(std::shared_ptr<State> state, std::uint64_t round) {
    asio::steady_timer pause(state->context);
    while (state->acceptor.is_open() && state->rounds == round) {
        auto [error] = co_await state->acceptor.async_wait(net::StreamAcceptor::wait_read, net::as_result);
        if (error) break;
        const bool accepted = state->accept_one();
        if (accepted) continue;
        pause.expires_after(accept_pause);
        auto [ignored] = co_await pause.async_wait(net::as_result);
        static_cast<void>(ignored);
    }
}

bool Listener::State::accept_one() {
    const int fd = ::accept4(acceptor.native_handle(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd < 0) return errno != EMFILE && errno != ENFILE && errno != ENOBUFS && errno != ENOMEM;
    take(fd);
    return true;
}

// Whoever may not come in is told why, and counts as connected until then.
void Listener::State::take(int fd) {
    std::erase_if(sessions, [](const auto& session) { return session.expired(); });
    const std::size_t most = server->settings.limits.connections;
    Credentials peer;
    try {
        peer = credentials_of(fd);
    } catch (const std::system_error&) {
        ::close(fd);
        return;
    }
    std::string why;
    std::string code;
    if (!may_operate(peer, ::geteuid(), file->group(), file->open_to_all())) {
        code = "denied";
        why = fmt::format("{} is not allowed: only root, who runs confabd, and the socket's group are",
                          describe(peer));
    } else if (sessions.size() >= most) {
        code = "busy";
        why = fmt::format("{} are connected already, try again in a minute", most);
    }
    if (!why.empty()) ops::log::warn("admin socket: {}", why);
    if (sessions.size() >= 2 * most) {
        ::close(fd);
        return;
    }
    const auto session =
        std::make_shared<Session>(context, fd, fmt::format("confabctl ({})", describe(peer)), server);
    sessions.push_back(session);
    if (why.empty()) {
        asio::co_spawn(context, Session::serve(session), asio::detached);
    } else {
        asio::co_spawn(context, Session::turn_away(session, std::move(why), std::move(code)), asio::detached);
    }
}

}  // namespace confab::admin
