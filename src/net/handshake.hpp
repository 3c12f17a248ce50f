// What happens between accepting a connection and its first byte of chat: a list of stages, each of which
// replaces something of the newcomer.
#pragma once

#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstddef>
#include <deque>
#include <functional>
#include <list>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "confab/net/coroutine.hpp"
#include "confab/net/server_metrics.hpp"
#include "confab/net/settings.hpp"
#include "confab/ops/connection_log.hpp"
#include "newcomer.hpp"
#include "refusals.hpp"

namespace confab::net {

// What a stage needs next.
struct Step {
    enum class Kind : std::uint8_t { done, wants_read, wants_write, failed };

    Kind kind;
    std::string why{};   // failed: for the log
    std::string told{};  // failed: bytes for the peer
};

// A handshake that is ended by the server and not by its stage.
enum class Ending : std::uint8_t { late, too_many, stopping };

class Stage {
  public:
    virtual ~Stage() = default;

    // Goes on as far as it can without waiting. Reads nothing that belongs to the next stage.
    virtual Step advance(Newcomer& who) = 0;
    // Bytes that tell the peer so, as far as it would understand them now. Also before the first advance().
    virtual std::string last_words(Ending /*why*/) { return {}; }
    // True if a stranger can make us work by it. Then it has a budget, and there are fewer at once.
    virtual bool costs() const { return false; }
};

using Stages = std::vector<std::unique_ptr<Stage>>;
using MakeStages = std::function<Stages()>;

// All handshakes of the server, on the thread of its listeners. Each has one deadline for all its stages.
// None holds a client's place, nor anybody else up: they share a little time of each turn of the loop.
class Handshakes {
  public:
    using Done = std::function<void(Newcomer who)>;

    Handshakes(asio::io_context& context, Refusals& refusals, ops::ConnectionLog& log, HandshakeLimits limits)
        : context_(context), refusals_(refusals), log_(log), limits_(limits) {}
    ~Handshakes() { close(); }
    Handshakes(const Handshakes&) = delete;
    Handshakes& operator=(const Handshakes&) = delete;

    std::size_t count() const { return all_.size(); }
    HandshakeCounts counts() const;
    bool is_full() const { return all_.size() >= limits_.most; }

    // Takes the socket over. Calls `done` after the last stage, perhaps before it returns. If there is work
    // of ours to do and there are many already, the newcomer may be refused.
    void begin(Newcomer who, Stages stages, Done done);
    void set_limits(HandshakeLimits limits) { limits_ = limits; }
    // Ends all of them, and each that begins later.
    // For the log; the peers are told in the words of their stage.
    void close(std::string_view why = "the server is stopping");

    // How probably one more is refused: 0 up to half of `most`, then rising to 1.
    static double refusal_probability(std::size_t count, std::size_t most);

  private:
    struct Handshake;
    using Pointer = std::shared_ptr<Handshake>;

    bool is_unlucky();
    void go_on(const Pointer& handshake);
    void advance(const Pointer& handshake);
    void wait(const Pointer& handshake, StreamSocket::wait_type what);
    void work_soon();
    void work();
    void finish(const Pointer& handshake);
    void refuse(Newcomer who, std::string_view why, std::string_view told);
    void end(const Pointer& handshake, std::string_view why, std::string_view told);
    Newcomer forget(const Pointer& handshake);

    asio::io_context& context_;
    Refusals& refusals_;
    ops::ConnectionLog& log_;
    HandshakeLimits limits_;
    std::list<Pointer> all_;
    std::deque<Pointer> ready_;  // their sockets are, for the next turns
    bool working_ = false;       // work() is on its way
    bool closed_ = false;
    std::string why_closed_;
    HandshakeCounts counts_;
    std::minstd_rand random_{std::random_device{}()};
};

}  // namespace confab::net
