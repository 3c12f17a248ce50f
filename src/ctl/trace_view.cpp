#include "trace_view.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

namespace confab::ctl {

namespace {

std::uint64_t figure(const Json& row, const char* name) { return row.value(name, std::uint64_t{0}); }

std::string seconds_of(const Json& row, const char* name) {
    return fmt::format("{:.1f} s", static_cast<double>(figure(row, name)) / 1000);
}

// The likely reasons, the weightiest first; empty if nothing is slow.
std::string verdict(const Json& row) {
    std::vector<std::string> why;
    if (row.contains("waiting_ms"))
        why.push_back(fmt::format("it takes too little, for {}", seconds_of(row, "waiting_ms")));
    const Json tcp = row.value("tcp", Json::object());
    const bool has_window = tcp.contains("peer_window_bytes");
    if (has_window && figure(tcp, "peer_window_bytes") == 0) why.emplace_back("its program does not read");
    if (figure(tcp, "unacknowledged_segments") > 0 && figure(tcp, "since_acknowledged_ms") > 3000) {
        why.push_back(
            fmt::format("its network has been silent for {}", seconds_of(tcp, "since_acknowledged_ms")));
    }
    if (row.contains("flood_wait_ms"))
        why.push_back(fmt::format("flood-rate holds it for {}", seconds_of(row, "flood_wait_ms")));
    if (row.value("paused", false)) why.emplace_back("it waits for an answer from storage");
    return fmt::to_string(fmt::join(why, "; "));
}

class TraceView final : public View {
  public:
    explicit TraceView(Output& output) : output_(output) {}

    void row(const Json& row) override {
        const std::string why = verdict(row);
        output_.line(fmt::format("client {} from {}{} in {}: {}", figure(row, "client"),
                                 row.value("address", ""), row.value("encrypted", false) ? " (tls)" : "",
                                 row.value("room", "no room"), why.empty() ? "nothing is slow" : why));
        // What is not acknowledged includes what is not sent (SIOCOUTQ, tcp(7)).
        const auto unsent = figure(row, "kernel_unsent_bytes");
        const auto on_the_way = std::max(figure(row, "kernel_unacknowledged_bytes"), unsent) - unsent;
        output_.line(
            fmt::format("  unsent     {} bytes here, {} in the kernel, {} on the way or not acknowledged",
                        figure(row, "queued_bytes"), unsent, on_the_way));
        output_.line(fmt::format("  input      {}, {} bytes held back, idle for {} s",
                                 row.value("held", false) ? "held" : "read", figure(row, "backlog_bytes"),
                                 figure(row, "idle")));
        output_.line(fmt::format("  so far     {} lines {} bytes in, {} lines {} bytes out",
                                 figure(row, "lines_in"), figure(row, "bytes_in"), figure(row, "lines_out"),
                                 figure(row, "bytes_out")));
        if (const auto tcp = row.find("tcp"); tcp != row.end()) show_tcp(*tcp);
    }

  private:
    void show_tcp(const Json& tcp) {
        output_.line(
            fmt::format("  tcp        rtt {:.1f} ms (+- {:.1f}), {} retransmits, {} segments unacknowledged, "
                        "window {} segments, peer has room for {} bytes",
                        tcp.value("rtt_ms", 0.0), tcp.value("rtt_variance_ms", 0.0),
                        figure(tcp, "retransmits"), figure(tcp, "unacknowledged_segments"),
                        figure(tcp, "congestion_window_segments"), figure(tcp, "peer_window_bytes")));
        output_.line(fmt::format("  last       sent {} ago, received {} ago, acknowledged {} ago",
                                 seconds_of(tcp, "since_sent_ms"), seconds_of(tcp, "since_received_ms"),
                                 seconds_of(tcp, "since_acknowledged_ms")));
    }

    Output& output_;
};

}  // namespace

std::unique_ptr<View> trace_view(Output& output) { return std::make_unique<TraceView>(output); }

}  // namespace confab::ctl
