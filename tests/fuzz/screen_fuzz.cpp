// Any calls with any text: what is sent is well-formed, leaves no region, and costs what it should.
// What it looks like is the property test's matter.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "confab/wire/clean.hpp"
#include "wire/terminal/screen.hpp"

namespace {

using confab::wire::Cleaner;
using confab::wire::Graphemes;
using confab::wire::InputView;
using confab::wire::Screen;
using confab::wire::Wrap;

class Input {
  public:
    Input(const std::uint8_t* data, std::size_t size) : bytes_(reinterpret_cast<const char*>(data), size) {}

    bool empty() const { return bytes_.empty(); }
    unsigned number() {
        if (bytes_.empty()) return 0;
        const auto byte = static_cast<std::uint8_t>(bytes_.front());
        bytes_.remove_prefix(1);
        return byte;
    }
    // So many bytes as the next one says.
    std::string_view text() {
        const unsigned length = number();
        const std::string_view text = bytes_.substr(0, length);
        bytes_.remove_prefix(text.size());
        return text;
    }

  private:
    std::string_view bytes_;
};

void expect(bool holds) {
    if (!holds) std::abort();
}

// The sequences a screen may send: colours, moves, erasing, a region and the cursor's two.
bool well_formed(std::string_view bytes) {
    bool region = false;
    bool saved = false;
    while (!bytes.empty()) {
        const char c = bytes.front();
        bytes.remove_prefix(1);
        if (c == '\x7f') return false;
        if (static_cast<unsigned char>(c) >= ' ') continue;
        if (c != '\x1b') {
            if (std::string_view("\r\n\b\a").find(c) == std::string_view::npos) return false;
            continue;
        }
        if (bytes.starts_with('7') || bytes.starts_with('8')) {
            if (saved == bytes.starts_with('7')) return false;
            saved = !saved;
            bytes.remove_prefix(1);
            continue;
        }
        if (!bytes.starts_with('[')) return false;
        const std::size_t end = bytes.find_first_not_of("0123456789;", 1);
        if (end == std::string_view::npos) return false;
        if (std::string_view("mHKJCDr").find(bytes[end]) == std::string_view::npos) return false;
        if (bytes[end] == 'r') region = end > 1;
        bytes.remove_prefix(end + 1);
    }
    return !region && !saved;
}

void step(Screen& screen, Cleaner& cleaner, Input& input) {
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
    Input input(data, size);
    while (!input.empty()) {
        step(screen, cleaner, input);
        expect(well_formed(screen.take()));
        expect(screen.take().empty());
    }
    return 0;
}
