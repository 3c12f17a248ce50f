// Loads that keep the server busy all the time.
#include "loads.hpp"

namespace confab::bench {
namespace {

constexpr std::int64_t second = 1'000'000'000;
constexpr double warm_up = 0.3;

// In a turn every sender writes once, then whatever has arrived is read.
void flood(Run& run, double seconds, const Pastime& between = {}) {
    const Options& o = run.options;
    const std::int64_t end = now_ns() + static_cast<std::int64_t>(seconds * second);
    std::uint64_t before = 0;
    std::int64_t progress = now_ns();
    for (std::int64_t now; (now = now_ns()) < end;) {
        const std::uint64_t outstanding = run.ledger.outstanding();
        std::uint64_t room = outstanding < o.window ? o.window - outstanding : 0;
        for (unsigned sender = 0; sender < run.ledger.senders() && room >= o.lines; ++sender) {
            if (!run.crowd.may_say(sender)) continue;
            run.crowd.say(sender, o.lines);
            room -= o.lines;
        }
        if (between) between();
        run.crowd.poll(room >= o.lines ? 0 : second / 10);
        if (run.ledger.delivered() != before) progress = now;
        before = run.ledger.delivered();
        if (now - progress > 2 * second) throw Trouble{"deliveries stopped"};
    }
    drain(run);
}

void burst(Run& run) {
    for (unsigned sender = 0; sender < run.ledger.senders(); ++sender)
        run.crowd.say(sender, run.options.lines);
    drain(run);
}

}  // namespace

void run_blast(Run& run) {
    gather(run);
    flood(run, warm_up);
    Window window(run);
    flood(run, run.options.seconds);
    window.finish();
}

// The same, first alone and then with listeners who ask for something all the time: an answer for one
// has to find its place between the lines for all.
void run_asides(Run& run) {
    if (run.protocol.question == nullptr) throw Trouble{"this protocol has no question"};
    gather(run);
    flood(run, warm_up);
    Window calm(run);
    flood(run, run.options.seconds);
    calm.finish("calm_");

    const unsigned listeners = run.options.clients - run.ledger.senders();
    unsigned asked = 0;
    const auto ask = [&] {
        for (int i = 0; i < 2; ++i) {
            run.crowd.ask(run.options.clients - 1 - asked++ % listeners);
        }
    };
    flood(run, warm_up, ask);
    asked = 0;
    Window window(run);
    flood(run, run.options.seconds, ask);
    window.finish();
    run.report.number("asked_per_s", asked / run.options.seconds);
}

// Everybody speaks at once, again as soon as that has arrived everywhere.
void run_many(Run& run) {
    gather(run);
    burst(run);
    Window window(run);
    const std::int64_t end = now_ns() + static_cast<std::int64_t>(run.options.seconds * second);
    do burst(run);
    while (now_ns() < end);
    window.finish();
}

// The next message only when the last has arrived at all: merging must not cost anything here.
void run_window1(Run& run) {
    gather(run);
    const auto say_in_turn = [&](double seconds) {
        const std::int64_t end = now_ns() + static_cast<std::int64_t>(seconds * second);
        while (now_ns() < end) {
            run.crowd.say(0, 1);
            drain(run);
        }
    };
    say_in_turn(warm_up);
    Window window(run);
    say_in_turn(run.options.seconds);
    window.finish();
}

}  // namespace confab::bench
