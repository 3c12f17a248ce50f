// Nobody who owns rooms can fill what all have of bans and mutes.
#include <gtest/gtest.h>

#include "unit/support/moderated.hpp"

namespace confab::unit {
namespace {

class HubShares : public testing::Test {
  protected:
    static ChatSettings few() { return {.max_sanctions = 100, .motd = {}}; }
    // Bans names in the room until it is refused, and gives that answer.
    std::string fill(ClientId who, const std::string& room) {
        place.enter(who, room);
        for (int i = 0; i < 200; ++i) {
            std::string answer = place.say(who, "/ban x" + std::to_string(++names_));
            if (answer.find("! ") != std::string::npos) return answer;
        }
        return "";
    }
    KeptState state;
    Place place{state, few()};
    ClientId sue = place.server_operator("sue");
    ClientId ann = place.registered("ann");

  private:
    int names_ = 0;
};

TEST_F(HubShares, OnePersonHasATenthInAllTheirRooms) {
    for (const char* room : {"one", "two", "three"}) {
        EXPECT_EQ(fill(ann, room), "! the rooms of the owner of #" + std::string(room) +
                                       " have 10 bans and mutes together, which is all they may have; lift "
                                       "some first (/bans)");
    }
    EXPECT_EQ(state.sanctions.size(), 10U);
    place.say(ann, "/join one");
    place.say(ann, "/unban x1");
    EXPECT_EQ(place.say(ann, "/ban x1").find("! "), std::string::npos);
}

TEST_F(HubShares, AllRoomsHaveHalfAndTheServerHasTheRest) {
    for (int i = 0; i < 6; ++i) {
        const std::string name = "owner" + std::string(1, static_cast<char>('a' + i));
        fill(place.registered(name), "of-" + name);
    }
    EXPECT_EQ(state.sanctions.size(), 50U);
    place.enter(ann, "anns");
    EXPECT_EQ(
        place.say(ann, "/mute bob"),
        "! all rooms together have 50 bans and mutes, which is all they may have; a server operator can "
        "lift some");

    for (int i = 0; i < 49; ++i) {
        EXPECT_TRUE(place.say(sue, "/ban 198.51.100." + std::to_string(i)).starts_with("* ")) << i;
    }
    place.enter(sue, "anns");
    EXPECT_TRUE(place.say(sue, "/ban #anns bob").find("bob is banned from #anns") != std::string::npos)
        << "shares are not for server operators";
    EXPECT_EQ(place.say(sue, "/ban 203.0.113.1"),
              "! the limit of 100 bans and mutes has been reached, lift some first (/bans)");
}

TEST_F(HubShares, RoomsOfNobodyCountForWhereTheyWereMade) {
    place.chat.hub.configure({.history = 0, .max_owned_rooms = 0, .max_sanctions = 100, .motd = {}});
    for (const char* room : {"one", "two"}) {
        place.enter(ann, room);
        Room& made = *place.chat.room(room);
        made.rules = std::make_unique<RoomRules>();
        made.rules->operators.push_back(place.chat.client(ann).account->id);
        fill(ann, room);
    }

    EXPECT_EQ(state.sanctions.size(), 10U);
}

TEST_F(HubShares, WhatIsImposedAgainNeedsNoRoom) {
    fill(ann, "one");

    EXPECT_EQ(place.say(ann, "/ban x1 2h").find("! "), std::string::npos);
    EXPECT_EQ(state.sanctions.size(), 10U);
}

TEST_F(HubShares, TheOwnerIsToldOnceThatTheRoomIsFull) {
    const ClientId oz = place.registered("oz", "192.0.2.20");
    for (const ClientId who : {ann, oz}) place.enter(who, "one");
    place.say(ann, "/op oz");
    place.chat.forget_all();
    fill(oz, "one");
    place.say(oz, "/ban more");

    const Lines told = place.chat.take(ann);
    std::size_t count = 0;
    for (const std::string& line : told) count += line.find("oz could not act in #one:") != std::string::npos;
    EXPECT_EQ(count, 1U);
}

}  // namespace
}  // namespace confab::unit
