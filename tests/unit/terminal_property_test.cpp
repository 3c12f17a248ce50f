// The same bytes in any pieces: the same comes of them, and the same is on the screen.
#include <gtest/gtest.h>

#include <random>

#include "unit/support/seed.hpp"
#include "unit/support/terminal_user.hpp"

namespace confab::unit {
namespace {

using namespace std::string_view_literals;
using Rows = std::vector<std::string>;

constexpr std::array typed{"hello "sv,
                           "a longer word or two, "sv,
                           "\u65e5\u672c\u8a9e"sv,
                           "e\u0301\U0001F44D\U0001F3FD"sv,
                           "\xf0\x9f"sv,
                           "\xff\xff"sv,
                           "\r"sv,
                           "\r\n"sv,
                           "\r\0"sv,
                           "\n"sv,
                           "\x7f"sv,
                           "\x08"sv,
                           "\x1b[D"sv,
                           "\x1b[A"sv,
                           "\x1bOB"sv,
                           "\x1b[H"sv,
                           "\x1b[1;5C"sv,
                           "\x01"sv,
                           "\x03"sv,
                           "\x0b"sv,
                           "\x15"sv,
                           "\x19"sv,
                           "\x17"sv,
                           "\x14"sv,
                           "\x0c"sv,
                           "\x12"sv,
                           "\t"sv,
                           "\x1b[200~one\rtwo\r\x1b[201~"sv,
                           "\x1b[200~word\x1b[201~"sv,
                           "\x1b\x1b"sv,
                           "\xff\xf4"sv,
                           "\xff\xf7"sv,
                           "\xff\xf8"sv,
                           "\xff\xfd\x06"sv,
                           "\xff\xf6"sv,
                           "\xff\xfb\x63"sv,
                           "\xff\xfa\x18\0vt100\xff\xf0"sv};

struct Step {
    std::string bytes;
    unsigned said = 0;     // 0: nobody
    unsigned columns = 0;  // 0: as before
};

Step any_step(std::mt19937& random) {
    const auto below = [&](unsigned end) { return static_cast<unsigned>(random() % end); };
    Step step;
    for (unsigned i = below(6); i > 0; --i) step.bytes += typed[below(typed.size())];
    if (below(3) == 0) step.said = 1 + below(30);
    if (below(12) == 0) step.columns = 20 + below(60);
    return step;
}

void after(TerminalUser& user, const Step& step) {
    if (step.said > 0)
        user.said("bob", std::string(step.said * 3, 'x').append(" and ann, ").append("\u65e5"));
    if (step.columns > 0) user.resize(step.columns, 12);
}

TEST(TerminalProperty, AnyPiecesGiveTheSameInputsAndTheSameScreen) {
    std::mt19937 random(seed_of_run());
    for (int run = 0; run < 100; ++run) {
        TerminalUser whole(60, 12);
        TerminalUser cut(60, 12);
        whole.live();
        cut.live();
        for (int i = 0; i < 30; ++i) {
            const Step step = any_step(random);

            const Happenings expected = whole.send(step.bytes);
            ASSERT_EQ(cut.send(cut_at_random(step.bytes, random)), expected) << escaped(step.bytes);
            after(whole, step);
            after(cut, step);

            ASSERT_EQ(cut.rows(), whole.rows()) << escaped(step.bytes);
            ASSERT_EQ(cut.screen.cursor(), whole.screen.cursor()) << escaped(step.bytes);
        }
        EXPECT_EQ(cut.replies, whole.replies);
    }
}

// How often somebody looks may leave blank rows above the input until the size changes, and no more than
// that.
TEST(TerminalProperty, HoweverOftenItIsSentAnotherSizeShowsTheSame) {
    std::mt19937 random(seed_of_run());
    for (int run = 0; run < 100; ++run) {
        TerminalUser rarely(60, 12);
        TerminalUser often(60, 12);
        rarely.live();
        often.live();
        for (int i = 0; i < 30; ++i) {
            const Step step = any_step(random);
            rarely.send(step.bytes);
            for (const std::string_view piece : cut_at_random(step.bytes, random)) {
                often.send(piece);
                often.look();
            }
            after(rarely, step);
            after(often, step);
            often.look();
        }
        rarely.resize(33, 11);
        often.resize(33, 11);

        EXPECT_EQ(often.rows(), rarely.rows());
        EXPECT_EQ(often.screen.cursor(), rarely.screen.cursor());
    }
}

}  // namespace
}  // namespace confab::unit
