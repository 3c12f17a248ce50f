#include "cost.hpp"

#include <cmath>
#include <cstdlib>
#include <new>

namespace {

std::size_t calls = 0;

}  // namespace

void* operator new(std::size_t size) {
    ++calls;
    if (void* memory = std::malloc(size)) return memory;
    throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace confab::micro {

std::size_t allocations() { return calls; }

void Cost::of(std::size_t count) {
    const auto things = static_cast<double>(count);
    // Rounded, so that the few of the first round do not show as a millionth each.
    const double made = std::round(static_cast<double>(calls - before_) / things * 100) / 100;
    state_.counters["each"] =
        benchmark::Counter(things, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
    state_.counters["allocs"] = made;
}

}  // namespace confab::micro
