// Several lines that are one message.
#include <gtest/gtest.h>

#include "unit/support/moderated.hpp"

namespace confab::unit {
namespace {

class HubBlock : public testing::Test {
  protected:
    void SetUp() override {
        chat.line(bot, "/format json");
        chat.forget_all();
    }
    Lines block(std::string_view text) {
        chat.hub.block(ann, text, chat.now);
        return chat.take(ann);
    }

    Chat chat;
    ClientId ann = chat.connect("ann");
    ClientId bob = chat.connect("bob");
    ClientId bot = chat.connect("bot");
};

TEST_F(HubBlock, IsOneEventThatLineClientsSeeAsLines) {
    const std::string three = "ann: one\nann:   two\nann: three";

    EXPECT_EQ(block("one\n  two\nthree\n"), (Lines{three}));
    EXPECT_EQ(chat.take(bob), (Lines{three}));
    const Lines objects = chat.take(bot);
    ASSERT_EQ(objects.size(), 1U);
    EXPECT_NE(objects[0].find(R"("text":"one\n  two\nthree")"), std::string::npos) << objects[0];
    EXPECT_NE(objects[0].find(R"("id":1,)"), std::string::npos) << objects[0];
}

TEST_F(HubBlock, IsOneOfTheHistory) {
    block("one\ntwo");
    chat.line(bob, "three");

    EXPECT_EQ(chat.room("lobby")->history.size(), 2U);
    const Lines lines = chat.answer(bob, "/history 2");
    ASSERT_EQ(lines.size(), 4U);
    EXPECT_EQ(lines[0], "* last 2 lines of #lobby:");
    EXPECT_NE(lines[1].find(" ann: one\n"), std::string::npos);
    EXPECT_EQ(lines[1].substr(0, 6), lines[1].substr(lines[1].find('\n') + 1, 6)) << "each has its time";
}

TEST_F(HubBlock, IsNeverACommand) {
    EXPECT_EQ(block("/nick al\n/quit"), (Lines{"ann: /nick al\nann: /quit"}));
    EXPECT_EQ(block("/quit"), (Lines{"ann: /quit"}));
    EXPECT_EQ(block("//etc"), (Lines{"ann: //etc"}));
    EXPECT_EQ(chat.client(ann).name.text, "ann");
}

TEST_F(HubBlock, OfNothingIsNothing) {
    EXPECT_EQ(block(""), Lines{});
    EXPECT_EQ(block(" \n\n  "), Lines{});
    EXPECT_EQ(chat.take(bob), Lines{});
    chat.hub.block({99, 99}, "one\ntwo", chat.now);
}

TEST_F(HubBlock, TwoHundredLinesPassAndOneMoreDoesNot) {
    std::string lines = "x";
    for (int i = 1; i < 200; ++i) lines += "\nx";

    EXPECT_EQ(block(lines + "\n").size(), 1U);
    EXPECT_EQ(chat.take(bob).size(), 1U);
    EXPECT_EQ(block(lines + "\nx"), (Lines{"! too many lines at once (limit 200), nothing was sent"}));
    EXPECT_EQ(chat.take(bob), Lines{});
}

TEST_F(HubBlock, SixteenKibibytesPassAndOneMoreByteDoesNot) {
    EXPECT_EQ(count_prefix(block("a\n" + std::string(16382, 'x')), "ann: a"), 1U);
    EXPECT_EQ(block("a\n" + std::string(16383, 'x')),
              (Lines{"! too much at once (limit 16384 bytes), nothing was sent"}));
}

TEST_F(HubBlock, IsSeenByWhoSeesTheSender) {
    chat.line(bob, "/ignore ann");
    chat.line(ann, "/echo off");
    chat.forget_all();

    EXPECT_EQ(block("one\ntwo"), Lines{});
    EXPECT_EQ(chat.take(bob), Lines{});
    EXPECT_EQ(chat.take(bot).size(), 1U);
}

TEST_F(HubBlock, WhatItsSenderIsToldIsAnAnswer) {
    chat.audience.answers_to.clear();

    block("one\ntwo");

    EXPECT_EQ(chat.audience.answers_to, std::vector<ClientId>{ann});
}

TEST(HubBlockOfAnAccount, IsActivityThatIsSaved) {
    KeptState state;
    Place place(state);
    const ClientId ann = place.registered("ann");
    place.chat.pass(AccountSaves::save_after);
    const WallTime begin = place.chat.now.wall;

    place.chat.hub.block(ann, "one\ntwo", place.chat.now);
    place.chat.pass(AccountSaves::save_after);

    EXPECT_GT(state.accounts.begin()->second.last_seen, begin);
}

}  // namespace
}  // namespace confab::unit
