#include "screen.hpp"

#include <algorithm>
#include <utility>

namespace confab::dialect {

namespace {

bool breaks_the_screen(char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; }

// Whoever renders lines cleans them; this is for the day that somebody forgets to.
std::string without_controls(std::string_view line) {
    std::string clean;
    clean.reserve(line.size());
    while (!line.empty()) {
        const std::size_t colour = std::max<std::size_t>(colour_at(line), 1);
        if (colour == 1) {
            clean += breaks_the_screen(line.front()) ? ' ' : line.front();
        } else {
            clean += line.substr(0, colour);
        }
        line.remove_prefix(colour);
    }
    return clean;
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
    status_ =
        std::any_of(text.begin(), text.end(), breaks_the_screen) ? without_controls(text) : std::string(text);
    if (left_ || !known()) return;
    close_frame();
    paint();
}

void Screen::print(std::string_view line, std::size_t indent, Cut cut) {
    std::string clean;
    if (std::any_of(line.begin(), line.end(), breaks_the_screen)) line = clean = without_controls(line);
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
