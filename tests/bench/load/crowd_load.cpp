// A room fills with thousands: what a join costs, what an idle client costs, and when the last of
// them has a message.
#include <algorithm>

#include "loads.hpp"

namespace confab::bench {
namespace {

constexpr unsigned early = 16;  // so that code and pools that anybody needs are not counted

}  // namespace

void run_crowd(Run& run) {
    const Options& o = run.options;
    Crowd& crowd = run.crowd;
    if (!crowd.open_all(o.clients, o.clients + early)) throw Trouble{"nobody got in"};
    for (unsigned i = 0; i < early; ++i) crowd.close(o.clients + i);
    crowd.rest(0.2);

    const double resident = run.server.resident_kib();
    const double cpu = run.server.cpu_us();
    const std::int64_t start = now_ns();
    if (!crowd.open_all(0, o.clients)) throw Trouble{"not everybody got in"};
    const double seconds = static_cast<double>(now_ns() - start) / 1e9;
    run.report.number("join_s", seconds);
    run.report.number("join_cpu_us", (run.server.cpu_us() - cpu) / o.clients);
    crowd.rest(o.settle < 0 ? run.protocol.settle : o.settle);
    run.report.number("settled_cpu_us", (run.server.cpu_us() - cpu) / o.clients);
    run.report.number("kib_per_connection", (run.server.resident_kib() - resident) / o.clients);

    if (!crowd.probe()) throw Trouble{"not everybody hears the others"};
    crowd.rest(0.2);
    std::vector<double> last;
    Window window(run);
    for (unsigned i = 0; i < o.repeats; ++i) {
        run.ledger.latency.reset();
        crowd.say(0, 1);
        drain(run);
        last.push_back(run.ledger.latency.highest_ms());
        crowd.rest(0.05);
    }
    std::ranges::sort(last);
    run.report.number("last_ms", last[last.size() / 2]);
    run.report.number("kib_after_messages", (run.server.resident_kib() - resident) / o.clients);
    window.finish();
}

}  // namespace confab::bench
