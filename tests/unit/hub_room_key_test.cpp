// Whoever guesses the key of a room has to wait, and cannot tell by it which rooms there are.
#include "unit/support/moderated.hpp"

namespace confab::unit {
namespace {

class HubRoomKey : public Moderators {
  protected:
    HubRoomKey() {
        place.enter(ann, "dev");
        place.say(ann, "/room key sesame");
        place.enter(bob, "den");
        place.say(bob, "/room private");
        place.say(bob, "/room key other");
    }
    std::string guess(ClientId who, std::string_view room) {
        return place.say(who, "/join " + std::string(room) + " wrong");
    }
    static bool waits(std::string_view answer) { return answer.starts_with("! too many wrong keys"); }
};

TEST_F(HubRoomKey, ThreeAreFreeThenEachWaitIsTwiceAsLong) {
    for (int i = 0; i < 3; ++i) EXPECT_FALSE(waits(guess(gus, "dev"))) << i;

    EXPECT_EQ(guess(gus, "dev"), "! too many wrong keys, nothing has changed; try again in 1s");
    place.chat.pass(Milliseconds{1'000});
    EXPECT_FALSE(waits(guess(gus, "dev")));
    EXPECT_EQ(guess(gus, "dev"), "! too many wrong keys, nothing has changed; try again in 2s");
}

TEST_F(HubRoomKey, AWrongOneIsToldToTheEdgeUnlessTheRoomIsHidden) {
    guess(gus, "dev");
    guess(gus, "den");
    guess(gus, "dex");
    place.say(gus, "/join dev sesame");

    EXPECT_EQ(place.chat.audience.heard[gus].wrong_guesses, 1U);
}

TEST_F(HubRoomKey, TheRightOneHasToWaitAsWell) {
    for (int i = 0; i < 3; ++i) guess(gus, "dev");

    EXPECT_TRUE(waits(place.say(gus, "/join dev sesame")));
    EXPECT_FALSE(place.in(gus, "dev"));
    place.chat.pass(Milliseconds{1'000});
    place.say(gus, "/join dev sesame");
    EXPECT_TRUE(place.in(gus, "dev"));
}

TEST_F(HubRoomKey, APrivateRoomIsGuessedLikeOneThatIsNotThere) {
    const ClientId eve = place.guest("eve", "192.0.2.77");
    for (int i = 0; i < 4; ++i) {
        std::string there = guess(gus, "den");
        std::string not_there = guess(eve, "dex");
        if (const auto at = there.find("den"); at != std::string::npos) there.replace(at, 3, "dex");
        EXPECT_EQ(there, not_there) << i;
    }
    EXPECT_TRUE(waits(guess(gus, "den")));
    EXPECT_TRUE(waits(guess(eve, "dex")));
}

TEST_F(HubRoomKey, HoldsForTheSourceNotForTheConnection) {
    for (int i = 0; i < 3; ++i) guess(gus, "dev");

    EXPECT_TRUE(waits(guess(place.guest("hal", "192.0.2.6"), "dev")));
    EXPECT_FALSE(waits(guess(place.guest("ivy", "192.0.2.88"), "dev")));
}

TEST_F(HubRoomKey, WhoMayComeInAnywayNeverWaits) {
    place.enter(bob, "lobby");
    place.say(ann, "/op bob");
    for (int i = 0; i < 5; ++i)
        guess(place.guest("eve" + std::string(1, static_cast<char>('a' + i)), "192.0.2.5"), "dev");

    EXPECT_FALSE(waits(place.say(bob, "/join dev whatever")));
    EXPECT_FALSE(waits(place.say(sue, "/join dev whatever")));
    EXPECT_TRUE(place.in(sue, "dev"));
}

TEST_F(HubRoomKey, OneWordTooManyIsForgivenThreeTimes) {
    for (int i = 0; i < 3; ++i)
        EXPECT_TRUE(place.say(gus, "/join my room").starts_with("! no room can be called"));
    EXPECT_TRUE(waits(place.say(gus, "/join my room")));
    place.say(gus, "/join room");
    EXPECT_TRUE(place.in(gus, "room")) << "without a word nobody waits";
}

TEST_F(HubRoomKey, RoomsMadeOverLoopbackHaveALimit) {
    ChatSettings settings;
    settings.max_rooms_per_source = 3;
    for (const Address& from : {address("127.0.0.1"), address("::1"), Address::of_user(1000)}) {
        KeptState kept;
        Place other{kept, settings};
        other.chat.from = from;
        const ClientId who = other.chat.connect("maker");
        for (const char* room : {"ra", "rb", "rc", "rd"}) other.say(who, std::string("/join ") + room);

        EXPECT_TRUE(other.in(who, "rc")) << from.text();
        EXPECT_FALSE(other.in(who, "rd")) << from.text();

        other.chat.from = address("127.0.0.2");
        const ClientId neighbour = other.chat.connect("neighbour");
        other.say(neighbour, "/join rd");
        EXPECT_TRUE(other.in(neighbour, "rd"));
    }
}

}  // namespace
}  // namespace confab::unit
