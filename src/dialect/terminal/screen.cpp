#include "screen.hpp"

#include <algorithm>
#include <utility>

namespace confab::dialect {

namespace {

bool breaks_the_screen(char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; }

constexpr std::size_t block = 32;

// Looks at all of them, so that the compiler can do so at once.
bool has_control(const char* bytes) {
    std::uint8_t found = 0;
    for (std::size_t i = 0; i < block; ++i) {
        const auto byte = static_cast<std::uint8_t>(bytes[i]);
        found = static_cast<std::uint8_t>(found | static_cast<std::uint8_t>(byte < 0x20) |
                                          static_cast<std::uint8_t>(byte == 0x7f));
    }
    return found != 0;
}

// The first control that is no colour; the end of `line` if there is none.
std::size_t first_control(std::string_view line) {
    for (std::size_t at = 0; at < line.size(); ++at) {
        while (at + block <= line.size() && !has_control(line.data() + at)) at += block;
        if (at == line.size()) break;
        if (!breaks_the_screen(line[at])) continue;
        const std::size_t colour = colour_at(line.substr(at));
        if (colour == 0) return at;
        at += colour - 1;
    }
    return line.size();
}

// Renderers clean their lines; this is for the day that one forgets to.
std::string without_controls(std::string_view line) {
    std::string clean;
    for (;;) {
        const std::size_t end = first_control(line);
        clean += line.substr(0, end);
        if (end == line.size()) return clean;
        clean += ' ';
        line.remove_prefix(end + 1);
    }
}

}  // namespace

std::string Screen::take() {
    close_frame();
    return std::exchange(out_, {});
}

void Screen::input(const InputView& view) {
    prompt_ = view.prompt;
    text_ = view.text;
    cursor_ = view.cursor;
    if (left_) return;
    close_frame();
    paint();
}

void Screen::status(std::string_view text) {
    status_ = without_controls(text);
    if (left_ || !known()) return;
    close_frame();
    paint();
}

void Screen::print(std::string_view line, std::size_t indent, Cut cut) {
    std::string clean;
    if (first_control(line) < line.size()) line = clean = without_controls(line);
    backlog_.add(line, indent, cut);
    if (left_) return print_plain(line);
    open_frame();
    if (known()) return print_rows(line, indent, cut);
    print_plain(line);
}

void Screen::leave() {
    if (left_) return;
    close_frame();
    erase_live();
    backlog_ = {};  // what it would paint again stands in the terminal, with other things after it
    left_ = true;
}

}  // namespace confab::dialect
