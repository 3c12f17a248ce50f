// A small HTTP server on the hub's loop, for what few programs ask for.
#pragma once

#include <boost/asio/io_context.hpp>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "confab/http/message.hpp"
#include "confab/net/server_control.hpp"
#include "confab/ops/listen_url.hpp"

namespace confab::http {

struct Limits {
    std::size_t connections = 64;
    std::size_t of_a_source = 16;  // of these; the last one is refused with a response
    std::size_t header = 8192;     // bytes of a request line and its fields
    std::size_t body = 0;
    std::chrono::milliseconds request{10'000};   // from its first byte to its last
    std::chrono::milliseconds response{10'000};  // until it is made, and until it is taken
    std::chrono::milliseconds idle{60'000};      // until the next request
};

// What is served, and how it is called in the log.
struct Service {
    std::string name;    // "metrics"
    std::string place;   // "/metrics"
    std::string option;  // "--metrics-listen"
    Handler handler;
    Limits limits{};
};

// Listens where `wanted` says when it starts and after each reload; a URL without a host means nowhere.
class Listener final : public net::Companion {
  public:
    using Wanted = std::function<ops::ListenUrl()>;

    enum class IfItCannot { refuse, go_on };

    // Throws std::runtime_error that names the address, and says what is wrong and what to do; or logs it,
    // and listens nowhere until a reload.
    Listener(boost::asio::io_context& context, Wanted wanted, Service service,
             IfItCannot if_it_cannot = IfItCannot::refuse);
    ~Listener() override;
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;

    void start() override;
    void close() override;
    std::function<void()> prepare() override;
    void restore() override {}

    // Where it listens, with the real port: "127.0.0.1:9142"; empty: nowhere.
    std::string address() const;

  private:
    struct Place;
    struct State;

    std::shared_ptr<State> state_;
};

}  // namespace confab::http
