#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "e2e/support/confabd.hpp"
#include "e2e/support/text.hpp"

namespace confab::e2e {
namespace {

class Private : public testing::Test {
  protected:
    Confabd daemon;
    Client alice = daemon.client("alice");
    Client bob = daemon.client("bob");
    Client carol = daemon.client("carol");
};

TEST_F(Private, BothSeeTheSameLineAndNobodyElseAnything) {
    alice.say("/msg bob psst");
    alice.expect("alice -> bob: psst");
    alice.say("after");

    bob.expect("alice -> bob: psst");
    bob.expect("alice: after");
    carol.expect("alice: after");
}

TEST_F(Private, TheNameMayBeWrittenInAnyWayThatIsTheSameName) {
    alice.say("/msg B0B psst");

    alice.expect("alice -> bob: psst");
    bob.expect("alice -> bob: psst");
}

TEST_F(Private, ReplyAnswersTheLastThatCame) {
    alice.answer("/msg carol first");
    carol.so_far();

    carol.say("/reply to you");

    carol.expect("carol -> alice: to you");
    alice.expect("carol -> alice: to you");
    bob.say("after");
    bob.expect("bob: after");
}

TEST_F(Private, ReplyAsksWhomWhileSomebodyElseHasJustWritten) {
    alice.answer("/msg carol first");
    bob.answer("/msg carol second");
    carol.so_far();

    EXPECT_EQ(
        carol.answer("/r to whom").back(),
        "! whom do you mean? bob wrote just after alice, nothing was sent: /msg alice TEXT or /msg bob TEXT");

    carol.say("after");
    alice.expect("carol: after");
    bob.expect("carol: after");
}

TEST_F(Private, ReplyFollowsARename) {
    alice.answer("/msg carol hello");
    alice.answer("/nick al");
    carol.so_far();

    carol.say("/reply hello yourself");

    carol.expect("carol -> al: hello yourself");
    alice.expect("carol -> al: hello yourself");
}

TEST_F(Private, ReplyToSomeoneWhoLeftIsOneErrorLine) {
    alice.answer("/msg carol hello");
    alice.say("/quit");
    alice.until_closed();
    carol.so_far();

    const std::vector<std::string> answer = carol.answer("/reply are you there");

    EXPECT_EQ(answer.size(), 1U) << join_lines(answer);
    EXPECT_TRUE(answer[0].starts_with("! ")) << answer[0];
}

TEST_F(Private, IsNeverReplayed) {
    alice.answer("/msg bob secret words");
    alice.answer("public words");
    Client dave = daemon.connect();
    dave.greeting();

    EXPECT_EQ(count_containing(dave.until_line("* now live"), "secret"), 0U);
    EXPECT_EQ(count_containing(alice.answer("/history"), "secret"), 0U);
}

TEST_F(Private, ReachesSomeoneInNoCommonRoom) {
    bob.answer("/join dev");
    bob.answer("/leave lobby");

    alice.say("/msg bob over there");

    bob.expect("alice -> bob: over there");
}

TEST_F(Private, AnIgnoredOneIsNotSeenByWhoIgnores) {
    carol.answer("/ignore alice");
    alice.answer("/msg carol psst");
    alice.answer("hello");
    alice.answer("/me waves");
    bob.say("after");

    carol.expect("bob: after");
    bob.expect("alice: hello");
    bob.expect("** alice waves");
}

TEST_F(Private, IgnoringListsAndEnds) {
    EXPECT_EQ(count_containing(carol.answer("/ignore"), "alice"), 0U);
    carol.answer("/ignore ALICE");
    EXPECT_EQ(count_containing(carol.answer("/ignore"), "alice"), 1U);

    carol.answer("/unignore alice");
    EXPECT_EQ(count_containing(carol.answer("/ignore"), "alice"), 0U);
    alice.answer("hello again");

    carol.expect("alice: hello again");
}

TEST_F(Private, AnIgnoredOneStaysSoUnderAnotherName) {
    carol.answer("/ignore alice");
    alice.answer("/nick al");
    alice.answer("it is still me");
    bob.answer("after");

    carol.expect("bob: after");
}

TEST_F(Private, AwayIsShownInWhoAndToldToThoseWhoWrite) {
    bob.answer("/away gone fishing");
    EXPECT_EQ(count_containing(alice.answer("/who"), "gone fishing"), 1U);

    const std::vector<std::string> told = alice.answer("/msg bob are you there");

    ASSERT_EQ(told.size(), 2U) << join_lines(told);
    EXPECT_EQ(count_containing(told, "alice -> bob: are you there"), 1U);
    EXPECT_EQ(count_containing(told, "gone fishing"), 1U);
    for (const std::string& line : told) {
        EXPECT_TRUE(line.starts_with("alice -> bob: ") || line.starts_with("* ")) << line;
    }
    EXPECT_EQ(bob.so_far(), std::vector<std::string>{"alice -> bob: are you there"});
}

TEST_F(Private, AwayNeedsNoText) {
    bob.answer("/away");

    EXPECT_EQ(alice.answer("/msg bob hello").size(), 2U);
}

TEST_F(Private, BackIsNotAwayAnyMore) {
    bob.answer("/away gone fishing");
    bob.answer("/back");

    EXPECT_EQ(count_containing(alice.answer("/who"), "gone fishing"), 0U);
    EXPECT_EQ(alice.answer("/msg bob hello"), std::vector<std::string>{"alice -> bob: hello"});
}

TEST_F(Private, EchoOffTurnsOffOnesOwnLinesOnly) {
    alice.answer("/echo off");
    EXPECT_EQ(alice.answer("hello"), std::vector<std::string>{});
    bob.expect("alice: hello");
    bob.answer("seen by alice");
    alice.expect("bob: seen by alice");

    alice.answer("/ECHO ON");
    alice.say("and now");

    alice.expect("alice: and now");
}

TEST_F(Private, TimestampsAreOnEverythingButErrors) {
    const std::string time = "([01][0-9]|2[0-3]):[0-5][0-9] ";
    alice.answer("/timestamps on");

    alice.say("hello");
    alice.expect_match(time + "alice: hello");
    alice.say("/me waves");
    alice.expect_match(time + "\\*\\* alice waves");
    bob.answer("/msg alice psst");
    alice.expect_match(time + "bob -> alice: psst");
    for (const std::string& line : alice.answer("/who")) EXPECT_TRUE(matches(line, time + "\\* .*")) << line;
    alice.say("/nosuch");
    EXPECT_TRUE(alice.line().starts_with("! "));

    alice.answer("/timestamps off");
    alice.say("without");
    alice.expect("alice: without");
    bob.expect("alice: without");
}

TEST_F(Private, TheTimeComesBeforeTheRoom) {
    alice.answer("/timestamps on");
    alice.answer("/join dev");

    alice.say("hello");

    alice.expect_match("[0-2][0-9]:[0-5][0-9] #dev alice: hello");
}

}  // namespace
}  // namespace confab::e2e
