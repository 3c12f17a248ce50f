// confab_micro --benchmark_filter=clean: see --help. Build it in Release; assertions cost.
#include <benchmark/benchmark.h>

BENCHMARK_MAIN();
