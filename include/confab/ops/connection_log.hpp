// The log of connections and logins, bounded in rate, so that a storm fills no disk. One source
// must not use up what there is for the others.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "confab/ops/log.hpp"

namespace confab::ops {

// One a thread. Names and reasons are clean already: one line in, one line out. `source` is what counts as
// one: an address, a network, a user.
class ConnectionLog {
  public:
    using Clock = std::chrono::steady_clock;
    static constexpr std::size_t max_sources = 256;        // told apart at once; the rest counts as one
    static constexpr std::chrono::seconds told_again{10};  // after what was left out

    // `rate`: lines a second, with as many again at once, of which a source gets half; 0 = no limit.
    explicit ConnectionLog(double rate) : rate_(rate), tokens_(2 * rate) {}
    void set_rate(double rate) { rate_ = rate; }

    // Is a connection from there to be logged, its end too? If not it is counted.
    bool admits(std::string_view source, Clock::time_point now = Clock::now());
    void connected(std::uint32_t client, std::string_view name, std::string_view peer);
    // Of a connection that was logged when it came.
    void disconnected(std::uint32_t client, std::string_view name, std::string_view reason, double seconds,
                      std::uint64_t lines_in, std::uint64_t bytes_in, std::uint64_t lines_out,
                      std::uint64_t bytes_out);
    void refused(std::string_view source, std::string_view peer, std::string_view why);
    // "client 7 (guest1) from 192.0.2.7 logged in as ann"
    void login(std::uint32_t client, std::string_view by, std::string_view source, std::string_view from,
               std::string_view what, std::string_view name, log::Event event = log::Event::none);

    // Lines, since the start.
    std::uint64_t left_out() const { return left_out_ever_; }
    std::optional<Clock::time_point> last_left_out() const { return last_left_out_; }
    // To be called now and then: tells what was left out, if that began long enough ago.
    void tell_left_out(Clock::time_point now = Clock::now());

  private:
    struct Source {
        double tokens = 0;
        Clock::time_point last{};
        std::uint64_t left_out = 0;
    };

    double at_once() const { return rate_ < 1 ? 1 : rate_; }  // of one source
    bool take(double& tokens, Clock::time_point& last, double rate, double most, Clock::time_point now) const;
    Source& source_of(std::string_view name, Clock::time_point now);
    void count(Source& source, Clock::time_point now);
    void forget_idle(Clock::time_point now);

    double rate_;
    double tokens_;
    Clock::time_point last_{};
    std::map<std::string, Source, std::less<>> sources_;
    Source others_;  // of which there was no room to tell them apart
    std::uint64_t left_out_ever_ = 0;
    std::optional<Clock::time_point> last_left_out_;
    std::optional<Clock::time_point> left_out_;  // since when, and not told yet
};

}  // namespace confab::ops
