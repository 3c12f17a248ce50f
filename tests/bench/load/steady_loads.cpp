// Loads at an even beat: what a quiet room costs, and how one room disturbs another.
#include <utility>

#include "loads.hpp"

namespace confab::bench {
namespace {

// TCP acknowledges the first 16 segments of a connection one by one, and a message then costs a
// fifth more: that is over before anything is measured.
constexpr unsigned warm_up = 20;  // messages to everybody
constexpr double warm_up_haste = 5;

void measure(Run& run, const char* prefix, const Pastime& between = {}) {
    const double haste = warm_up_haste * run.options.rate;
    pace(run, warm_up * run.ledger.senders() / haste, haste, between);
    Window window(run);
    pace(run, run.options.seconds, run.options.rate, between);
    window.finish(prefix);
}

// Visitors: each comes, is let in, and goes at once.
class Churn {
  public:
    explicit Churn(Run& run) : run_(run) {}

    void turn() {
        std::erase_if(inside_, [&](unsigned number) { return left(number); });
        const double seconds = static_cast<double>(now_ns() - start_) / 1e9;
        const auto due = static_cast<unsigned>(seconds * run_.options.churn);
        // Whoever is not let in holds a place, so a server that cannot keep up is not buried.
        while (next_ < due && inside_.size() < places) {
            const unsigned number = run_.options.clients + next_++ % places;
            if (run_.crowd.client(number).fd >= 0) continue;
            run_.crowd.open(number);
            inside_.push_back(number);
        }
    }

    double visits_per_s() const { return visits_ / (static_cast<double>(now_ns() - start_) / 1e9); }

  private:
    static constexpr unsigned places = 256;

    bool left(unsigned number) {
        const Client& client = run_.crowd.client(number);
        if (client.fd >= 0 && !client.in) return false;
        run_.crowd.close(number);
        ++visits_;
        return true;
    }

    Run& run_;
    std::vector<unsigned> inside_;
    unsigned next_ = 0, visits_ = 0;
    std::int64_t start_ = now_ns();
};

// One person types while the others talk.
class Typist {
  public:
    Typist(Run& run, unsigned number) : run_(run), number_(number) {}

    void turn() {
        const Client& client = run_.crowd.client(number_);
        if (client.awaited) return;
        if (std::exchange(waiting_, false)) echo_.add(client.echoed - typed_at_);
        if (now_ns() - typed_at_ < pause) return;
        constexpr std::string_view letters = "ABCDEFGHIJKLNOPQRTUVWXYZ";  // no M, no S: see Payload
        // The line is emptied before it is long.
        std::string keys(typed_ % 40 == 0 ? "\x15" : "");
        keys.push_back(letters[typed_++ % letters.size()]);
        typed_at_ = now_ns();
        waiting_ = true;
        run_.crowd.type(number_, keys);
    }

    void report() const {
        run_.report.count("keys", typed_);
        run_.report.number("echo_p50_ms", echo_.quantile_ms(0.5));
        run_.report.number("echo_p99_ms", echo_.quantile_ms(0.99));
    }

  private:
    static constexpr std::int64_t pause = 10'000'000;

    Run& run_;
    unsigned number_;
    unsigned typed_ = 0;
    std::int64_t typed_at_ = 0;
    bool waiting_ = false;
    Histogram echo_;
};

}  // namespace

void run_paced(Run& run) {
    gather(run);
    measure(run, "");
}

// The same room, first quiet and then with newcomers all the time, in one process of the server.
void run_storm(Run& run) {
    gather(run);
    // Something to do, if nothing: so the load generator is as wide awake before the storm as in it.
    measure(run, "calm_", [] {});
    Churn churn(run);
    measure(run, "", [&] { churn.turn(); });
    run.report.number("visits_per_s", churn.visits_per_s());
}

// A room at a quick beat; a client that is no sender types meanwhile.
void run_typing(Run& run) {
    gather(run);
    Typist typist(run, run.options.clients - 1);
    measure(run, "", [&] { typist.turn(); });
    typist.report();
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
    const unsigned descriptors = run.server.descriptors();
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
    run.report.count("slow_dropped", descriptors - run.server.descriptors());
}

}  // namespace confab::bench
