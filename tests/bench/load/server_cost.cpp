#include "server_cost.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <string>

#include "loads.hpp"

namespace confab::bench {
namespace {

double read_clock(clockid_t clock) {
    timespec time{};
    clock_gettime(clock, &time);
    return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_nsec) / 1e3;
}

}  // namespace

ServerCost::ServerCost(int pid) : pid_(pid) {
    if (clock_getcpuclockid(pid, &clock_) != 0) throw Trouble{"no such server process"};
}

double ServerCost::cpu_us() const { return read_clock(clock_); }

double ServerCost::resident_kib() const {
    std::ifstream file("/proc/" + std::to_string(pid_) + "/smaps_rollup");
    for (std::string word; file >> word;) {
        double kib = 0;
        if (word == "Rss:" && file >> kib) return kib;
    }
    return std::numeric_limits<double>::quiet_NaN();
}

unsigned ServerCost::descriptors() const {
    const std::filesystem::directory_iterator entries("/proc/" + std::to_string(pid_) + "/fd");
    return static_cast<unsigned>(std::distance(begin(entries), end(entries)));
}

double own_cpu_us() { return read_clock(CLOCK_PROCESS_CPUTIME_ID); }

}  // namespace confab::bench
