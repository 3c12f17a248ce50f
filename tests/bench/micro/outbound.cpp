// The memory that output takes: a room's turn, and the queue of whoever is not up to date.
#include "confab/wire/outbound.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "confab/wire/chunk.hpp"
#include "cost.hpp"

namespace confab::micro {
namespace {

constexpr std::size_t limit = 1048576;
constexpr std::uint32_t line_length = 64;

// A turn of so many lines.
void tape_turn(benchmark::State& state) {
    const std::string line(line_length, 'x');
    const auto lines = static_cast<std::size_t>(state.range(0));
    wire::Tape tape;
    Cost cost(state);
    for (auto _ : state) {
        for (std::size_t i = 0; i < lines; ++i) tape.append(line);
        benchmark::DoNotOptimize(tape.data());
        tape.reset();
    }
    cost.of(static_cast<std::size_t>(state.iterations()) * lines);
}
BENCHMARK(tape_turn)->Arg(1)->Arg(32)->Arg(4096);

// A run that somebody slow still holds cannot be used again.
void tape_turn_that_is_held(benchmark::State& state) {
    const std::string line(line_length, 'x');
    wire::Tape tape;
    wire::ChunkRef held;
    Cost cost(state);
    for (auto _ : state) {
        tape.append(line);
        held = tape.chunk();
        tape.reset();
    }
    cost.of(static_cast<std::size_t>(state.iterations()));
}
BENCHMARK(tape_turn_that_is_held);

wire::ChunkRef filled_chunk(std::uint32_t lines) {
    wire::ChunkRef chunk = wire::Chunk::make(lines * line_length);
    chunk->append(std::string(lines * line_length, 'x'));
    return chunk;
}

// One answer: queued, sent, forgotten.
void queue_one(benchmark::State& state) {
    const wire::ChunkRef chunk = filled_chunk(1);
    wire::Outbound outbound;
    std::array<std::string_view, 64> pieces;
    Cost cost(state);
    for (auto _ : state) {
        outbound.push(chunk, 0, line_length, limit);
        benchmark::DoNotOptimize(outbound.peek(pieces));
        outbound.consume(line_length);
    }
    cost.of(static_cast<std::size_t>(state.iterations()));
}
BENCHMARK(queue_one);

// A slow client takes its queue in pieces that end anywhere. `chunks`: how many the lines lie in;
// in one they follow each other and make one extent.
void queue_many(benchmark::State& state) {
    constexpr std::size_t lines = 1024;
    const auto chunks = static_cast<std::size_t>(state.range(0));
    std::array<wire::ChunkRef, 16> all;
    for (wire::ChunkRef& chunk : all) chunk = filled_chunk(lines);
    wire::Outbound outbound;
    std::array<std::string_view, 64> pieces;
    Cost cost(state);
    for (auto _ : state) {
        for (std::uint32_t i = 0; i < lines; ++i) {
            outbound.push(all[i % chunks], i * line_length, line_length, limit);
        }
        while (!outbound.empty()) {
            benchmark::DoNotOptimize(outbound.peek(pieces));
            outbound.consume(std::min<std::size_t>(outbound.bytes(), 1000));
        }
    }
    cost.of(static_cast<std::size_t>(state.iterations()) * lines);
}
BENCHMARK(queue_many)->Arg(1)->Arg(2)->Arg(16);

// Two hundred slow clients, a line to each: what a delivery costs that does not go out directly.
void queue_for_many_clients(benchmark::State& state) {
    std::array<wire::Outbound, 200> clients;
    wire::Tape tape;
    const std::string line(line_length, 'x');
    Cost cost(state);
    for (auto _ : state) {
        tape.append(line);
        for (wire::Outbound& client : clients) client.push(tape.chunk(), 0, tape.size(), limit);
        for (wire::Outbound& client : clients) client.clear();
        tape.reset();
    }
    cost.of(static_cast<std::size_t>(state.iterations()) * clients.size());
}
BENCHMARK(queue_for_many_clients);

}  // namespace
}  // namespace confab::micro
