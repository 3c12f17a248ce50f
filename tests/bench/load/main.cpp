// The load generator: puts one load on one server, verifies every delivery and prints one JSON
// object. Exit status: 0 if all was right, 1 if the server lost, doubled or reordered anything or
// did not play along, 2 for bad usage.
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>

#include "loads.hpp"

namespace confab::bench {
namespace {

void raise_descriptor_limit() {
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

int run(const Options& options) {
    const Protocol& protocol = *find_protocol(options.protocol);
    Ledger ledger(options.clients, options.rooms, options.senders, protocol.echoes);
    Crowd crowd(options, protocol, ledger);
    Report report;
    report.word("load", options.load);
    report.word("protocol", options.protocol);
    report.count("clients", options.clients);
    report.count("rooms", options.rooms);
    std::string trouble;
    try {
        ServerCost server(options.pid);
        Run run{options, protocol, ledger, crowd, server, report};
        find_load(options.load)->run(run);
        crowd.rest(0.1);  // something doubled may still be on its way
    } catch (const Trouble& t) {
        trouble = t.what;
    }
    if (crowd.closed_by_server() && trouble.empty()) trouble = "the server closed connections";

    const Faults faults = ledger.close();
    report.count("lost", faults.lost);
    report.count("doubled", faults.doubled);
    report.count("reordered", faults.reordered);
    report.count("stray", faults.stray);
    report.truth("one_order", ledger.one_order());
    report.count("closed", crowd.closed_by_server());
    report.word("trouble", trouble);
    const bool ok = trouble.empty() && !faults.sum();
    report.truth("ok", ok);
    std::puts(report.json().c_str());
    return ok ? 0 : 1;
}

}  // namespace
}  // namespace confab::bench

int main(int argc, char** argv) {
    using namespace confab::bench;
    const Options options = parse_options(argc, argv);
    std::signal(SIGALRM, [](int) { _exit(3); });
    alarm(static_cast<unsigned>(options.deadline));
    raise_descriptor_limit();
    return run(options);
}
