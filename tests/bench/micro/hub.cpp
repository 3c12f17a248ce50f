// The chat itself, with an audience that does nothing.
#include "confab/core/hub.hpp"
#include "confab/dialect/text/interpreter.hpp"

#include <string>
#include <string_view>

#include "cost.hpp"

namespace confab::micro {
namespace {

class Nobody final : public EventSink {
  public:
    void tell(ClientId, const Event& event) override { benchmark::DoNotOptimize(event.text.data()); }
    void tell_room(RoomId, const Event& event, std::span<const ClientId>) override {
        benchmark::DoNotOptimize(event.text.data());
    }
    void enter(ClientId, RoomId) override {}
    void leave(ClientId, RoomId) override {}
    void change_view(ClientId, View) override {}
    void hang_up(ClientId, std::string_view, std::string_view) override {}
};

// So many guests in the lobby; time passes when a benchmark says so.
class Crowd {
  public:
    explicit Crowd(std::int64_t count) {
        interpreter.attach(hub);
        for (std::int64_t i = 0; i < count; ++i) connect();
        for (int i = 0; i < 2000; ++i) hub.line(first, text, now);  // the history is full
    }

    ClientId connect() {
        ++last_;
        const ClientId id{last_, last_};
        hub.connect(id, now);
        return id;
    }
    void pass(Milliseconds time) {
        now.mono += time;
        now.wall += time;
    }

    static constexpr std::string_view text = "a line of the usual length, which is about as long as this one";
    static constexpr ClientId first{1, 1};

    Nobody audience;
    TextInterpreter interpreter;
    Hub hub{audience, interpreter, ChatSettings{}};
    Now now{WallTime{Milliseconds{1'790'000'000'000}}, MonoTime{Milliseconds{1'000'000}}};

  private:
    std::uint32_t last_ = 0;
};

void say(benchmark::State& state) {
    Crowd crowd(state.range(0));
    Cost cost(state);
    for (auto _ : state) crowd.hub.line(Crowd::first, Crowd::text, crowd.now);
    cost.of(static_cast<std::size_t>(state.iterations()));
}
BENCHMARK(say)->Arg(1)->Arg(10000);

// Once somebody ignores somebody, every sender has to be looked up, by a name of this length.
void say_while_someone_ignores(benchmark::State& state) {
    Crowd crowd(3);
    crowd.hub.line({2, 2}, "/ignore guest3", crowd.now);
    const std::string name(static_cast<std::size_t>(state.range(0)), 'n');
    crowd.hub.line(Crowd::first, std::string("/nick ").append(name), crowd.now);
    for (int i = 0; i < 2000; ++i) crowd.hub.line(Crowd::first, Crowd::text, crowd.now);
    Cost cost(state);
    for (auto _ : state) crowd.hub.line(Crowd::first, Crowd::text, crowd.now);
    cost.of(static_cast<std::size_t>(state.iterations()));
}
BENCHMARK(say_while_someone_ignores)->Arg(8)->Arg(32);

void say_long_lines(benchmark::State& state) {
    Crowd crowd(2);
    const std::string line(static_cast<std::size_t>(state.range(0)), 'x');
    for (int i = 0; i < 2000; ++i) crowd.hub.line(Crowd::first, line, crowd.now);
    Cost cost(state);
    for (auto _ : state) crowd.hub.line(Crowd::first, line, crowd.now);
    cost.of(static_cast<std::size_t>(state.iterations()));
}
BENCHMARK(say_long_lines)->Arg(256)->Arg(257)->Arg(4096);

void message_one(benchmark::State& state) {
    Crowd crowd(state.range(0));
    crowd.hub.line(Crowd::first, "/nick ann", crowd.now);
    Cost cost(state);
    for (auto _ : state) crowd.hub.line({2, 2}, "/msg ann a line of the usual length", crowd.now);
    cost.of(static_cast<std::size_t>(state.iterations()));
}
BENCHMARK(message_one)->Arg(2)->Arg(10000);

// Into the room of everyone, with the replay of its history, and out again.
void join_and_leave(benchmark::State& state) {
    Crowd crowd(state.range(0));
    const ClientId who = crowd.connect();
    crowd.hub.line(who, "/join elsewhere", crowd.now);
    crowd.hub.line(who, "/leave lobby", crowd.now);
    Cost cost(state);
    for (auto _ : state) {
        crowd.pass(Milliseconds{1});
        crowd.hub.line(who, "/join lobby", crowd.now);
        crowd.hub.line(who, "/leave lobby", crowd.now);
    }
    cost.of(static_cast<std::size_t>(state.iterations()));
}
BENCHMARK(join_and_leave)->Arg(1)->Arg(10000);

void connect_and_disconnect(benchmark::State& state) {
    Crowd crowd(state.range(0));
    ClientId who{0, 1'000'000};
    Cost cost(state);
    for (auto _ : state) {
        crowd.pass(Milliseconds{1});
        ++who.serial;
        crowd.hub.connect(who, crowd.now);
        crowd.hub.disconnect(who, "", crowd.now);
    }
    cost.of(static_cast<std::size_t>(state.iterations()));
}
BENCHMARK(connect_and_disconnect)->Arg(1)->Arg(10000);

// What is typed most often by mistake, against all the commands there are.
void unknown_command(benchmark::State& state) {
    Crowd crowd(1);
    Cost cost(state);
    for (auto _ : state) crowd.hub.line(Crowd::first, "/hisotry 20", crowd.now);
    cost.of(static_cast<std::size_t>(state.iterations()));
}
BENCHMARK(unknown_command);

void check_name(benchmark::State& state, std::string_view name) {
    const NameRules rules;
    Cost cost(state);
    for (auto _ : state) benchmark::DoNotOptimize(rules.check_person(name).index());
    cost.of(static_cast<std::size_t>(state.iterations()));
}
BENCHMARK_CAPTURE(check_name, ascii, "guest17");
BENCHMARK_CAPTURE(check_name, ascii_32, "a-name-of-32-letters-in-all.....");
BENCHMARK_CAPTURE(check_name, cyrillic, "Александра");
BENCHMARK_CAPTURE(check_name, mixed, "pаypal");

}  // namespace
}  // namespace confab::micro
