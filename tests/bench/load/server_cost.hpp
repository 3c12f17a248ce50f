// What the server has used up, from the kernel's books of its process.
#pragma once

#include <ctime>

namespace confab::bench {

class ServerCost {
  public:
    // Throws Trouble if there is no such process.
    explicit ServerCost(int pid);

    // Microseconds of CPU of all its threads, user and system, to the nanosecond.
    double cpu_us() const;
    // Resident memory in KiB, exact (the figure in /proc/PID/status lags behind by batches of pages).
    double resident_kib() const;
    // Open ones; what a server has closed on somebody who does not read, only this tells.
    unsigned descriptors() const;

  private:
    int pid_;
    clockid_t clock_{};
};

// The load generator's own, to tell when it was the bottleneck.
double own_cpu_us();

}  // namespace confab::bench
