// A telnet's bytes and what is said meanwhile, in any order: what is sent is well-formed, what was typed
// is clean and within its limits, and nothing is kept that was not taken.
#include <unicode/utf8.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "confab/dialect/terminal/terminal.hpp"
#include "confab/wire/clean.hpp"
#include "support/script.hpp"
#include "support/sequences.hpp"

namespace {

using confab::Event;
using confab::EventType;
using confab::View;
using confab::WallTime;
using confab::dialect::Terminal;
using confab::dialect::TerminalAction;
using confab::dialect::TerminalInput;
using confab::dialect::TerminalTools;
using confab::fuzz::expect;
using confab::fuzz::Script;
using confab::wire::Cleaner;
using Kind = TerminalInput::Kind;

constexpr std::size_t max_line = 64;
constexpr std::size_t max_block = 16 * 1024;

bool is_typed(std::string_view text, bool block) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto length = static_cast<int32_t>(text.size());
    for (int32_t i = 0; i < length;) {
        UChar32 c = 0;
        U8_NEXT(bytes, i, length, c);
        if (c == '\n' && block) continue;
        if (c < 0x20 || (c >= 0x7F && c <= 0x9F)) return false;
    }
    return true;
}

void act(Terminal& terminal, const TerminalInput& input) {
    switch (input.action) {
        case TerminalAction::block:
            expect(terminal.live() && input.bytes.size() <= max_block && is_typed(input.bytes, true));
            break;
        case TerminalAction::complete: expect(terminal.live() && input.bytes.size() <= max_line); break;
        case TerminalAction::live: terminal.go_live(); break;
        case TerminalAction::not_live: terminal.go_back(); break;
        default: break;
    }
}

// What a session does with it.
void handle(Terminal& terminal, const TerminalInput& input) {
    const bool live = terminal.live();
    switch (input.kind) {
        case Kind::line:
            expect(input.bytes.size() <= 2 * max_line && (!live || input.bytes.size() <= max_line));
            expect(!live || is_typed(input.bytes, false));
            break;
        case Kind::reply: expect(input.bytes.front() == '\xff'); break;
        case Kind::other: act(terminal, input); break;
        default: break;
    }
}

void read(Terminal& terminal, std::string_view bytes) {
    const std::string copy(bytes);  // gone after the read, as a buffer is
    std::string_view rest = copy;
    for (TerminalInput input = terminal.next(rest); input.kind != Kind::none; input = terminal.next(rest)) {
        handle(terminal, input);
    }
    expect(rest.empty() && !terminal.has_more());
}

void show(Terminal& terminal, Cleaner& cleaner, Script& script) {
    const unsigned what = script.number();
    const std::string raw(script.text());
    Event event{.type = static_cast<EventType>(what % 9)};
    event.replay = (what & 16) != 0;
    event.time = WallTime{std::chrono::hours{script.number()}};
    event.room = "lobby";
    event.from = what & 32 ? "ann" : "bob";
    event.to = "carl";
    std::string text(cleaner.clean(raw));
    if (event.type == EventType::message) std::replace(text.begin(), text.end(), '|', '\n');
    event.text = text;
    View view;
    view.timestamps = (what & 64) != 0;
    view.several_rooms = (what & 128) != 0;
    terminal.show(event, view);
}

void set(Terminal& terminal, Script& script) {
    const unsigned what = script.number();
    confab::DisplayPreferences settings;
    settings.name = what & 1 ? "ann" : "\xE6\x97\xA5";
    settings.colour = static_cast<confab::Colour>(what / 2 % 4);
    settings.notify = static_cast<confab::Notify>(what / 8 % 5);
    settings.words = {"fire"};
    settings.status_line = (what & 64) != 0;
    terminal.set(settings);
}

void step(Terminal& terminal, Cleaner& cleaner, Script& script) {
    const unsigned what = script.number();
    switch (what % 12) {
        case 0:
        case 1:
        case 2:
        case 3: read(terminal, script.text()); break;
        case 4:
        case 5:
            if (terminal.live()) show(terminal, cleaner, script);
            break;
        case 6: set(terminal, script); break;
        case 7: terminal.set_status({"ann", "lobby", what, what / 3}, confab::Milliseconds{what}); break;
        case 8: terminal.offer(cleaner.clean(script.text())); break;
        case 9: {
            const std::vector<std::string> candidates{"alice: ", "\xE6\x97\xA5 ", "e\xCC\x81"};
            terminal.complete(script.text(), std::span(candidates).first(what / 12 % 4));
            break;
        }
        case 10: terminal.flush_escape(); break;
        case 11:
            if (what & 64) terminal.ask();
            if (what & 128) terminal.leave();
            if (what & 32) terminal.go_back();
            break;
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static TerminalTools tools;
    Cleaner cleaner;
    Terminal terminal(tools, max_line);
    Script script(data, size);
    const bool agrees = script.number() % 4 != 0;
    if (agrees) read(terminal, "\xff\xfd\x01\xff\xfd\x03\xff\xfb\x1f\xff\xfb\x18");
    while (!script.empty()) {
        step(terminal, cleaner, script);
        if (script.number() % 2 == 0) continue;
        if (terminal.wants_repaint()) terminal.allow_repaint();
        expect(confab::fuzz::well_formed(terminal.take()));
        expect(!terminal.has_output() && terminal.take().empty());
    }
    terminal.leave();
    expect(confab::fuzz::well_formed(terminal.take()));
    return 0;
}
