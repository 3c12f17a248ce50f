// What is put on a server: one entry of a table each.
#pragma once

#include <functional>
#include <span>
#include <string_view>

#include "crowd.hpp"
#include "report.hpp"
#include "server_cost.hpp"

namespace confab::bench {

struct Run {
    const Options& options;
    const Protocol& protocol;
    Ledger& ledger;
    Crowd& crowd;
    ServerCost& server;
    Report& report;
};

struct Load {
    const char* name;
    void (*defaults)(Options&);
    void (*run)(Run&);
};

std::span<const Load> loads();
const Load* find_load(std::string_view name);

// The pieces that loads are made of. They throw Trouble when the server does not play along.
struct Trouble {
    const char* what;
};

// Lets everybody in, makes sure of it, and waits until what follows has been said.
void gather(Run& run);

// What to do between messages, every millisecond.
using Pastime = std::function<void()>;

// Says `seconds * rate` messages at an even beat.
void pace(Run& run, double seconds, double rate, const Pastime& between = {});

// Everything said has arrived, or Trouble.
void drain(Run& run);

// One measured window: from the constructor to finish(), which reports
// <prefix>lines, deliveries, seconds, cpu and latencies.
class Window {
  public:
    explicit Window(Run& run);
    void finish(const std::string& prefix = "");

  private:
    Run& run_;
    std::int64_t start_;
    double server_cpu_, own_cpu_;
    std::uint64_t said_, delivered_, bytes_;
};

// One table each, in files of their own.
void run_paced(Run&);
void run_slow(Run&);
void run_storm(Run&);
void run_typing(Run&);
void run_blast(Run&);
void run_asides(Run&);
void run_many(Run&);
void run_window1(Run&);
void run_crowd(Run&);

}  // namespace confab::bench
