// Any calls with any text: what is sent is well-formed, leaves no region, and costs what it should.
// What it looks like is the property test's matter.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "confab/wire/clean.hpp"
#include "dialect/terminal/screen.hpp"
#include "support/script.hpp"
#include "support/sequences.hpp"

namespace {

using confab::dialect::Graphemes;
using confab::dialect::InputView;
using confab::dialect::Screen;
using confab::dialect::Wrap;
using confab::fuzz::expect;
using confab::fuzz::Script;
using confab::wire::Cleaner;

void step(Screen& screen, Cleaner& cleaner, Script& input) {
    static thread_local std::string raw;
    static thread_local std::string text;
    const unsigned what = input.number();
    switch (what % 7) {
        case 0: screen.resize({input.number() * 3, input.number()}); break;
        case 1:
        case 2:
            text = cleaner.clean(input.text());
            screen.input({what & 64 ? "(search) " : "> ", text, input.number()});
            break;
        case 3: screen.print(input.text(), input.number()); break;  // not even clean
        case 4:
            raw = input.text();
            screen.print(cleaner.clean(raw), 4);
            break;
        case 5: screen.status(cleaner.clean(input.text())); break;
        case 6: what & 128 ? screen.leave() : screen.bell(); break;
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static Graphemes graphemes;
    static Wrap wrap(graphemes);
    Cleaner cleaner;
    Screen screen(wrap);
    Script input(data, size);
    while (!input.empty()) {
        step(screen, cleaner, input);
        expect(confab::fuzz::well_formed(screen.take()));
        expect(screen.take().empty());
    }
    return 0;
}
