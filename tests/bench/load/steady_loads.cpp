// Loads at an even beat: what a quiet room costs, and who is disturbed by whom.
#include "loads.hpp"

namespace confab::bench {
namespace {

constexpr double warm_up = 0.3;  // seconds

void measure(Run& run, const char* prefix, void (*between)(Run&) = nullptr) {
    pace(run, warm_up, run.options.rate, between);
    Window window(run);
    pace(run, run.options.seconds, run.options.rate, between);
    window.finish(prefix);
}

// Visitors: each comes, is let in, and goes at once.
struct Churn {
    std::vector<unsigned> inside;
    unsigned next = 0, visits = 0;
    std::int64_t start = 0;
} churn;

constexpr unsigned visitors = 256;

void come_and_go(Run& run) {
    const unsigned first = run.options.clients;
    if (!churn.start) churn.start = now_ns();
    for (std::size_t i = 0; i < churn.inside.size();) {
        const Client& client = run.crowd.client(churn.inside[i]);
        if (client.fd >= 0 && !client.in) {
            ++i;
            continue;
        }
        run.crowd.close(churn.inside[i]);
        ++churn.visits;
        churn.inside[i] = churn.inside.back();
        churn.inside.pop_back();
    }
    const auto due =
        static_cast<unsigned>(static_cast<double>(now_ns() - churn.start) / 1e9 * run.options.churn);
    // Whoever is not let in holds a place, so a server that cannot keep up is not buried.
    while (churn.next < due && churn.inside.size() < visitors) {
        const unsigned number = first + churn.next++ % visitors;
        if (run.crowd.client(number).fd >= 0) continue;
        run.crowd.open(number);
        churn.inside.push_back(number);
    }
}

}  // namespace

void run_paced(Run& run) {
    gather(run);
    measure(run, "");
}

// The same room, first quiet and then with newcomers all the time, in one process of the server.
void run_storm(Run& run) {
    gather(run);
    measure(run, "calm_");
    const std::int64_t start = now_ns();
    measure(run, "", come_and_go);
    run.report.number("visits_per_s", churn.visits / (static_cast<double>(now_ns() - start) / 1e9));
}

// The same room, first with everybody reading, then with some who have stopped and already have
// left more unread than the kernel keeps for them.
void run_slow(Run& run) {
    gather(run);
    measure(run, "calm_");

    unsigned slow = 0;
    for (unsigned i = 0; i < run.options.clients; ++i) {
        if (!run.options.is_slow(i)) continue;
        run.crowd.stop_reading(i);
        ++slow;
    }
    const double resident = run.server.resident_kib();
    const std::size_t line = std::min<std::size_t>(run.protocol.longest, 4000);
    const std::size_t padding = line - run.crowd.shape().size();
    for (std::size_t sent = 0; sent < std::size_t{run.options.backlog} * 1024; sent += line) {
        run.crowd.say(0, 1, padding);
        drain(run);
    }
    run.report.count("slow_clients", slow);
    run.report.number("backlog_resident_kib", run.server.resident_kib() - resident);
    measure(run, "");
}

}  // namespace confab::bench
