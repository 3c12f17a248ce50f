// The log of who came and went, bounded in rate, so that a storm of connections fills no disk.
#pragma once

#include <chrono>
#include <cstdint>
#include <string_view>

namespace confab::ops {

// One a thread. Names and reasons are clean already: one line in, one line out.
class ConnectionLog {
  public:
    // `rate`: lines a second, with as many again at once; 0 = no limit.
    explicit ConnectionLog(double rate) : rate_(rate), tokens_(2 * rate) {}
    void set_rate(double rate) { rate_ = rate; }

    void connected(std::uint32_t client, std::string_view name, std::string_view peer);
    void disconnected(std::uint32_t client, std::string_view name, std::string_view reason, double seconds,
                      std::uint64_t lines_in, std::uint64_t bytes_in, std::uint64_t lines_out,
                      std::uint64_t bytes_out);
    void refused(std::string_view peer, std::string_view why);

  private:
    // What is not logged is counted, and the count logged once there is room again.
    bool may_log();

    double rate_;
    double tokens_;
    std::chrono::steady_clock::time_point last_{};
    std::uint64_t left_out_ = 0;
};

}  // namespace confab::ops
