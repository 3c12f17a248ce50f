#include "loads.hpp"

#include <array>

namespace confab::bench {
namespace {

// The loads of the issue; a line of the command line overrides any of it.
const std::array table{
    Load{"paced", [](Options& o) { o.clients = 1000; }, run_paced},
    Load{"blast", [](Options& o) { o.clients = 100, o.senders = 4, o.lines = 32; }, run_blast},
    Load{"blast1", [](Options& o) { o.clients = 100, o.senders = 4; }, run_blast},
    Load{"asides", [](Options& o) { o.clients = 100, o.senders = 4, o.lines = 32; }, run_asides},
    Load{"many", [](Options& o) { o.clients = 200, o.senders = 200, o.lines = 50; }, run_many},
    Load{"window1", [](Options& o) { o.clients = 1000; }, run_window1},
    Load{"crowd", [](Options& o) { o.clients = 10000; }, run_crowd},
    Load{"rooms", [](Options& o) { o.clients = 10000, o.rooms = 1000, o.rate = 2000; }, run_paced},
    Load{"oneroom", [](Options& o) { o.clients = 10000, o.rooms = 1, o.rate = 2, o.seconds = 3; }, run_paced},
    Load{"slow", [](Options& o) { o.clients = 1000; }, run_slow},
    Load{"typing", [](Options& o) { o.clients = 200, o.rate = 500; }, run_typing},
    Load{"storm", [](Options& o) { o.clients = 1000; }, run_storm},
};

}  // namespace

std::span<const Load> loads() { return table; }

const Load* find_load(std::string_view name) {
    for (const Load& load : table)
        if (load.name == name) return &load;
    return nullptr;
}

void drain(Run& run) {
    if (!run.crowd.drain()) throw Trouble{"messages did not arrive"};
}

void gather(Run& run) {
    if (!run.crowd.open_all(0, run.options.clients)) throw Trouble{"not everybody got in"};
    if (!run.crowd.probe()) throw Trouble{"not everybody hears the others"};
    run.crowd.rest(run.options.settle < 0 ? run.protocol.settle : run.options.settle);
}

void pace(Run& run, double seconds, double rate, const Pastime& between) {
    const auto beats = static_cast<std::uint64_t>(seconds * rate + 0.5);
    const double beat = 1e9 / rate;
    const std::int64_t start = now_ns();
    constexpr std::int64_t glance = 1'000'000;
    for (std::uint64_t i = 0; i < beats; ++i) {
        const std::int64_t due = start + static_cast<std::int64_t>(static_cast<double>(i) * beat);
        for (std::int64_t now; (now = now_ns()) < due;) {
            if (between) between();
            run.crowd.poll(between && due - now > glance ? glance : due - now);
        }
        const auto sender = static_cast<unsigned>(i % run.ledger.senders());
        if (run.crowd.may_say(sender)) run.crowd.say(sender, 1);
    }
    drain(run);
}

Window::Window(Run& run)
    : run_(run),
      start_(now_ns()),
      server_cpu_(run.server.cpu_us()),
      own_cpu_(own_cpu_us()),
      said_(run.ledger.said()),
      delivered_(run.ledger.delivered()),
      bytes_(run.crowd.bytes_read()) {
    run_.ledger.latency.reset();
}

void Window::finish(const std::string& prefix) {
    const double seconds = static_cast<double>(now_ns() - start_) / 1e9;
    const double cpu = run_.server.cpu_us() - server_cpu_;
    const double own = own_cpu_us() - own_cpu_;
    const auto deliveries = static_cast<double>(run_.ledger.delivered() - delivered_);
    const Histogram& latency = run_.ledger.latency;
    Report& report = run_.report;
    report.count(prefix + "lines", run_.ledger.said() - said_);
    report.number(prefix + "deliveries", deliveries);
    report.number(prefix + "seconds", seconds);
    report.number(prefix + "cpu_us_per_delivery", cpu / deliveries);
    report.number(prefix + "deliveries_per_s", deliveries / seconds);
    report.number(prefix + "bytes_per_delivery",
                  static_cast<double>(run_.crowd.bytes_read() - bytes_) / deliveries);
    report.number(prefix + "p50_ms", latency.quantile_ms(0.5));
    report.number(prefix + "p99_ms", latency.quantile_ms(0.99));
    report.number(prefix + "max_ms", latency.highest_ms());
    report.number(prefix + "server_busy", cpu / 1e6 / seconds);
    report.number(prefix + "load_busy", own / 1e6 / seconds);
}

}  // namespace confab::bench
