// From a line as typed to one that may be shown.
#include "confab/wire/clean.hpp"

#include <string>
#include <string_view>

#include "cost.hpp"

namespace confab::micro {
namespace {

std::string repeated(std::string_view piece, std::size_t bytes) {
    std::string all;
    while (all.size() + piece.size() <= bytes) all.append(piece);
    return all;
}

// `typed` and then BS for BS, in a line of the longest length allowed.
std::string erased(std::string_view typed) {
    constexpr std::size_t longest = 4096;
    const std::size_t count = longest / (typed.size() + 1);
    return repeated(typed, count * typed.size()).append(count, '\b');
}

void clean(benchmark::State& state, const std::string& line) {
    wire::Cleaner cleaner;
    Cost cost(state);
    for (auto _ : state) {
        std::string_view raw = line;
        benchmark::DoNotOptimize(raw);
        benchmark::DoNotOptimize(cleaner.clean(raw).data());
    }
    cost.of(static_cast<std::size_t>(state.iterations()));
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(line.size()));
}

BENCHMARK_CAPTURE(clean, plain_64, std::string(63, 'x'));
BENCHMARK_CAPTURE(clean, plain_4096, std::string(4096, 'x'));
BENCHMARK_CAPTURE(clean, one_umlaut_64, std::string(61, 'x') + "ü");
BENCHMARK_CAPTURE(clean, cyrillic_64, repeated("привет ", 64));
BENCHMARK_CAPTURE(clean, emoji_64, repeated("👩🏽‍🚀 ", 64));
BENCHMARK_CAPTURE(clean, typing_error_64, std::string(30, 'x') + "yz\b\b" + std::string(29, 'x'));

// What someone sends to make the server work.
BENCHMARK_CAPTURE(clean, hostile_bad_utf8, repeated("\xf0\x9f\x98\xff\xc0", 4096));
BENCHMARK_CAPTURE(clean, hostile_escapes, repeated("\x1b[31m\x1b]0;x\x07", 4096));
BENCHMARK_CAPTURE(clean, hostile_marks, std::string("a").append(repeated("\xcc\x81", 4095)));
BENCHMARK_CAPTURE(clean, hostile_erase_ascii, erased("a"));
BENCHMARK_CAPTURE(clean, hostile_erase_umlauts, erased("ü"));
BENCHMARK_CAPTURE(clean, hostile_erase_marks, erased("e\xcc\x81"));
BENCHMARK_CAPTURE(clean, hostile_erase_flags, erased("🇩"));
BENCHMARK_CAPTURE(clean, hostile_erase_joined, erased("👩\xe2\x80\x8d"));
// Each BS finds one long cluster of invisible characters, and a letter to take.
BENCHMARK_CAPTURE(clean, hostile_erase_unseen, repeated("\xe2\x80\x8d", 2048).append(repeated("ü\b", 2048)));

}  // namespace
}  // namespace confab::micro
