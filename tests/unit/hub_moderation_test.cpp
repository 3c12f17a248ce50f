// Kicks, mutes, the lockdown, and the operators.
#include <gtest/gtest.h>

#include "unit/support/moderated.hpp"
#include "unit/support/words.hpp"

namespace confab::unit {
namespace {

class HubModeration : public Moderators {};

TEST_F(HubModeration, AKickOutOfARoomLeadsToTheLobby) {
    for (const ClientId who : {ann, gus, bob}) place.enter(who, "dev");
    place.say(gus, "/leave lobby");
    place.chat.forget_all();

    EXPECT_EQ(place.say(ann, "/kick gus too loud"), "* gus was put out of #dev");

    const Lines told = place.chat.take(gus);
    EXPECT_EQ(told.front(), "! you were put out of #dev by ann: too loud");
    EXPECT_TRUE(place.in(gus, "lobby"));
    EXPECT_FALSE(place.in(gus, "dev"));
    EXPECT_EQ(place.chat.take(bob).front(), "#dev * gus left #dev (kicked by ann: too loud)");
}

TEST_F(HubModeration, AKickOutOfTheLobbyIsOffTheServer) {
    EXPECT_EQ(place.say(sue, "/kick gus bye"), "* gus was put off the server");

    EXPECT_FALSE(place.here(gus));
    EXPECT_EQ(last_words(gus), "! you were put off the server by sue: bye");
    EXPECT_EQ(place.chat.audience.heard[gus].reason, "kicked by sue: bye");
}

TEST_F(HubModeration, AMuteHoldsWhateverTheName) {
    EXPECT_EQ(place.say(sue, "/mute gus 2h"),
              "* gus is muted until 2026-09-21 16:13 UTC; so is 192.0.2.6, where they come from");
    EXPECT_EQ(place.chat.take(gus), (Lines{"* you are muted until 2026-09-21 16:13 UTC (by sue)"}));
    place.say(gus, "/nick guy");

    const std::string refusal = "! nothing was sent, you are muted until 2026-09-21 16:13 UTC";
    for (const char* line : {"hi", "/me waves", "/msg ann hi", "/topic x", "/away x", "/join own"}) {
        EXPECT_EQ(place.say(gus, line), refusal) << line;
    }
    EXPECT_EQ(place.say(place.guest("g2", "192.0.2.6"), "hi"), refusal);
    EXPECT_EQ(place.say(place.registered("reg", "192.0.2.6"), "hi"), "reg: hi");
    hours(2);
    EXPECT_EQ(place.say(gus, "hi"), "guy: hi");
}

TEST_F(HubModeration, AMutedGuestOnThisMachineStaysMutedAndTheNameIsNobodys) {
    const ClientId loc = place.guest("loc", "127.0.0.1");
    EXPECT_EQ(place.say(sue, "/mute loc"), "* loc is muted; by name only, which anyone can change");
    place.say(loc, "/nick cool");

    EXPECT_EQ(place.say(loc, "hi"), "! nothing was sent, you are muted");
    EXPECT_EQ(place.say(bob, "/nick loc"), "! the name loc is banned, choose another");
    EXPECT_EQ(place.say(place.guest("l2", "127.0.0.1"), "hi"), "l2: hi");
    place.say(sue, "/unmute loc");
    EXPECT_EQ(place.say(loc, "hi"), "cool: hi");
}

TEST_F(HubModeration, LastWordsOfTheMutedAreNotHeard) {
    place.say(sue, "/mute gus");
    place.chat.pass(Milliseconds{5000});
    place.chat.forget_all();

    place.chat.line(gus, "/quit and one more thing");

    EXPECT_EQ(place.chat.take(ann), (Lines{"* gus left #lobby"}));
}

TEST_F(HubModeration, AMuteInARoomHoldsInThatRoom) {
    for (const ClientId who : {ann, bob}) place.enter(who, "dev");
    EXPECT_EQ(place.say(ann, "/mute bob 10m hush"),
              "* bob is muted in #dev until 2026-09-21 14:23 UTC: hush");

    EXPECT_EQ(place.say(bob, "hi"),
              "! nothing was sent, you are muted in #dev until 2026-09-21 14:23 UTC: hush");
    EXPECT_EQ(place.say(bob, "/msg ann sorry"), "bob -> ann: sorry");
    EXPECT_EQ(place.say(ann, "/unmute bob"), "* bob is no longer muted in #dev");
    EXPECT_EQ(place.chat.take(bob).back(), "* you are no longer muted in #dev");
    EXPECT_EQ(place.say(bob, "hi"), "#dev bob: hi");
}

TEST_F(HubModeration, AllOfItIsThereAfterARestart) {
    for (const ClientId who : {ann, bob}) place.enter(who, "dev");
    place.say(ann, "/mute bob");
    place.say(sue, "/ban gus 2h");
    place.say(sue, "/lockdown on");

    Place next(state);
    next.chat.from = address("192.0.2.6");
    EXPECT_FALSE(next.here(next.chat.connect_unread()));
    const ClientId back = next.registered("bob", "192.0.2.99");
    next.enter(back, "dev");
    EXPECT_EQ(next.say(back, "hi"), "! nothing was sent, you are muted in #dev");
    EXPECT_TRUE(next.chat.hub.server_roles().locked_down());
    EXPECT_EQ(next.say(next.server_operator("sue"), "/bans").substr(0, 3), "* 3");
    next.say(next.server_operator("sam"), "/ban 198.51.100.1");
    EXPECT_EQ(state.sanctions.rbegin()->first, 4U) << "numbers are not given twice";
}

TEST_F(HubModeration, GivingANameUpIsNoWayOutOfAMute) {
    place.say(sue, "/mute bob");
    Account* account = place.chat.client(bob).account;
    place.chat.hub.sanctions().account_gone(*account);
    place.chat.client(bob).account = nullptr;

    EXPECT_EQ(place.say(bob, "hi"), "! nothing was sent, you are muted");
    place.say(bob, "/nick rob");
    EXPECT_EQ(place.say(bob, "hi"), "! nothing was sent, you are muted");
}

TEST_F(HubModeration, EveryActIsAudited) {
    for (const ClientId who : {ann, bob, gus}) place.enter(who, "dev");
    for (const char* line : {"/room slow 5s", "/voice gus", "/mute gus 2h x", "/unmute gus", "/kick gus y",
                             "/ban bob z", "/unban bob", "/op bob", "/deop bob", "/invite bob"}) {
        place.say(ann, line);
    }
    for (const char* line : {"/lockdown on", "/lockdown off", "/ban gus 1d"}) place.say(sue, line);
    place.chat.hub.moderation().set_operator(from_outside("confabctl"), "bob", true, place.chat.now);

    std::string all;
    for (const AuditEntry& entry : state.audit) {
        all +=
            entry.by + "|" + entry.action + "|" + entry.target + "|" + entry.room + "|" + entry.detail + "\n";
    }
    EXPECT_EQ(all,
              "ann|room||dev|slow 5s\nann|voice|gus|dev|\nann|mute|gus (192.0.2.6)|dev|for 2h: x\n"
              "ann|unmute|gus|dev|\nann|kick|gus|dev|y\nann|ban|bob|dev|for ever: z\nann|unban|bob|dev|\n"
              "ann|room op|bob|dev|\nann|room deop|bob|dev|\nann|invite|bob|dev|\nsue|lockdown|||on\n"
              "sue|lockdown|||off\nsue|ban|gus (192.0.2.6)||for 1d\nconfabctl|op|bob||\n");
    EXPECT_EQ(place.chat.audience.audit.size(), state.audit.size());
}

TEST_F(HubModeration, InALockdownGuestsOnlyRead) {
    place.enter(gus, "dev");
    place.say(gus, "/join lobby");
    EXPECT_TRUE(place.say(sue, "/lockdown on").starts_with("* lockdown is on"));
    EXPECT_EQ(place.say(sue, "/lockdown on"), "! lockdown is on already");
    place.chat.take(gus);

    for (const char* line :
         {"hi", "/me waves", "/msg ann hi", "/topic x", "/nick gil", "/away x", "/join own", "/invite bob"}) {
        EXPECT_TRUE(place.say(gus, line).starts_with("! the server is locked down, guests may only read"))
            << line;
    }
    EXPECT_NE(words(place.chat.hub.access().can_pass_lockdown(place.chat.client(gus))), "");
    EXPECT_EQ(place.say(gus, "/join dev"), "* now talking in #dev");
    EXPECT_EQ(place.say(gus, "/who lobby").substr(0, 2), "* ");
    EXPECT_EQ(place.say(bob, "hi"), "bob: hi");
    EXPECT_EQ(words(place.chat.hub.naming().can_use(place.chat.client(gus), place.chat.client(bob).name,
                                                    place.chat.now)),
              "")
        << "a guest can still log in";
    place.say(sue, "/lockdown off");
    EXPECT_EQ(place.say(gus, "hi"), "#dev gus: hi");
    EXPECT_FALSE(state.lockdown);
}

TEST_F(HubModeration, OperatorsMayBeNamedInTheConfiguration) {
    EXPECT_TRUE(place.say(bob, "/lockdown on").starts_with("! only server operators"));
    place.chat.hub.configure({.operators = {"B0B", "gus"}, .motd = {}});

    EXPECT_TRUE(place.say(bob, "/lockdown on").starts_with("* lockdown is on"));
    EXPECT_TRUE(place.say(gus, "/lockdown off").starts_with("! only server operators"))
        << "a name is no account";
    const Outcome outcome =
        place.chat.hub.moderation().set_operator(from_outside("confabctl"), "gus", true, place.chat.now);
    EXPECT_TRUE(words(outcome.reply).starts_with("no account is called gus"));
}

TEST_F(HubModeration, AToolDoesWhatAServerOperatorDoes) {
    Moderation& moderation = place.chat.hub.moderation();
    const Actor tool = from_outside("confabctl (uid 1000)");
    const Now now = place.chat.now;

    EXPECT_TRUE(moderation.kick(tool, nullptr, "gus", "", now).done);
    EXPECT_TRUE(moderation.impose(tool, {.target = "192.0.2.0/24"}, now).done)
        << "wherever they are themselves";
    EXPECT_FALSE(place.here(bob));
    EXPECT_TRUE(place.here(sue)) << "an operator stays";
    EXPECT_TRUE(moderation.lift(tool, Sanction::Kind::ban, nullptr, "192.0.2.0/24", now).done);
    EXPECT_FALSE(moderation.impose(tool, {.target = "sue"}, now).done);
    EXPECT_TRUE(moderation.set_operator(tool, "sue", false, now).done);
    EXPECT_TRUE(moderation.impose(tool, {.target = "sue"}, now).done);
    EXPECT_FALSE(place.here(sue));
}

}  // namespace
}  // namespace confab::unit
