// What rooms are told of comings and goings.
#include <gtest/gtest.h>

#include "unit/support/chat.hpp"

namespace confab::unit {
namespace {

constexpr Milliseconds second{1000};

TEST(Presence, WhoeverStaysIsAnnouncedAfterAWhile) {
    Chat chat;
    const ClientId ann = chat.connect("ann");
    const ClientId bob = chat.connect("bob");

    chat.pass(Milliseconds{1999});
    EXPECT_EQ(chat.take(ann), Lines{});
    chat.pass(Milliseconds{1});

    EXPECT_EQ(chat.take(ann), (Lines{"* bob joined #lobby"}));
    EXPECT_EQ(chat.take(bob), (Lines{"* ann joined #lobby"})) << "nobody is told of oneself";
}

TEST(Presence, WhoeverGoesBeforeWasNeverThere) {
    Chat chat;
    const ClientId ann = chat.connect("ann");
    chat.pass(3 * second);
    chat.forget_all();

    chat.disconnect(chat.connect());
    chat.pass(10 * second);

    EXPECT_EQ(chat.take(ann), Lines{});
}

TEST(Presence, AOneLineVisitorMakesExactlyItsMessage) {
    Chat chat;
    const ClientId ann = chat.connect("ann");
    chat.pass(3 * second);
    chat.forget_all();

    const ClientId script = chat.connect();
    chat.line(script, "deploy done");
    chat.disconnect(script, "end of input");
    chat.pass(10 * second);

    EXPECT_EQ(chat.take(ann), (Lines{"guest1: deploy done"}));
}

TEST(Presence, WhoeverSpokeIsNotAnnouncedAfterTheFactButIsSeenToLeave) {
    Chat chat;
    const ClientId ann = chat.connect("ann");
    chat.pass(3 * second);
    const ClientId bob = chat.connect("bob");
    chat.line(bob, "/me waves");
    chat.forget_all();

    chat.pass(3 * second);
    EXPECT_EQ(chat.take(ann), Lines{});
    chat.disconnect(bob);
    EXPECT_EQ(chat.take(ann), (Lines{"* bob left #lobby"}));
}

TEST(Presence, ACommandIsNotSpeaking) {
    Chat chat;
    const ClientId ann = chat.connect("ann");
    chat.pass(3 * second);
    const ClientId bob = chat.connect("bob");
    chat.line(bob, "/who");
    chat.line(bob, "/msg ann hi");
    chat.take(ann);

    chat.pass(3 * second);

    EXPECT_EQ(chat.take(ann), (Lines{"* bob joined #lobby"}));
}

TEST(Presence, WhoeverGoesAtTheVeryMomentIsAnnouncedFirst) {
    Chat chat;
    const ClientId ann = chat.connect("ann");
    chat.pass(3 * second);
    const ClientId bob = chat.connect("bob");
    chat.forget_all();

    chat.now.mono += 2 * second;  // the timer has not fired yet
    chat.disconnect(bob);

    EXPECT_EQ(chat.take(ann), (Lines{"* bob joined #lobby", "* bob left #lobby"}));
}

TEST(Presence, WithZeroAnnouncementsComeAtOnce) {
    Chat chat({.announce_after = Milliseconds{0}, .motd = {}});
    const ClientId ann = chat.connect();

    const ClientId bob = chat.connect_unread();

    EXPECT_EQ(chat.take(ann), (Lines{"* guest2 joined #lobby"}));
    EXPECT_TRUE(chat.take(bob).back().starts_with("* You are guest2"));
    chat.disconnect(bob);
    EXPECT_EQ(chat.take(ann), (Lines{"* guest2 left #lobby"}));
    EXPECT_EQ(chat.hub.deadline(), std::nullopt);
}

TEST(Presence, ARenameBeforeTheAnnouncementIsNotTold) {
    Chat chat;
    const ClientId ann = chat.connect("ann");
    chat.pass(3 * second);
    const ClientId bob = chat.connect();
    chat.forget_all();

    EXPECT_EQ(chat.answer(bob, "/nick bob"), (Lines{"* guest1 is now called bob"}));
    EXPECT_EQ(chat.take(ann), Lines{});
    chat.pass(3 * second);
    EXPECT_EQ(chat.take(ann), (Lines{"* bob joined #lobby"}));
}

TEST(Presence, ARenameIsToldOnceToWhoeverSharesSeveralRooms) {
    Chat chat;
    const ClientId ann = chat.connect("ann");
    const ClientId bob = chat.connect("bob");
    const ClientId eve = chat.connect("eve");
    for (const ClientId id : {ann, bob}) {
        for (const char* room : {"/join a", "/join b"}) chat.line(id, room);
    }
    chat.pass(3 * second);
    chat.forget_all();

    chat.line(bob, "/nick rob");

    EXPECT_EQ(chat.take(ann), (Lines{"* bob is now called rob"}));
    EXPECT_EQ(chat.take(bob), (Lines{"* bob is now called rob"}));
    EXPECT_EQ(chat.take(eve), (Lines{"* bob is now called rob"}));
}

class LargeRoom : public testing::Test {
  protected:
    void SetUp() override {
        chat.connect_many(50);
        chat.pass(5 * second);
        chat.forget_all();
    }

    Chat chat;
    ClientId ann = chat.connect("ann");
};

TEST_F(LargeRoom, FiftyMembersAreStillToldEach) {
    Chat small;
    const ClientId bob = small.connect("bob");
    small.connect_many(48);
    small.pass(5 * second);
    small.forget_all();

    small.connect();
    small.pass(2 * second);

    EXPECT_EQ(small.take(bob), (Lines{"* guest49 joined #lobby"}));
}

TEST_F(LargeRoom, JoinsAndLeavesAreSummedUp) {
    const auto more = chat.connect_many(5);
    chat.pass(2 * second);
    EXPECT_EQ(chat.take(ann), Lines{});
    chat.disconnect(more[0]);
    chat.disconnect(more[1]);

    chat.pass(second);

    EXPECT_EQ(chat.take(ann), (Lines{"* 5 joined, 2 left #lobby (54 here)"}));
}

TEST_F(LargeRoom, ASumComesAtMostOnceASecond) {
    Lines seen;
    for (int i = 0; i < 100; ++i) {
        chat.connect();
        chat.pass(Milliseconds{100});
        for (const std::string& line : chat.take(ann)) seen.push_back(line);
    }

    EXPECT_GE(seen.size(), 7U);
    EXPECT_LE(seen.size(), 10U);
    EXPECT_EQ(count_prefix(seen, "* "), seen.size());
}

TEST_F(LargeRoom, NobodyWhoIsSummedUpIsLost) {
    const auto more = chat.connect_many(37);
    chat.pass(2 * second);
    for (const ClientId id : more) chat.disconnect(id);
    chat.pass(10 * second);

    std::size_t in = 0;
    std::size_t out = 0;
    for (const std::string& line : chat.take(ann)) {
        std::size_t joined_now = 0;
        std::size_t left_now = 0;
        ASSERT_EQ(std::sscanf(line.c_str(), "* %zu joined, %zu left #lobby", &joined_now, &left_now), 2)
            << line;
        in += joined_now;
        out += left_now;
    }
    EXPECT_EQ(in, 37U);
    EXPECT_EQ(out, 37U);
}

TEST_F(LargeRoom, WhoWalksInOrOutIsToldDirectly) {
    const ClientId bob = chat.connect("bob");
    chat.line(bob, "/join dev");
    chat.forget_all();

    EXPECT_EQ(chat.answer(bob, "/leave lobby").front(), "* bob left #lobby");
    EXPECT_EQ(chat.answer(bob, "/join lobby").front(), "#lobby * bob joined #lobby");
    chat.pass(second);
    EXPECT_EQ(chat.take(ann), (Lines{"* 1 joined, 1 left #lobby (52 here)"}));
}

TEST_F(LargeRoom, EveryRenameIsToldAtOnce) {
    const ClientId bob = chat.connect("bob");
    const ClientId eve = chat.connect("eve");
    for (const ClientId id : {ann, bob, eve}) chat.line(id, "hi");
    chat.forget_all();

    chat.line(bob, "/nick bob2");
    chat.line(eve, "/nick eve2");

    EXPECT_EQ(chat.take(ann), (Lines{"* bob is now called bob2", "* eve is now called eve2"}));
}

}  // namespace
}  // namespace confab::unit
