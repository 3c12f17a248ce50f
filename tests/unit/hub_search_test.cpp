// /search and /context.
#include <gtest/gtest.h>

#include "unit/support/with_log.hpp"

namespace confab::unit {
namespace {

using HubSearch = WithLog;

// From the number on, the time left out: "1. 14:02 #lobby ann: x" is "1. #lobby ann: x".
Lines results(Lines lines) {
    for (std::string& line : lines) {
        const auto dot = line.find(". ");
        if (line.starts_with("* ") && dot != std::string::npos && line.size() > dot + 8)
            line.erase(dot + 2, 6);
    }
    return lines;
}

TEST_F(HubSearch, FindsWhatWasSaidAndNumbersIt) {
    chat.line(ann, "the red fox");
    chat.line(ann, "a blue whale");
    chat.line(ann, "/me sees a red fox");

    EXPECT_EQ(results(answer(ann, "/search red fox")),
              (Lines{"* 2 matches for red fox:", "* 1. #lobby ann: the red fox",
                     "* 2. #lobby ** ann sees a red fox", "* /context N shows what was around one"}));
}

TEST_F(HubSearch, SaysThatNothingWasFound) {
    EXPECT_EQ(answer(ann, "/search fox"), (Lines{"* no matches for fox"}));
}

TEST_F(HubSearch, LooksInAllRoomsOneIsInAndInNoOther) {
    const ClientId bob = chat.connect("bob");
    chat.line(bob, "/join dev");
    chat.line(bob, "fox in dev");
    chat.line(ann, "fox in the lobby");

    EXPECT_EQ(answer(ann, "/search fox").front(), "* 1 match for fox:");
    EXPECT_EQ(answer(bob, "/search fox").front(), "* 2 matches for fox:");
}

TEST_F(HubSearch, LooksInARoomThatOneCouldJoin) {
    const ClientId bob = chat.connect("bob");
    chat.line(bob, "/join dev");
    chat.line(bob, "fox in dev");

    EXPECT_EQ(answer(ann, "/search fox in:dev").front(), "* 1 match for fox:");
}

TEST_F(HubSearch, ARoomThatOneMayNotReadIsLikeNone) {
    const ClientId bob = chat.connect("bob");
    chat.line(bob, "/join dev");
    chat.line(bob, "fox in dev");
    const std::string none = answer(ann, "/search fox in:nowhere").front();
    EXPECT_TRUE(none.starts_with("! there is no such room"));

    chat.room("dev")->rules = std::make_unique<RoomRules>();
    chat.room("dev")->rules->key = "word";
    EXPECT_EQ(answer(ann, "/search fox in:dev"), Lines{none});
    EXPECT_EQ(answer(bob, "/search fox in:dev").front(), "* 1 match for fox:");
}

TEST_F(HubSearch, TakesNamesByHowTheyLook) {
    const ClientId bob = chat.connect("bob");
    chat.line(bob, "fox");
    chat.line(ann, "fox");

    EXPECT_EQ(results(answer(ann, "/search from:B0B fox"))[1], "* 1. #lobby bob: fox");
    EXPECT_EQ(log.asked.size(), 0U);
}

TEST_F(HubSearch, TakesTimes) {
    chat.line(ann, "fox of long ago");
    chat.pass(std::chrono::hours(3));
    chat.line(ann, "fox of now");

    EXPECT_EQ(results(answer(ann, "/search fox since:2h"))[1], "* 1. #lobby ann: fox of now");
    EXPECT_TRUE(answer(ann, "/search fox since:never").front().starts_with("! since: wants a time"));
}

TEST_F(HubSearch, WantsWords) {
    EXPECT_EQ(answer(ann, "/search from:bob"),
              (Lines{"! usage: /search WORDS [from:NAME] [in:ROOM] [since:TIME]"}));
}

TEST_F(HubSearch, ScriptsGetObjects) {
    chat.line(ann, "the fox");
    chat.line(ann, "/format json");

    const Lines lines = answer(ann, "/search fox");

    EXPECT_NE(lines[1].find(R"("id":1,"room":"#lobby","from":"ann","text":"the fox","replay":true)"),
              std::string::npos)
        << lines[1];
}

TEST_F(HubSearch, ContextShowsWhatWasAroundOne) {
    say(ann, 1, 9);
    answer(ann, "/search 5");

    EXPECT_EQ(answer(ann, "/context 1 2"),
              (Lines{"* 3 lines of #lobby around result 1:", "ann: 4", "ann: 5", "ann: 6", "* now live"}));
}

TEST_F(HubSearch, ContextNeedsAResultOfThatNumber) {
    EXPECT_EQ(answer(ann, "/context 1"), (Lines{"! there are no results, /search first"}));
    say(ann, 1, 1);
    answer(ann, "/search 1");

    EXPECT_EQ(answer(ann, "/context 2"), (Lines{"! there is no result 2, the last one is 1"}));
    EXPECT_EQ(answer(ann, "/context x"), (Lines{"! usage: /context N [LINES]"}));
}

TEST_F(HubSearch, ContextOfARoomThatMayNotBeReadAnyMoreIsRefused) {
    const ClientId bob = chat.connect("bob");
    chat.line(bob, "/join dev");
    chat.line(bob, "fox");
    answer(ann, "/search fox in:dev");

    chat.room("dev")->rules = std::make_unique<RoomRules>();
    chat.room("dev")->rules->key = "word";

    EXPECT_EQ(answer(ann, "/context 1"), (Lines{"! that room cannot be read any more"}));
}

TEST(HubSearchWithoutLog, IsRefusedWhereNothingLasts) {
    Chat chat;
    const ClientId ann = chat.connect("ann");

    EXPECT_EQ(chat.answer(ann, "/search fox"), (Lines{"! this server keeps nothing that could be searched"}));
}

// Summer time ends on 2026-10-25 at 01:00 UTC.
TEST_F(HubSearch, InTheHourThatClocksShowTwiceATimeIsTheLastThatHasBeen) {
    const WallTime change =
        WallTime(std::chrono::sys_days{std::chrono::year(2026) / 10 / 25}) + std::chrono::hours(1);
    chat.hub.set_interactive(ann, true);
    chat.line(ann, "/tz Europe/Berlin");
    chat.now.wall = change - std::chrono::minutes(20);  // 02:40
    chat.line(ann, "fox one");
    chat.now.wall = change + std::chrono::minutes(35);  // 02:35
    chat.line(ann, "fox two");
    chat.now.wall = change + std::chrono::minutes(45);

    EXPECT_EQ(answer(ann, "/search fox since:02:30").front(), "* 1 match for fox:");
    EXPECT_EQ(answer(ann, "/history 02:30").front(), "* 1 line of #lobby since 02:30:");
    EXPECT_EQ(answer(ann, "/search fox since:02:50").front(), "* 1 match for fox:") << "02:50 of summer time";
    EXPECT_EQ(answer(ann, "/search fox since:01:50").front(), "* 2 matches for fox:");
}

TEST_F(HubSearch, RefusesWhatCannotBeFoundAsItWasTyped) {
    for (const char* word : {"++", "c ++", "...", "tea \u0301", "->"}) {
        const Lines lines = answer(ann, std::string("/search ").append(word));
        ASSERT_EQ(lines.size(), 1U) << word;
        EXPECT_TRUE(lines[0].starts_with("! ")) << lines[0];
        EXPECT_TRUE(lines[0].ends_with("cannot be searched for: there is no letter, digit or emoji in it"))
            << lines[0];
    }
    std::string many;
    for (int i = 0; i < 33; ++i) many.append(" word");
    EXPECT_EQ(answer(ann, "/search" + many), Lines{"! a search has at most 32 words, name fewer"});
    EXPECT_TRUE(log.asked.empty());
    EXPECT_FALSE(answer(ann, "/search c++").front().starts_with("! "));
    EXPECT_FALSE(answer(ann, "/search \U0001F363").front().starts_with("! "));
}

}  // namespace
}  // namespace confab::unit
