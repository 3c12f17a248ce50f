// What was to be said and was refused is put up in the terminal again.
#include <gtest/gtest.h>

#include <utility>

#include "unit/support/moderated.hpp"

namespace confab::unit {
namespace {

class HubRefusedText : public testing::Test {
  protected:
    void SetUp() override {
        place.enter(owner, "dev");
        place.enter(ann, "dev");
        chat.hub.set_interactive(ann, true);
        chat.forget_all();
    }
    // What is put up after the line, which is refused.
    Lines refused(std::string_view line) {
        EXPECT_EQ(count_prefix(chat.answer(ann, line), "! "), 1U) << line;
        return offered();
    }
    Lines offered() { return std::exchange(chat.audience.heard[ann].offered, {}); }

    KeptState kept;
    Place place{kept};
    Chat& chat = place.chat;
    ClientId owner = place.registered("olga");
    ClientId ann = place.guest("ann");
};

TEST_F(HubRefusedText, InAModeratedRoom) {
    chat.line(owner, "/room moderated on");

    for (const char* line : {"hello", "/me waves", "//slash"}) EXPECT_EQ(refused(line), Lines{line});
    EXPECT_EQ(refused("/ME  waves"), Lines{"/me waves"});
}

TEST_F(HubRefusedText, ABlockAsABlock) {
    chat.line(owner, "/room moderated on");

    chat.hub.block(ann, "/one\ntwo", chat.now);

    EXPECT_EQ(offered(), Lines{"/one\ntwo"});
    chat.hub.block(ann, "/quit\n", chat.now);
    EXPECT_EQ(offered(), Lines{"//quit"});
}

TEST_F(HubRefusedText, InASlowRoom) {
    chat.line(owner, "/room slow 10s");
    chat.line(ann, "one");
    EXPECT_EQ(offered(), Lines{});

    EXPECT_EQ(refused("two"), Lines{"two"});
}

TEST_F(HubRefusedText, OfTheMuted) {
    chat.line(owner, "/mute ann 1h");

    EXPECT_EQ(refused("hello"), Lines{"hello"});
    EXPECT_EQ(refused("/topic of mine"), Lines{"/topic of mine"});
}

TEST_F(HubRefusedText, OfThoseWhoMaySayNothingToAnyone) {
    const ClientId boss = place.server_operator("boss");
    chat.line(boss, "/mute ann 1h");

    EXPECT_EQ(refused("/msg olga a long story"), Lines{"/msg olga a long story"});
}

TEST_F(HubRefusedText, DuringALockdown) {
    const ClientId boss = place.server_operator("boss");
    chat.line(boss, "/lockdown on");
    chat.forget_all();

    EXPECT_EQ(refused("hello"), Lines{"hello"});
}

TEST_F(HubRefusedText, ToNobody) {
    EXPECT_EQ(refused("/msg bbo a long story"), Lines{"/msg bbo a long story"});
    EXPECT_EQ(refused("/reply a long story"), Lines{"/reply a long story"});

    chat.line(owner, "/msg ann psst");
    chat.disconnect(owner);
    chat.forget_all();
    EXPECT_EQ(refused("/reply a long story"), Lines{"/reply a long story"});
}

TEST_F(HubRefusedText, IsNotPutUpForWhoeverHasLines) {
    chat.line(owner, "/room moderated on");
    chat.hub.set_interactive(ann, false);

    EXPECT_EQ(refused("hello"), Lines{});
}

TEST_F(HubRefusedText, WhoIsPutOutOfARoomTalksInAnotherByThePromptToo) {
    EXPECT_EQ(chat.audience.heard[ann].settings->room, "dev");

    chat.line(owner, "/kick ann");

    EXPECT_EQ(chat.audience.heard[ann].settings->room, "");
    EXPECT_EQ(chat.hub.status(ann)->room, "lobby");
}

}  // namespace
}  // namespace confab::unit
