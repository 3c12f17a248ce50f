// Painting everything anew: nothing scrolls, and nothing is erased as a whole.
#include <gtest/gtest.h>

#include "dialect/terminal/screen.hpp"
#include "unit/support/bytes.hpp"
#include "unit/support/emulator.hpp"

namespace confab::unit {
namespace {

using Rows = std::vector<std::string>;

class ScreenRepaint : public testing::Test {
  protected:
    void show(Emulator& terminal) { terminal.write(screen.take()); }
    void type(std::string_view text) { screen.input({"> ", text, text.size()}); }

    dialect::Graphemes graphemes;
    dialect::Wrap wrap{graphemes};
    dialect::Screen screen{wrap};
};

TEST_F(ScreenRepaint, NothingErasesTheWholeScreen) {
    std::string all;
    const auto paint = [&](unsigned columns, unsigned rows) {
        screen.resize({columns, rows});
        all += screen.take();
    };
    screen.print("before the size", 0);
    type("half");
    for (unsigned i = 0; i < 20; ++i) {
        paint(60 + i % 3 * 20, 24 - i % 4);
        screen.print("bob: a message of some length, so that it is wrapped sometimes " + std::to_string(i),
                     5);
        type(std::string(i * 30, 'x'));
    }
    paint(80, 24);
    paint(80, 24);
    screen.leave();
    all += screen.take();

    EXPECT_EQ(all.find('J'), std::string::npos) << escaped(all);
}

TEST_F(ScreenRepaint, PaintingAnewScrollsNothing) {
    Emulator terminal(40, 10);
    screen.resize({40, 10});
    for (int i = 0; i < 30; ++i) screen.print("message " + std::to_string(i), 0);
    type("half");
    show(terminal);
    const Rows before = terminal.rows();
    const std::size_t scrolled = terminal.scrollback.size();

    for (int i = 0; i < 20; ++i) {
        screen.resize({40, 10});
        show(terminal);
        EXPECT_EQ(terminal.rows(), before);
    }

    EXPECT_EQ(terminal.scrollback.size(), scrolled);
}

// Else what the line pushed up would be on the screen again, and be pushed up once more.
TEST_F(ScreenRepaint, PaintingAnewKeepsTheGapThatALineLeft) {
    Emulator terminal(40, 12);
    screen.resize({40, 12});
    for (int i = 0; i < 30; ++i) screen.print("message " + std::to_string(i), 0);
    type(std::string(150, 'x'));
    type("");
    show(terminal);
    const Rows before = terminal.rows();
    const std::size_t scrolled = terminal.scrollback.size();

    for (int i = 0; i < 20; ++i) {
        screen.resize({40, 12});
        type(std::string(150, 'x'));
        type("");
        show(terminal);
        ASSERT_EQ(terminal.rows(), before);
    }

    EXPECT_EQ(terminal.scrollback.size(), scrolled);
}

TEST_F(ScreenRepaint, ALongWordIsPaintedAnewAsItStood) {
    Emulator terminal(20, 10);
    screen.resize({20, 10});
    screen.print("bob: see https://example.com/a/b/c/d/e/f/g/h/i/j/k/l now", 5);
    show(terminal);
    const Rows before = terminal.rows();
    EXPECT_EQ(before[6], "mple.com/a/b/c/d/e/f");

    for (int i = 0; i < 2; ++i) {
        screen.resize({20, 10});
        show(terminal);
        EXPECT_EQ(terminal.rows(), before);
    }
}

TEST_F(ScreenRepaint, ALongWordDoesNotRunIntoTheLineOnASmallScreen) {
    Emulator terminal(20, 2);
    screen.resize({20, 2});
    type("half");
    screen.print(std::string(50, 'x') + " y", 0);
    show(terminal);

    EXPECT_EQ(terminal.rows(), (Rows{"y", "> half"}));
}

}  // namespace
}  // namespace confab::unit
