// Finding what was said, with the real index.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "e2e/support/lasting.hpp"
#include "e2e/support/text.hpp"

namespace confab::e2e {
namespace {

using Lines = std::vector<std::string>;

// How many lines a search finds; its frame is checked on the way.
std::size_t found(Client& client, const std::string& words, Where where = Where::current()) {
    const testing::ScopedTrace trace(where.file_name(), static_cast<int>(where.line()), words);
    const Lines lines = client.answer("/search " + words, where);
    if (lines.empty() || lines.front().starts_with("* no matches for ")) {
        EXPECT_EQ(lines.size(), 1U) << join_lines(lines);
        return 0;
    }
    EXPECT_TRUE(matches(lines.front(), "\\* \\d+ match(es)? for .*:")) << join_lines(lines);
    EXPECT_EQ(lines.back(), "* /context N shows what was around one");
    for (std::size_t i = 1; i + 1 < lines.size(); ++i) {
        EXPECT_TRUE(lines[i].starts_with("* " + std::to_string(i) + ". ")) << lines[i];
    }
    return lines.size() - 2;
}

class SearchTest : public testing::Test {
  protected:
    SearchTest() {
        bob.answer("the bear sleeps in the den");
        bob.answer("a \"quoted\" bear, said near the den");
        bob.answer("東京都に住んでいます");
        bob.answer("/me feeds the bear");
        ann.answer("which Bear?");
    }

    Lasting daemon;
    Client bob = daemon->client("bob");
    Client ann = daemon->client("ann");
};

TEST_F(SearchTest, FindsAllWordsWhateverTheirCase) {
    EXPECT_EQ(found(ann, "BEAR"), 4U);
    EXPECT_EQ(found(ann, "den bear"), 2U);
    EXPECT_EQ(found(ann, "bear honey"), 0U);
    const Lines lines = ann.answer("/search sleeps");
    ASSERT_EQ(lines.size(), 3U) << join_lines(lines);
    EXPECT_EQ(lines[0], "* 1 match for sleeps:");
    EXPECT_TRUE(matches(lines[1], "\\* 1\\. " + clock_time + " #lobby bob: the bear sleeps in the den"))
        << lines[1];
}

TEST_F(SearchTest, WhatIsTypedIsNeverSyntax) {
    for (const char* words : {"bear OR fish",
                              "NOT bear",
                              "bear AND den",
                              "NEAR(bear den)",
                              "bea*",
                              "\"bear",
                              "who:bob",
                              "text:bear",
                              "{text who}: bear",
                              "^the",
                              "bear + den",
                              "b e a r",
                              "' OR 1=1 --",
                              "\"\"",
                              "*",
                              "-",
                              "(",
                              "\\",
                              "%",
                              "a\tb"}) {
        const Lines lines = ann.answer(std::string("/search ").append(words));
        ASSERT_FALSE(lines.empty()) << words;
        EXPECT_FALSE(lines.front().starts_with("! what was said")) << words << ": " << lines.front();
    }
    EXPECT_EQ(found(ann, "bear OR fish"), 0U);
    EXPECT_EQ(found(ann, "b*"), 0U);
    EXPECT_EQ(found(ann, "sle* bear"), 0U) << "only the last word may be cut short";
    EXPECT_EQ(found(ann, "\"quoted\" bear"), 1U);
    ann.say("still here");
    ann.expect("ann: still here");
}

TEST_F(SearchTest, WordsOfLanguagesWithoutSpacesAreFound) {
    EXPECT_EQ(found(ann, "東京"), 1U);
    EXPECT_EQ(found(ann, "住んで"), 1U);
    EXPECT_EQ(found(ann, "京東"), 0U);
}

TEST_F(SearchTest, FindsTheSameAfterARestart) {
    daemon.restart();
    Client carol = daemon->client("carol");

    EXPECT_EQ(found(carol, "bear"), 4U);
    EXPECT_EQ(found(carol, "東京 from:bob"), 1U);
    EXPECT_EQ(carol.answer("/context 1 3").size(), 5U);
}

TEST(SearchOfRooms, WhatWasSaidBehindADoorIsFoundByNobodyOutside) {
    Lasting daemon;
    Client ann = daemon.registered("ann");
    Client bob = daemon->client("bob");
    ann.answer("/join cave");
    ann.answer("/room private");
    ann.answer("a hidden teapot");
    ann.answer("/join vault");
    ann.answer("/room key word");
    ann.answer("a locked teapot");

    for (int round = 0; round < 2; ++round) {
        const Lines cave = bob.answer("/search teapot in:cave");
        EXPECT_EQ(cave, bob.answer("/search teapot in:nowhere")) << "as if there was none";
        EXPECT_EQ(bob.answer("/search teapot in:vault").size(), 1U);
        EXPECT_EQ(found(bob, "teapot"), 0U);
        bob.answer("/join cave");
        EXPECT_EQ(found(bob, "teapot"), 0U) << "that is another #cave";
        EXPECT_EQ(found(bob, "teapot in:cave"), 0U);
        daemon.restart();
        bob = daemon->client("bob");
    }

    Client again = daemon.logged_in("ann");
    EXPECT_EQ(found(again, "teapot"), 2U);
    EXPECT_EQ(found(again, "teapot in:cave"), 1U);
    bob.answer("/join vault word");
    EXPECT_EQ(found(bob, "teapot"), 1U);
}

}  // namespace
}  // namespace confab::e2e
