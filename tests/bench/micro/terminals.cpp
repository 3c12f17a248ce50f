// One line of somebody's, shown to a room of live terminals: the time for each of them.
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "confab/dialect/terminal/terminal.hpp"
#include "cost.hpp"

namespace confab::micro {
namespace {

constexpr std::size_t people = 60;
constexpr std::size_t line_bytes = 4000;
const WallTime shown_at{Milliseconds{1'790'000'000'000}};

std::string line_of(std::string_view piece) {
    std::string line;
    while (line.size() + piece.size() <= line_bytes) line += piece;
    return line;
}

// Who agrees to keys and tells a size, and listens for 16 words.
std::unique_ptr<dialect::Terminal> live_terminal(dialect::TerminalTools& tools, unsigned columns) {
    auto terminal = std::make_unique<dialect::Terminal>(tools, std::size_t{4096});
    DisplayPreferences settings;
    settings.name = "ann" + std::to_string(columns);
    settings.time_zone = "UTC";
    for (int i = 0; i < 16; ++i) settings.words.push_back("word" + std::to_string(i));
    terminal->set(settings);
    std::string hello("\xff\xfb\x1f\xff\xfa\x1f\0", 7);
    hello += static_cast<char>(columns);
    hello.append("\0\x28\xff\xf0\xff\xfb\x18\xff\xfa\x18\0xterm-256color\xff\xf0\xff\xfd\x01\xff\xfd\x03",
                 32);
    std::string_view rest = hello;
    while (terminal->next(rest).kind != wire::Input::Kind::none) {
    }
    terminal->go_live();
    return terminal;
}

// `widths` different ones among all of them.
void show(benchmark::State& state, const std::string& line) {
    dialect::TerminalTools tools;
    std::vector<std::unique_ptr<dialect::Terminal>> terminals;
    const auto widths = static_cast<unsigned>(state.range(0));
    for (unsigned i = 0; i < people; ++i) terminals.push_back(live_terminal(tools, 60 + 2 * (i % widths)));
    Event event{.type = EventType::message, .time = shown_at, .room = "lobby", .from = "bob", .text = line};
    std::string changing = line;
    Cost cost(state);
    char letter = 'a';
    for (auto _ : state) {
        changing.back() = letter = letter == 'z' ? 'a' : static_cast<char>(letter + 1);
        event.text = changing;
        for (const auto& terminal : terminals) {
            terminal->show(event, View{.interactive = true});
            benchmark::DoNotOptimize(terminal->take().size());
        }
    }
    cost.of(static_cast<std::size_t>(state.iterations()) * people);
}

BENCHMARK_CAPTURE(show, ascii, line_of("hello there, ") + "x")->Arg(1)->Arg(30);
BENCHMARK_CAPTURE(show, one_word, line_of("x") + "x")->Arg(1)->Arg(30);
BENCHMARK_CAPTURE(show, ligatures, line_of("\uFDFA") + "x")->Arg(1)->Arg(30);
BENCHMARK_CAPTURE(show, han, line_of("漢字") + "x")->Arg(1)->Arg(30);
BENCHMARK_CAPTURE(show, marks, line_of("e\u0301\u0302") + "x")->Arg(1)->Arg(30);
BENCHMARK_CAPTURE(show, only_marks, line_of("\u0301") + "x")->Arg(1)->Arg(30);
BENCHMARK_CAPTURE(show, emoji, line_of("👍🏽") + "x")->Arg(1)->Arg(30);
BENCHMARK_CAPTURE(show, hearts, line_of("❤️ ") + "x")->Arg(1)->Arg(30);
BENCHMARK_CAPTURE(show, devanagari, line_of("कि ") + "x")->Arg(1)->Arg(30);
BENCHMARK_CAPTURE(show, single_letters, line_of("x\u0301 ") + "x")->Arg(1)->Arg(30);

}  // namespace
}  // namespace confab::micro
