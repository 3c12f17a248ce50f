// Bans: whom they keep out, for how long, and what is left of them.
#include <gtest/gtest.h>

#include "unit/support/moderated.hpp"
#include "unit/support/words.hpp"

namespace confab::unit {
namespace {

class HubBan : public Moderators {};

TEST_F(HubBan, ABannedGuestIsOutAndSoIsWhereTheyComeFrom) {
    EXPECT_EQ(place.say(sue, "/ban gus 2h spamming"),
              "* gus is banned until 2026-09-21 16:13 UTC: spamming; so is 192.0.2.6, where they come from");

    EXPECT_EQ(last_words(gus), "! you are banned until 2026-09-21 16:13 UTC: spamming");
    EXPECT_FALSE(place.here(gus));
    place.chat.from = address("192.0.2.6");
    const ClientId again = place.chat.connect_unread();
    EXPECT_EQ(place.chat.take(again), (Lines{"! you are banned until 2026-09-21 16:13 UTC: spamming"}));
    EXPECT_FALSE(place.here(again));
    const ClientId other = place.guest("other", "192.0.2.7");
    EXPECT_EQ(place.say(other, "/nick gus"), "! the name gus is banned, choose another");
}

TEST_F(HubBan, ABanOfARegisteredPersonHoldsUnderAnyName) {
    EXPECT_EQ(place.say(sue, "/ban bob"), "* bob is banned; 192.0.2.5, where they come from, is not");
    EXPECT_FALSE(place.here(bob));

    const ClientId again = place.guest("rob", "192.0.2.5");
    const Name name = place.chat.hub.accounts().find_by_key("bob")->name;

    EXPECT_EQ(words(place.chat.hub.naming().can_use(place.chat.client(again), name, place.chat.now)),
              "bob is banned");
}

TEST_F(HubBan, ANetworkIsBannedForThoseHereAndThoseToCome) {
    const ClientId v6 = place.guest("vi", "2001:db8::1");
    EXPECT_EQ(place.say(sue, "/ban 2001:db8::77 flood"), "* 2001:db8::/64 is banned: flood");
    EXPECT_EQ(place.say(sue, "/ban 192.0.2.4/31 1w"), "* 192.0.2.4/31 is banned until 2026-09-28 14:13 UTC");

    EXPECT_EQ(last_words(v6), "! you are banned: flood");
    EXPECT_FALSE(place.here(bob)) << "with an account or without";
    EXPECT_TRUE(place.here(gus));
    place.chat.from = address("2001:db8::ffff");
    EXPECT_FALSE(place.here(place.chat.connect_unread()));
    place.chat.from = address("2001:db8:0:1::1");
    EXPECT_TRUE(place.here(place.chat.connect_unread()));
    place.chat.from = Address{};
    EXPECT_TRUE(place.here(place.chat.connect_unread())) << "a Unix socket is in no network";
}

TEST_F(HubBan, BansAreListedAndLiftedByNameAddressOrNumber) {
    place.say(sue, "/ban gus 2h spamming");
    place.say(sue, "/ban bob");
    place.say(sue, "/ban 198.51.100.0/24");

    EXPECT_EQ(joined(place.chat.answer(sue, "/bans")),
              "* 1: gus is banned until 2026-09-21 16:13 UTC, by sue: spamming\n"
              "* 2: gus (192.0.2.6) is banned until 2026-09-21 16:13 UTC, by sue: spamming\n"
              "* 3: bob is banned, by sue\n* 4: 198.51.100.0/24 is banned, by sue\n");
    EXPECT_EQ(place.say(sue, "/unban gus"), "* gus is no longer banned");
    EXPECT_EQ(place.say(sue, "/unban 3"), "* bob is no longer banned");
    EXPECT_EQ(place.say(sue, "/unban 198.51.100.0/24"), "* 198.51.100.0/24 is no longer banned");
    EXPECT_EQ(place.say(sue, "/unban gus"), "! gus is not banned, /bans lists those who are");
    EXPECT_EQ(place.say(sue, "/bans"), "* nobody is banned or muted");
    EXPECT_TRUE(state.sanctions.empty());
    place.chat.from = address("192.0.2.6");
    EXPECT_TRUE(place.here(place.chat.connect_unread()));
}

TEST_F(HubBan, ABanFromARoomHoldsThereAndNowhereElse) {
    for (const ClientId who : {ann, bob, gus}) place.enter(who, "dev");
    place.say(ann, "/op bob");

    EXPECT_EQ(place.say(ann, "/ban bob 1d12h"), "* bob is banned from #dev until 2026-09-23 02:13 UTC");
    EXPECT_EQ(place.say(ann, "/ban gus"),
              "* gus is banned from #dev; so are guests from where they come from");

    EXPECT_FALSE(place.in(bob, "dev"));
    EXPECT_EQ(place.say(bob, "/join dev"), "! you are banned from #dev until 2026-09-23 02:13 UTC");
    place.say(gus, "/nick guy");
    EXPECT_EQ(place.say(gus, "/join dev"), "! you are banned from #dev");
    EXPECT_EQ(place.say(place.guest("g2", "192.0.2.6"), "/join dev"), "! you are banned from #dev");
    EXPECT_EQ(place.say(place.registered("reg", "192.0.2.6"), "/join dev"), "#dev * reg joined #dev");
    EXPECT_EQ(place.say(bob, "hi"), "bob: hi");
    EXPECT_NE(joined(place.chat.answer(ann, "/bans")).find("gus (where they come from) is banned from #dev"),
              std::string::npos)
        << "addresses are for server operators";
    place.say(ann, "/unban bob");
    EXPECT_EQ(place.say(bob, "/join dev"), "#dev * bob joined #dev");
    EXPECT_TRUE(place.say(bob, "/room slow 1s").starts_with("! only operators"))
        << "what they were there is gone";
}

TEST_F(HubBan, ABanFromARoomGoesWithItWhenItBecomesPrivateAndEndsWithIt) {
    place.enter(ann, "dev");
    place.say(ann, "/ban bob");
    place.say(ann, "/room private");
    place.say(ann, "/room key tuna");
    EXPECT_EQ(place.say(bob, "/join dev tuna"), "! you are banned from #dev");

    place.say(ann, "/room drop");

    EXPECT_TRUE(state.sanctions.empty());
    EXPECT_EQ(place.say(bob, "/join dev"), "#dev * bob joined #dev");
}

TEST_F(HubBan, WhatIsOverIsForgotten) {
    place.say(sue, "/ban 198.51.100.1 1h");
    place.say(sue, "/ban 198.51.100.2 3h");
    hours(2);

    EXPECT_EQ(place.say(sue, "/bans").substr(0, 4), "* 2:");
    place.guest("any", "198.51.100.1");

    EXPECT_EQ(state.sanctions.size(), 1U);
}

TEST_F(HubBan, WhatIsImposedAgainTakesThePlaceOfWhatWas) {
    place.say(sue, "/ban 198.51.100.1 1h");
    place.say(sue, "/ban 198.51.100.1 2h longer");

    EXPECT_EQ(state.sanctions.size(), 1U);
    EXPECT_EQ(state.sanctions.begin()->second.reason, "longer");
}

TEST_F(HubBan, ATimeIsATimeAndEverythingElseAReason) {
    EXPECT_EQ(place.say(sue, "/ban 198.51.100.1 too many"), "* 198.51.100.1 is banned: too many");
    EXPECT_TRUE(place.say(sue, "/ban 198.51.100.1 2 many").starts_with("! 2 is not a valid duration"));
    EXPECT_TRUE(place.say(sue, "/ban 198.51.100.1 0m").starts_with("! 0m is not a valid duration"));
    EXPECT_TRUE(place.say(sue, "/ban 198.51.100.1 99999999999d")
                    .starts_with("! 99999999999d is not a valid duration"));
    EXPECT_TRUE(place.say(sue, "/ban a/b").starts_with("! nobody is called a/b, and it is no address"));
}

TEST_F(HubBan, AReasonOfMoreThan200BytesIsRefusedNotCut) {
    const std::string longest(200, 'r');

    for (const std::string command : {"/ban gus ", "/mute gus 2h ", "/kick gus "}) {
        EXPECT_EQ(place.say(sue, command + longest + "r"),
                  "! a reason has 200 bytes at most, this one has 201");
        EXPECT_TRUE(place.here(gus)) << command;
    }
    EXPECT_TRUE(state.sanctions.empty());
    EXPECT_TRUE(state.audit.empty());
    place.say(sue, "/ban gus " + longest);
    EXPECT_EQ(state.sanctions.begin()->second.reason, longest);
}

TEST_F(HubBan, AReasonIsOneLine) {
    Moderation& moderation = place.chat.hub.moderation();
    const std::string reason = "a\nb\x1b" + std::string(196, 'r');

    moderation.impose(from_outside("confabctl (uid 0)"), {.target = "gus", .reason = reason}, place.chat.now);

    const Sanction& kept = state.sanctions.begin()->second;
    EXPECT_EQ(kept.reason.size(), 200U);
    EXPECT_TRUE(kept.reason.starts_with("a b rrr"));
    EXPECT_EQ(kept.by, "confabctl (uid 0)");
    EXPECT_EQ(last_words(gus).find_first_of("\n\x1b"), std::string::npos);
}

TEST(HubBanClock, ALeapOfTheClockDeletesNoBan) {
    KeptState state;
    {
        Place place(state);
        place.say(place.server_operator("sue"), "/ban 198.51.100.1 2h");
    }
    Place place(state);
    const WallTime right = place.chat.now.wall;
    place.chat.now.wall += std::chrono::hours(2400);  // as a clock without a battery may begin
    place.guest("gus");
    place.chat.pass(std::chrono::seconds(3));
    place.guest("pat");
    place.chat.now.wall = right;
    place.guest("tom");

    EXPECT_EQ(state.sanctions.size(), 1U);
    place.chat.from = address("198.51.100.1");
    const ClientId banned = place.chat.connect_unread();
    EXPECT_TRUE(place.chat.take(banned).back().starts_with("! you are banned until ")) << "it holds again";
}

TEST(HubBanClock, WhatIsOverGoesWhenTheClockHasRunEvenly) {
    KeptState state;
    Place place(state);
    place.say(place.server_operator("sue"), "/ban 198.51.100.1 2h");
    place.chat.pass(std::chrono::hours(3));
    place.guest("gus");

    EXPECT_TRUE(state.sanctions.empty());
}

TEST(HubBanZones, EveryoneSeesTheirOwnTimes) {
    KeptState state;
    Place place(state);
    const ClientId sue = place.server_operator("sue");
    const ClientId gus = place.guest("gus", "192.0.2.6");
    for (const ClientId who : {sue, gus}) place.chat.hub.set_interactive(who, true);
    place.chat.forget_all();
    EXPECT_EQ(place.say(sue, "/tz America/New_York"), "* times are those of America/New_York");
    EXPECT_EQ(place.say(gus, "/tz Asia/Tokyo"), "* times are those of Asia/Tokyo");
    place.chat.forget_all();

    EXPECT_EQ(place.say(sue, "/mute gus 2h"),
              "* gus is muted until 2026-09-21 12:13 EDT; so is 192.0.2.6, where they come from");

    EXPECT_EQ(place.chat.take(gus).back(), "* you are muted until 2026-09-22 01:13 JST (by sue)");
    EXPECT_EQ(place.say(gus, "hello"), "! nothing was sent, you are muted until 2026-09-22 01:13 JST");
    EXPECT_NE(place.say(sue, "/bans").find("until 2026-09-21 12:13 EDT, by sue"), std::string::npos);
    EXPECT_EQ(state.audit.back().detail, "for 2h") << "what is kept names no clock";
}

TEST(HubBanLimits, OfAllSanctions) {
    KeptState state;
    Place place(state, {.max_sanctions = 3, .motd = {}});
    const ClientId sue = place.server_operator("sue");
    for (const char* line : {"/ban 198.51.100.1", "/ban 198.51.100.2 1h", "/mute nobody1"})
        place.say(sue, line);

    EXPECT_EQ(place.say(sue, "/ban 198.51.100.3"),
              "! the limit of 3 bans and mutes has been reached, lift some first (/bans)");
    EXPECT_EQ(state.sanctions.size(), 3U);
    place.chat.pass(std::chrono::hours(1));
    EXPECT_EQ(place.say(sue, "/ban 198.51.100.3"), "* 198.51.100.3 is banned") << "what is over makes room";
}

TEST(HubBanLimits, OfTheSanctionsOfARoom) {
    KeptState state;
    Place place(state);
    const ClientId ann = place.registered("ann");
    place.enter(ann, "dev");
    for (std::size_t i = 0; i < SanctionRegister::max_of_a_room; ++i)
        place.say(ann, "/ban x" + std::to_string(i));
    ASSERT_EQ(state.sanctions.size(), 500U);

    EXPECT_EQ(place.say(ann, "/ban bob"),
              "! #dev has reached its limit of 500 bans and mutes, lift some first (/bans)");
    place.say(ann, "/unban x7");
    EXPECT_TRUE(place.say(ann, "/ban bob").starts_with("* bob is banned from #dev"));
}

TEST(HubAllowlist, LetsInWhoIsOnItAndUnixSockets) {
    KeptState state;
    Place place(state, {.allow = {parse_network("192.0.2.0/24").value()}, .motd = {}});
    const auto let_in = [&](Address from) {
        place.chat.from = from;
        const ClientId who = place.chat.connect_unread();
        return place.here(who) ? "" : place.chat.take(who).back();
    };

    EXPECT_EQ(let_in(address("192.0.2.200")), "");
    EXPECT_EQ(let_in(Address{}), "");
    EXPECT_TRUE(let_in(address("198.51.100.1")).starts_with("! only certain networks may connect here"));
    EXPECT_TRUE(let_in(address("127.0.0.1")).starts_with("! only certain networks may connect here"));
}

}  // namespace
}  // namespace confab::unit
