// The whole chat as bytes, and back: what an upgrade in place makes people wait.
#include <fmt/format.h>

#include <string>

#include "confab/core/hub.hpp"
#include "confab/dialect/text/interpreter.hpp"
#include "cost.hpp"
#include "unit/support/nobody.hpp"

namespace confab::micro {
namespace {

// So many people with accounts, each in the lobby and in one of 100 rooms, where they said something.
struct Town {
    explicit Town(std::int64_t people) {
        interpreter.attach(hub);
        const std::string hash = fmt::format("$argon2id$v=19$m=65536,t=2,p=1${:s<22}${:h<43}", "s", "h");
        for (std::uint32_t i = 1; i <= static_cast<std::uint32_t>(people); ++i) {
            const ClientId id{i, i};
            Address from = parse_network("10.0.0.0/32")->address;
            from.bytes[14] = static_cast<std::uint8_t>(i >> 8);
            from.bytes[15] = static_cast<std::uint8_t>(i);
            hub.connect(id, now, {}, from);
            User& user = *hub.users().find(id);
            user.account = &hub.accounts().add(user.name, hash, now.wall);
            hub.line(id, fmt::format("/join room{}", i % 100), now);
            hub.line(id, std::string_view("a line of the usual length, which is about as long as this"), now);
        }
    }

    unit::Nobody audience;
    TextInterpreter interpreter;
    Hub hub{audience, interpreter, ChatSettings{}};
    Now now{WallTime{Milliseconds{1'790'000'000'000}}, MonoTime{Milliseconds{1'000'000}}};
};

void snapshot_chat(benchmark::State& state) {
    const Town town(state.range(0));
    std::size_t bytes = 0;
    for (auto _ : state) bytes = town.hub.snapshot(town.now).size();
    state.counters["bytes/person"] = static_cast<double>(bytes) / static_cast<double>(state.range(0));
}
BENCHMARK(snapshot_chat)->Arg(1'000)->Arg(10'000)->Unit(benchmark::kMillisecond);

void restore_chat(benchmark::State& state) {
    const Town town(state.range(0));
    const std::string bytes = town.hub.snapshot(town.now);
    for (auto _ : state) {
        state.PauseTiming();
        unit::Nobody audience;
        TextInterpreter interpreter;
        auto hub = std::make_unique<Hub>(audience, interpreter, ChatSettings{});
        state.ResumeTiming();
        if (hub->restore(bytes, town.now)) state.SkipWithError("refused");
        state.PauseTiming();
        hub.reset();
        state.ResumeTiming();
    }
}
BENCHMARK(restore_chat)->Arg(1'000)->Arg(10'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace confab::micro
