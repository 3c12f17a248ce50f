// The bytes of an event: the words that everybody gets, with colours.
#include "dialect/terminal/painter.hpp"

#include <gtest/gtest.h>

#include <array>

#include "confab/dialect/text/render.hpp"
#include "unit/support/bytes.hpp"
#include "unit/support/terminal_user.hpp"
#include "unit/support/zones.hpp"

namespace confab::unit {
namespace {

using dialect::Depth;

class PainterTest : public testing::TestWithParam<Depth> {
  protected:
    std::string paint(const Event& event, View view = View{}, bool meant = false) {
        std::string text;
        painter.set_zone("UTC");
        painter.set_depth(GetParam());
        indent = painter.paint(text, event, view, meant, graphemes);
        return text;
    }
    // For each depth, in the order of the enumeration.
    void expect(const std::string& painted, std::array<const char*, 3> wanted) {
        EXPECT_EQ(escaped(painted), wanted.at(static_cast<std::size_t>(GetParam())));
    }

    dialect::Graphemes graphemes;
    dialect::Painter painter;
    std::size_t indent = 0;
};

INSTANTIATE_TEST_SUITE_P(Depth, PainterTest, testing::Values(Depth::none, Depth::sixteen, Depth::many));

constexpr Event hello{
    .type = EventType::message, .time = noon, .room = "dev", .from = "bob", .text = "hello"};

TEST_P(PainterTest, AMessageHasTheColourOfItsName) {
    expect(paint(hello), {"bob: hello", "\\e[94mbob\\e[m: hello", "\\e[38;5;130mbob\\e[m: hello"});
    EXPECT_EQ(indent, 5U);
}

TEST_P(PainterTest, OneThatIsMeantIsBold) {
    expect(paint(hello, View{}, true), {"bob: hello", "\\e[1;94mbob\\e[m: \\e[1mhello\\e[m",
                                        "\\e[1;38;5;130mbob\\e[m: \\e[1mhello\\e[m"});
}

TEST_P(PainterTest, TimeAndRoomAreAside) {
    expect(paint(hello, View{.timestamps = true, .several_rooms = true}),
           {"12:00 #dev bob: hello", "\\e[90m12:00 #dev \\e[m\\e[94mbob\\e[m: hello",
            "\\e[38;5;244m12:00 #dev \\e[m\\e[38;5;130mbob\\e[m: hello"});
    EXPECT_EQ(indent, 16U);
}

TEST_P(PainterTest, APrivateMessageHasTheColoursOfBoth) {
    const Event event{.type = EventType::private_message, .from = "bob", .to = "alice", .text = "psst"};
    expect(paint(event), {"bob -> alice: psst", "\\e[94mbob\\e[m -> \\e[95malice\\e[m: psst",
                          "\\e[38;5;130mbob\\e[m -> \\e[38;5;29malice\\e[m: psst"});
    EXPECT_EQ(indent, 14U);
}

TEST_P(PainterTest, ANoticeIsDimAndAnErrorIsNot) {
    expect(paint({.type = EventType::notice, .text = "so"}),
           {"* so", "\\e[90m* so\\e[m", "\\e[38;5;244m* so\\e[m"});
    expect(paint({.type = EventType::error, .text = "no"}),
           {"! no", "\\e[91m! no\\e[m", "\\e[38;5;196m! no\\e[m"});
    EXPECT_EQ(indent, 2U);
}

TEST_P(PainterTest, EachLineOfABlockHasItsAuthorsColourByItself) {
    Event block = hello;
    block.text = "a\n\nb";
    expect(paint(block), {"bob: a\\n\\nb", "\\e[94mbob\\e[m: \\e[94ma\\e[m\\n\\n\\e[94mb\\e[m",
                          "\\e[38;5;130mbob\\e[m: \\e[38;5;130ma\\e[m\\n\\n\\e[38;5;130mb\\e[m"});
    block.text = "a\nb";
    expect(paint(block, View{}, true),
           {"bob: a\\nb", "\\e[1;94mbob\\e[m: \\e[1;94ma\\e[m\\n\\e[1;94mb\\e[m",
            "\\e[1;38;5;130mbob\\e[m: \\e[1;38;5;130ma\\e[m\\n\\e[1;38;5;130mb\\e[m"});
}

// Whoever reads lines and whoever has a terminal read the same.
TEST_P(PainterTest, SaysTheWordsThatEverybodyGets) {
    for (const EventType type :
         {EventType::message, EventType::emote, EventType::private_message, EventType::joined,
          EventType::left, EventType::renamed, EventType::topic, EventType::notice, EventType::error}) {
        const Event event{
            .type = type, .time = noon, .room = "dev", .from = "bob", .to = "carl", .text = "e\u0301 \u65e5"};
        for (const bool several : {false, true}) {
            std::string plain;
            dialect::Format dialect;
            dialect.view.several_rooms = several;
            dialect::Renderer().render(plain, event, dialect);
            plain.pop_back();

            std::string painted = paint(event, dialect.view);
            while (painted.find('\x1b') != std::string::npos) {
                const std::size_t at = painted.find('\x1b');
                painted.erase(at, painted.find('m', at) + 1 - at);
            }
            EXPECT_EQ(painted, plain);
        }
    }
}

}  // namespace
}  // namespace confab::unit
