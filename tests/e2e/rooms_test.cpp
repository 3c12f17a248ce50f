#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "e2e/support/confabd.hpp"
#include "e2e/support/text.hpp"

namespace confab::e2e {
namespace {

TEST(RoomDirectory, InMoreThanOneEveryLineOfARoomIsMarked) {
    Confabd daemon;
    Client alice = daemon.client("alice");
    Client bob = daemon.client("bob");
    alice.answer("/join dev");

    bob.say("in the lobby");
    alice.expect("#lobby bob: in the lobby");
    alice.say("in dev");
    alice.say("/me waves");

    alice.expect("#dev alice: in dev");
    alice.expect("#dev ** alice waves");
    bob.expect("bob: in the lobby");
}

TEST(RoomDirectory, InOneAgainNoLineIsMarked) {
    Confabd daemon;
    Client alice = daemon.client("alice");
    alice.answer("/join dev");
    alice.answer("/leave lobby");

    alice.say("in dev");

    alice.expect("alice: in dev");
}

TEST(RoomDirectory, NoticesOfARoomAreMarkedToo) {
    Confabd daemon;
    Client alice = daemon.client("alice");
    Client bob = daemon.client("bob");
    alice.answer("/join dev");

    bob.answer("/join dev");
    bob.answer("/topic ship it");
    bob.answer("/leave dev");

    alice.expect("#dev * bob joined #dev");
    EXPECT_TRUE(matches(alice.line(), "#dev \\* .*ship it.*"));
    EXPECT_TRUE(alice.line().starts_with("#dev * bob left #dev"));
}

TEST(RoomDirectory, APrivateMessageIsOfNoRoom) {
    Confabd daemon;
    Client alice = daemon.client("alice");
    Client bob = daemon.client("bob");
    alice.answer("/join dev");

    bob.say("/msg alice psst");

    alice.expect("bob -> alice: psst");
}

TEST(RoomDirectory, AJoinMakesItTheCurrentRoom) {
    Confabd daemon;
    Client alice = daemon.client("alice");
    Client bob = daemon.client("bob");
    Client carol = daemon.client("carol");
    bob.answer("/join dev");
    bob.answer("/leave lobby");
    alice.answer("/join dev");

    alice.answer("to dev");
    alice.answer("/join lobby");
    alice.answer("to the lobby");

    bob.expect("* alice joined #dev");
    bob.expect("alice: to dev");
    carol.expect_match("\\* bob left #lobby.*");
    carol.expect("alice: to the lobby");
}

TEST(RoomDirectory, TheHashIsOptionalAndCaseDoesNotMatter) {
    Confabd daemon;
    Client alice = daemon.client("alice");
    Client bob = daemon.client("bob");
    Client carol = daemon.client("carol");
    alice.answer("/join #dev");
    bob.answer("/join DEV");
    carol.answer("/join Dev");
    alice.answer("hello");

    const auto said = [](const std::string& line) { return line.ends_with(" alice: hello"); };

    EXPECT_EQ(bob.until(said).back(), "#dev alice: hello");
    EXPECT_EQ(carol.until(said).back(), "#dev alice: hello");
}

TEST(RoomDirectory, FollowTheRulesOfNames) {
    Confabd daemon;
    Client alice = daemon.client("alice");

    for (const std::string name :
         {"1st", "-x", "a b", "a!b", "a:b", "p\xd0\xb0ypal", "##dev", "smile\xf0\x9f\x99\x82"}) {
        const std::vector<std::string> answer = alice.answer("/join " + name);
        EXPECT_EQ(answer.size(), 1U) << name << join_lines(answer);
        EXPECT_TRUE(answer[0].starts_with("! ")) << answer[0];
    }
    EXPECT_EQ(alice.answer("/join " + times(33, "a")).size(), 1U);
    EXPECT_EQ(count_containing(alice.answer("/join " + times(32, "a")), "! "), 0U);
    EXPECT_EQ(count_containing(alice.answer("/join \xd0\x9a\xd1\x83\xd1\x85\xd0\xbd\xd1\x8f"), "! "), 0U);
}

TEST(RoomDirectory, ThatLookAlikeAreOneRoom) {
    Confabd daemon;
    Client alice = daemon.client("alice");
    Client bob = daemon.client("bob");
    alice.answer("/join boots");
    bob.answer("/join b00ts");

    alice.answer("hello");

    const auto said = [](const std::string& line) { return line.ends_with("alice: hello"); };
    EXPECT_EQ(bob.until(said).back(), "#boots alice: hello");
}

TEST(RoomDirectory, LeavingTheLastOneGoesBackToTheLobby) {
    Confabd daemon;
    Client alice = daemon.client("alice");
    Client bob = daemon.client("bob");
    alice.answer("/join dev");
    alice.answer("/leave lobby");
    alice.answer("/leave");
    alice.answer("back again");

    bob.expect_match("\\* alice left #lobby.*");
    bob.expect("* alice joined #lobby");
    bob.expect("alice: back again");
}

TEST(RoomDirectory, LeaveAloneLeavesTheCurrentOne) {
    Confabd daemon;
    Client alice = daemon.client("alice");
    Client bob = daemon.client("bob");
    bob.answer("/join dev");
    bob.answer("/join ops");
    bob.answer("/join dev");
    alice.answer("/join dev");

    alice.answer("/leave");
    alice.answer("said in the lobby");

    bob.expect("#dev * alice joined #dev");
    EXPECT_TRUE(bob.line().starts_with("#dev * alice left #dev"));
    bob.expect("#lobby alice: said in the lobby");
}

TEST(RoomDirectory, WhoLeftARoomHearsNoMoreOfIt) {
    Confabd daemon;
    Client alice = daemon.client("alice");
    Client bob = daemon.client("bob");
    alice.answer("/join dev");
    bob.answer("/join dev");
    bob.answer("/leave dev");
    alice.answer("in dev");
    alice.answer("/leave dev");
    alice.answer("in the lobby");

    EXPECT_EQ(bob.so_far(), std::vector<std::string>{"alice: in the lobby"});
}

TEST(RoomDirectory, OneThatNobodyIsInIsGoneButNotWhatWasSaidThere) {
    Confabd daemon;
    Client alice = daemon.client("alice");
    alice.answer("/join dev");
    alice.answer("/topic the old topic");
    alice.answer("the old words");
    alice.answer("/leave dev");

    EXPECT_EQ(count_containing(alice.answer("/rooms"), "#dev"), 0U);
    const std::vector<std::string> joined = alice.answer("/join dev");
    EXPECT_EQ(count_containing(joined, "the old words"), 1U) << join_lines(joined);
    EXPECT_EQ(count_containing(joined, "the old topic"), 0U) << join_lines(joined);
    EXPECT_EQ(count_containing(alice.answer("/topic"), "the old topic"), 0U);
}

TEST(RoomDirectory, OneThatNobodyIsInIsGoneForGoodWhereNothingIsKept) {
    Confabd daemon({"--history-keep", "0"});
    Client alice = daemon.client("alice");
    alice.answer("/join dev");
    alice.answer("the old words");
    alice.answer("/leave dev");

    EXPECT_EQ(count_containing(alice.answer("/join dev"), "the old words"), 0U);
}

TEST(RoomDirectory, OneIsGoneWhenTheLastInItDisconnects) {
    Confabd daemon;
    Client alice = daemon.client("alice");
    Client bob = daemon.client("bob");
    bob.answer("/join dev");
    EXPECT_EQ(count_containing(alice.answer("/rooms"), "#dev"), 1U);

    bob.reset();

    eventually([&] { return count_containing(alice.answer("/rooms"), "#dev") == 0; }, "the end of #dev");
}

TEST(RoomDirectory, TheLobbyIsNeverGone) {
    Confabd daemon;
    {
        Client alice = daemon.client("alice");
        alice.say("remember me");
        alice.expect("alice: remember me");
        alice.say("/quit");
        alice.until_closed();
    }
    Client bob = daemon.connect();
    bob.greeting();
    bob.expect("* last 1 line of #lobby:");
    bob.expect_match("..:.. alice: remember me");
    bob.expect("* now live");

    bob.answer("/join dev");
    bob.answer("/leave lobby");

    EXPECT_EQ(count_containing(bob.answer("/rooms"), "#lobby"), 1U);
}

TEST(RoomDirectory, TheListTellsHowManyAreInEachAndTheTopic) {
    Confabd daemon;
    std::vector<Client> others = daemon.guests(2);
    Client alice = daemon.client("alice");
    for (Client& other : others) other.answer("/join dev");
    alice.answer("/join dev");
    alice.answer("/topic ship it");
    alice.answer("/leave dev");

    for (const std::string& line : alice.answer("/rooms")) {
        EXPECT_TRUE(line.starts_with("* ")) << line;
        EXPECT_TRUE(!contains(line, "#dev") || has_match(line, "\\b2\\b.*ship it")) << line;
        EXPECT_TRUE(!contains(line, "#lobby") || has_match(line, "\\b3\\b")) << line;
    }
    EXPECT_EQ(count_containing(alice.answer("/rooms"), "#dev"), 1U);
}

TEST(RoomDirectory, TheTopicIsToldToAllAndShown) {
    Confabd daemon;
    Client alice = daemon.client("alice");
    Client bob = daemon.client("bob");

    alice.answer("/topic today: \xc3\xa9t\xc3\xa9");
    alice.answer("after");

    const std::string told = bob.line();
    EXPECT_TRUE(told.starts_with("* ")) << told;
    EXPECT_TRUE(contains(told, "today: \xc3\xa9t\xc3\xa9") && contains(told, "alice")) << told;
    bob.expect("alice: after");
    EXPECT_EQ(count_containing(bob.answer("/topic"), "today: \xc3\xa9t\xc3\xa9"), 1U);
}

}  // namespace
}  // namespace confab::e2e
