// From an event to the bytes that a room's members share.
#include "confab/dialect/text/render.hpp"
#include "confab/base/time_text.hpp"

#include <string>

#include "cost.hpp"

namespace confab::micro {
namespace {

const WallTime noon{Milliseconds{1'790'000'000'000}};

Event message() {
    return {.type = EventType::message,
            .time = noon,
            .id = 12345,
            .room = "lobby",
            .from = "guest17",
            .text = "a line of the usual length, which is about as long as this one"};
}

void render(benchmark::State& state, const Event& event, View view) {
    dialect::Renderer renderer;
    std::string out;
    const dialect::Format dialect{view, false};
    Cost cost(state);
    for (auto _ : state) {
        out.clear();
        renderer.render(out, event, dialect);
        benchmark::DoNotOptimize(out.data());
    }
    cost.of(static_cast<std::size_t>(state.iterations()));
}

BENCHMARK_CAPTURE(render, text, message(), View{});
BENCHMARK_CAPTURE(render, rooms_and_time, message(), View{.timestamps = true, .several_rooms = true});
BENCHMARK_CAPTURE(render, json, message(), View{.structured = true});

// What of a line of JSON is its time.
void time_of_json(benchmark::State& state) {
    std::string out;
    Cost cost(state);
    for (auto _ : state) {
        out.clear();
        append_rfc3339(out, noon);
        benchmark::DoNotOptimize(out.data());
    }
    cost.of(static_cast<std::size_t>(state.iterations()));
}
BENCHMARK(time_of_json);

// A clock that jumps by minutes, as in the replay of a quiet room.
void render_time_anew(benchmark::State& state) {
    dialect::Renderer renderer;
    std::string out;
    Event event = message();
    Cost cost(state);
    for (auto _ : state) {
        out.clear();
        event.time += std::chrono::minutes(1);
        renderer.render(out, event, {View{.timestamps = true}, false});
        benchmark::DoNotOptimize(out.data());
    }
    cost.of(static_cast<std::size_t>(state.iterations()));
}
BENCHMARK(render_time_anew);

}  // namespace
}  // namespace confab::micro
