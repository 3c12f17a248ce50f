// Saying something: to a room, to one person, to nobody.
#include <gtest/gtest.h>

#include "unit/support/chat.hpp"

namespace confab::unit {
namespace {

class HubTalk : public testing::Test {
  protected:
    Chat chat;
    ClientId ann = chat.connect("ann");
    ClientId bob = chat.connect("bob");
    void SetUp() override { chat.forget_all(); }
};

TEST_F(HubTalk, TheRoomSeesALineAndSoDoesItsSender) {
    chat.line(ann, "hello");

    EXPECT_EQ(chat.take(ann), (Lines{"ann: hello"}));
    EXPECT_EQ(chat.take(bob), (Lines{"ann: hello"}));
}

TEST_F(HubTalk, TwoSlashesSayOne) {
    chat.line(ann, "//nick is a command");
    chat.line(ann, "//");

    EXPECT_EQ(chat.take(bob), (Lines{"ann: /nick is a command", "ann: /"}));
}

TEST_F(HubTalk, AnEmoteIsAnEmote) {
    chat.line(ann, "/me waves");

    EXPECT_EQ(chat.take(bob), (Lines{"** ann waves"}));
    EXPECT_EQ(chat.take(ann), (Lines{"** ann waves"}));
}

TEST_F(HubTalk, SpacesAtTheBeginningOfALineStay) {
    chat.line(ann, "  deep");

    EXPECT_EQ(chat.take(bob), (Lines{"ann:   deep"}));
}

TEST_F(HubTalk, IdsRiseWithinTheRoomByOne) {
    chat.line(bob, "/format json");
    chat.take(bob);

    for (int i = 0; i < 3; ++i) chat.line(ann, "x");

    const Lines lines = chat.take(bob);
    ASSERT_EQ(lines.size(), 3U);
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_NE(lines[i].find("\"id\":" + std::to_string(i + 1) + ","), std::string::npos) << lines[i];
    }
}

TEST_F(HubTalk, WithEchoOffOneDoesNotSeeOwnLines) {
    chat.answer(ann, "/echo off");

    EXPECT_EQ(chat.answer(ann, "hello"), Lines{});
    EXPECT_EQ(chat.answer(ann, "/me waves"), Lines{});
    EXPECT_EQ(chat.answer(ann, "/msg bob psst"), Lines{});
    EXPECT_EQ(chat.take(bob), (Lines{"ann: hello", "** ann waves", "ann -> bob: psst"}));
}

TEST_F(HubTalk, WithEchoOnAgainOneDoes) {
    chat.answer(ann, "/echo off");
    chat.answer(ann, "/ECHO ON");

    EXPECT_EQ(chat.answer(ann, "hello"), (Lines{"ann: hello"}));
}

TEST_F(HubTalk, APrivateMessageIsSeenByBothAndNobodyElse) {
    const ClientId eve = chat.connect("eve");
    chat.forget_all();

    chat.line(ann, "/msg BOB psst, you");

    EXPECT_EQ(chat.take(ann), (Lines{"ann -> bob: psst, you"}));
    EXPECT_EQ(chat.take(bob), (Lines{"ann -> bob: psst, you"}));
    EXPECT_EQ(chat.take(eve), Lines{});
}

TEST_F(HubTalk, APrivateMessageToOneselfComesOnce) {
    chat.line(ann, "/echo off");
    EXPECT_EQ(chat.answer(ann, "/msg ann note"), (Lines{"ann -> ann: note"}));
    chat.line(ann, "/echo on");
    EXPECT_EQ(chat.answer(ann, "/msg ann note"), (Lines{"ann -> ann: note"}));
}

TEST_F(HubTalk, APrivateMessageIsNotKeptInTheHistory) {
    chat.line(ann, "/msg bob psst");

    EXPECT_EQ(chat.answer(ann, "/history"), (Lines{"* nothing was said in #lobby yet"}));
}

TEST_F(HubTalk, AMessageToNobodyIsOneErrorThatSaysNothingWasSent) {
    const Lines lines = chat.answer(ann, "/msg nobody psst");

    ASSERT_EQ(lines.size(), 1U);
    EXPECT_TRUE(lines[0].starts_with("! nobody here is called nobody, nothing was sent"));
}

TEST_F(HubTalk, ReplyAnswersWhoeverWroteLast) {
    const ClientId eve = chat.connect("eve");
    chat.line(bob, "/msg ann one");
    chat.line(eve, "/msg ann two");
    chat.pass(Writers::sudden);
    chat.forget_all();

    chat.line(ann, "/reply three");

    EXPECT_EQ(chat.take(eve), (Lines{"ann -> eve: three"}));
    EXPECT_EQ(chat.take(bob), Lines{});
}

TEST_F(HubTalk, AReplyThatMayHaveBeenBegunForAnotherIsRefusedWithBothNames) {
    const ClientId eve = chat.connect("eve");
    chat.line(bob, "/msg ann one");
    chat.pass(Milliseconds{3'600'000});
    chat.line(eve, "/msg ann two");
    chat.pass(Writers::sudden - Milliseconds{1});
    chat.forget_all();

    for (const char* reply : {"/reply three", "/r three"}) {
        EXPECT_EQ(chat.answer(ann, reply),
                  (Lines{"! whom do you mean? eve wrote just after bob, nothing was sent: "
                         "/msg bob TEXT or /msg eve TEXT"}));
    }
    EXPECT_EQ(chat.take(bob), Lines{});
    EXPECT_EQ(chat.take(eve), Lines{});
    chat.pass(Milliseconds{1});
    EXPECT_EQ(chat.answer(ann, "/r three"), (Lines{"ann -> eve: three"}));
}

TEST_F(HubTalk, ItIsTheChangeOfWriterThatIsSudden) {
    const ClientId eve = chat.connect("eve");
    chat.line(bob, "/msg ann one");
    chat.line(eve, "/msg ann two");
    chat.pass(Writers::sudden);
    chat.line(eve, "/msg ann three");

    EXPECT_EQ(chat.answer(ann, "/r four").back(), "ann -> eve: four");
    chat.line(bob, "/msg ann five");
    EXPECT_EQ(count_prefix(chat.answer(ann, "/r six"), "! whom do you mean? bob wrote just after eve,"), 1U);
}

TEST_F(HubTalk, WhoIsIgnoredIsNobodyToReplyTo) {
    const ClientId eve = chat.connect("eve");
    chat.line(ann, "/ignore eve");
    chat.line(bob, "/msg ann one");
    chat.line(eve, "/msg ann two");

    EXPECT_EQ(chat.answer(ann, "/r three").back(), "ann -> bob: three");
}

TEST_F(HubTalk, AReplyIsRefusedTooIfOneOfTheTwoHasLeft) {
    const ClientId eve = chat.connect("eve");
    chat.line(bob, "/msg ann one");
    chat.line(eve, "/msg ann two");
    chat.disconnect(bob);

    EXPECT_EQ(
        chat.answer(ann, "/r three").back(),
        "! whom do you mean? eve wrote just after someone who has left, nothing was sent: /msg eve TEXT");
    chat.disconnect(eve);
    EXPECT_EQ(
        chat.answer(ann, "/r three").back(),
        "! whom do you mean? someone who has left wrote just after someone who has left, nothing was sent");
}

TEST_F(HubTalk, ReplyFollowsARename) {
    chat.line(bob, "/msg ann one");
    chat.line(bob, "/nick rob");
    chat.forget_all();

    chat.line(ann, "/reply two");

    EXPECT_EQ(chat.take(bob), (Lines{"ann -> rob: two"}));
}

TEST_F(HubTalk, ReplyToNobodyIsOneError) {
    EXPECT_EQ(chat.answer(ann, "/reply hm"), (Lines{"! nobody has sent you a private message yet"}));
}

TEST_F(HubTalk, ReplyToSomeoneWhoLeftIsOneErrorEvenIfTheNameIsThere) {
    chat.line(bob, "/msg ann one");
    chat.disconnect(bob);
    const ClientId other = chat.connect("bob");
    chat.forget_all();

    EXPECT_EQ(chat.answer(ann, "/reply two"),
              (Lines{"! the person who wrote to you last has left, nothing was sent"}));
    EXPECT_EQ(chat.take(other), Lines{});
}

TEST_F(HubTalk, OnesOwnMessagesAreNothingToReplyTo) {
    chat.line(ann, "/msg bob one");

    EXPECT_EQ(count_prefix(chat.answer(ann, "/reply two"), "! nobody has sent you"), 1U);
}

TEST_F(HubTalk, WhoIsAwayIsToldToThoseWhoWrite) {
    EXPECT_EQ(chat.answer(bob, "/away lunch: back at 2"), (Lines{"* you are away: lunch: back at 2"}));

    EXPECT_EQ(chat.answer(ann, "/msg bob hi"), (Lines{"ann -> bob: hi", "* bob is away: lunch: back at 2"}));
    EXPECT_EQ(chat.answer(bob, "/back"), (Lines{"* you are back"}));
    EXPECT_EQ(chat.answer(ann, "/msg bob hi"), (Lines{"ann -> bob: hi"}));
}

TEST_F(HubTalk, AwayNeedsNoReason) {
    EXPECT_EQ(chat.answer(bob, "/away"), (Lines{"* you are away"}));
    EXPECT_EQ(chat.answer(ann, "/msg bob hi").back(), "* bob is away");
}

TEST_F(HubTalk, BackWithoutAwaySaysSo) {
    EXPECT_EQ(chat.answer(bob, "/back"), (Lines{"* you were not away"}));
}

TEST_F(HubTalk, ReplyIsToldOfAwayToo) {
    chat.line(bob, "/msg ann one");
    chat.line(bob, "/away");

    EXPECT_EQ(chat.answer(ann, "/reply two"), (Lines{"ann -> bob: two", "* bob is away"}));
}

}  // namespace
}  // namespace confab::unit
