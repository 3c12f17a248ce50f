// Labels that programs give to their lines, and their answers.
#include <gtest/gtest.h>

#include "dialect/text/label.hpp"
#include "unit/support/with_log.hpp"

namespace confab::unit {
namespace {

using namespace std::string_literals;

TEST(Label, IsAtTheBeginningOfALine) {
    const auto read = [](std::string_view text) { return read_label(text); };

    EXPECT_EQ(read("@label=7 /who").label, "7");
    EXPECT_EQ(read("@label=7   /who dev").line.text, "/who dev");
    EXPECT_EQ(read("@label=7").line.text, "");
    for (const char* none : {"/who @label=7", "@label= /who", "@labels=7 /who", ""}) {
        EXPECT_EQ(read(none).label, "") << none;
        EXPECT_EQ(read(none).line.text, none);
    }
    EXPECT_EQ(read("@label=" + std::string(max_label, 'x') + " /who").label.size(), max_label);
    EXPECT_EQ(read("@label=" + std::string(max_label + 1, 'x') + " /who").label, "");
}

TEST(Label, ASecretBehindItIsStillKnownToBeGarbled) {
    const std::string text = "@label=7 /login ann secret";

    const auto [label, line, is_bad] = read_label({text, 20});
    EXPECT_FALSE(is_bad);

    EXPECT_EQ(line.secret(line.text.substr(11)), garbled_secret);
    EXPECT_EQ(read_label({text, 2}).line.secret("secret"), "secret");
}

class LabelledAnswers : public testing::Test {
  protected:
    LabelledAnswers() : chat({.motd = {}}, with_log()) { chat.line(bot, "/format json"); }
    Ports with_log() {
        Ports outside;
        outside.log = &log;
        return outside;
    }
    static std::size_t labelled(const Lines& lines) {
        return static_cast<std::size_t>(
            std::count_if(lines.begin(), lines.end(),
                          [](const std::string& line) { return line.ends_with(R"("label":"x7"})"); }));
    }

    FakeLog log;
    Chat chat;
    ClientId bot = chat.connect("bot");
};

TEST_F(LabelledAnswers, EachLineOfAnAnswerHasTheLabelAndTheNextAnswerHasNone) {
    const Lines lines = chat.answer(bot, "@label=x7 /who");

    EXPECT_EQ(lines.size(), 2U);
    EXPECT_EQ(labelled(lines), 2U) << joined(lines);
    EXPECT_EQ(labelled(chat.answer(bot, "/who")), 0U);
    EXPECT_EQ(labelled(chat.answer(bot, "@label=x7 /nosuch")), 1U) << "an error";
}

TEST_F(LabelledAnswers, ALabelCannotForgeAField) {
    const Lines lines = chat.answer(bot, R"(@label=x","type":"message /nosuch)");

    EXPECT_TRUE(lines.at(0).ends_with(R"("label":"x\",\"type\":\"message"})")) << lines[0];
}

TEST_F(LabelledAnswers, WhatTheRoomIsToldHasNone) {
    const Lines lines = chat.answer(bot, "@label=x7 hello");

    EXPECT_EQ(lines.size(), 1U);
    EXPECT_EQ(labelled(lines), 0U) << joined(lines);
    EXPECT_NE(lines[0].find(R"("text":"hello")"), std::string::npos) << "it is not said";
}

TEST_F(LabelledAnswers, AnAnswerThatComesLaterHasItToo) {
    chat.take(bot);
    chat.line(bot, "@label=x7 /search tea");
    chat.line(bot, "/who");
    ASSERT_EQ(log.asked.size(), 1U);

    log.answer(chat.hub, chat.now);

    const Lines lines = chat.take(bot);
    EXPECT_EQ(labelled(lines), 1U) << joined(lines);
    EXPECT_EQ(lines.size(), 3U) << joined(lines);
}

TEST_F(LabelledAnswers, WhatIsNoLabelIsAnErrorAndIsNotSaid) {
    const ClientId ann = chat.connect("ann");
    for (const std::string& line : {"@label= hello"s, "@label=" + std::string(max_label + 1, 'x') + " hello",
                                    "@label=a\u00a0b hello"s}) {
        const Lines lines = chat.answer(bot, line);
        EXPECT_NE(lines.at(0).find(R"("code":"label_bad")"), std::string::npos) << lines[0];
    }
    EXPECT_EQ(chat.take(ann), Lines{});
}

TEST_F(LabelledAnswers, APersonWithoutProgramSaysIt) {
    const ClientId ann = chat.connect("ann");

    EXPECT_EQ(chat.answer(ann, "@label=x7 hello"), Lines{"ann: @label=x7 hello"});
}

TEST_F(LabelledAnswers, TheFirstObjectTellsTheNameTheRoomAndLimits) {
    const Lines lines = chat.answer(bot, "/format json");

    EXPECT_NE(lines.at(0).find(R"("name":"bot","room":"#lobby","max_joined":50,"max_line":4096)"),
              std::string::npos)
        << lines[0];
}

}  // namespace
}  // namespace confab::unit
