// What a benchmark shows beside its time: the time of one thing of many, and its allocations.
#pragma once

#include <benchmark/benchmark.h>

#include <cstddef>

namespace confab::micro {

// Calls of the global operator new so far. Memory that ICU takes with malloc is not in it.
std::size_t allocations();

// Made before the loop, asked after it.
class Cost {
  public:
    explicit Cost(benchmark::State& state) : state_(state), before_(allocations()) {}

    // `count` things were done in all iterations together.
    void of(std::size_t count);

  private:
    benchmark::State& state_;
    std::size_t before_;
};

}  // namespace confab::micro
