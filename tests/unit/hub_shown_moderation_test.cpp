// What moderators do is shown, to everyone it is about and to the room, however little is shown otherwise.
#include <gtest/gtest.h>

#include "unit/support/moderated.hpp"
#include "unit/support/words.hpp"

namespace confab::unit {
namespace {

class HubShownModeration : public Moderators {
  protected:
    void SetUp() override {
        for (const ClientId who : {ann, bob, gus}) place.enter(who, "dev");
        for (const ClientId who : {ann, bob, gus}) place.say(who, "/leave lobby");
        place.chat.forget_all();
    }
};

TEST_F(HubShownModeration, KicksAndBansOfWhoHadNotSpokenWhateverOneWantsToSee) {
    for (const char* view : {"/quiet on", "/quiet all", "/quiet off"}) {
        place.say(bob, view);
        place.chat.take(bob);
        place.say(ann, "/kick gus loud");
        EXPECT_EQ(joined(place.chat.take(bob)), "* gus left #dev (kicked by ann: loud)\n") << view;
        place.enter(gus, "dev");
        place.chat.take(bob);
        place.say(ann, "/ban gus 1h");
        EXPECT_EQ(joined(place.chat.take(bob)), "* gus left #dev (banned by ann)\n") << view;
        place.say(ann, "/unban gus");
        place.enter(gus, "dev");
    }
}

TEST_F(HubShownModeration, InTheMiddleOfARunAndInALargeRoom) {
    place.say(bob, "/quiet on");
    const std::vector<ClientId> crowd = place.chat.connect_many(large_room + 1);
    for (const ClientId who : crowd) place.enter(who, "dev");
    place.chat.forget_all();

    place.say(ann, "/kick gus loud");

    EXPECT_EQ(joined(place.chat.take(bob)), "* gus left #dev (kicked by ann: loud)\n");
    EXPECT_EQ(count_prefix(place.chat.take(crowd.front()), "#dev * gus left #dev (kicked"), 1U);
}

TEST_F(HubShownModeration, OfWhoHasOnlyJustComeAndOfWhoIsIgnored) {
    place.enter(bob, "lobby");
    place.say(bob, "/leave dev");
    const ClientId new_one = place.guest("new", "192.0.2.99");
    place.say(bob, "/ignore new");
    place.chat.take(bob);

    place.say(sue, "/kick #lobby new spam");

    EXPECT_FALSE(place.here(new_one));
    EXPECT_EQ(joined(place.chat.take(bob)), "* new left #lobby (kicked by sue: spam)\n");
}

TEST_F(HubShownModeration, MutesAndBansOfWhoIsNotThereAsANoticeToTheRoom) {
    place.say(bob, "/quiet all");
    place.chat.forget_all();
    place.say(ann, "/mute gus 30m shouting");
    place.say(ann, "/unmute gus");
    place.say(ann, "/ban carol 1h spam");
    place.say(ann, "/unban carol");

    EXPECT_EQ(joined(place.chat.take(bob)),
              "* ann muted gus in #dev for 30m: shouting\n* ann unmuted gus in #dev\n"
              "* ann banned carol from #dev for 1h: spam\n* ann unbanned carol from #dev\n");
    EXPECT_EQ(place.chat.take(gus).size(), 4U) << "each once, also the one it is about";
}

TEST_F(HubShownModeration, AddressesAreNotToldToTheRoom) {
    place.enter(sue, "dev");
    place.chat.forget_all();

    place.say(sue, "/mute #dev 192.0.2.6");
    place.say(sue, "/unmute #dev 192.0.2.6");

    EXPECT_EQ(joined(place.chat.take(bob)), "");
}

TEST_F(HubShownModeration, WhoGetsOrLosesARankIsTold) {
    Moderation& moderation = place.chat.hub.moderation();
    const Actor tool = from_outside("confabctl (uid 0)");

    moderation.set_operator(tool, "bob", true, place.chat.now);
    moderation.set_operator(tool, "bob", false, place.chat.now);

    EXPECT_EQ(joined(place.chat.take(bob)),
              "* you are now a server operator, says confabctl (uid 0)\n"
              "* you are no longer a server operator, says confabctl (uid 0)\n");
}

TEST_F(HubShownModeration, ThatNobodyHasTheNameNow) {
    EXPECT_TRUE(place.say(ann, "/ban nobodyhere 1h").ends_with("; nobody has that name now"));
    EXPECT_TRUE(place.say(ann, "/mute nobodyhere").ends_with("; nobody has that name now"));
    EXPECT_TRUE(place.say(sue, "/ban nobodyhere").ends_with("; nobody has that name now"));
    const Outcome outcome = place.chat.hub.moderation().impose(
        from_outside("confabctl"), {.kind = Sanction::Kind::mute, .target = "nobodyhere"}, place.chat.now);
    EXPECT_EQ(words(outcome.reply), "nobodyhere is muted; nobody has that name now");
    place.chat.disconnect(bob);
    EXPECT_EQ(place.say(sue, "/mute bob"), "* bob is muted") << "registered, and not here";
    EXPECT_EQ(place.say(sue, "/ban 198.51.100.1"), "* 198.51.100.1 is banned");
}

TEST_F(HubShownModeration, WhoIsMutedNoLongerIsToldUnderAnyName) {
    place.say(sue, "/mute gus");
    place.say(gus, "/nick guy");
    const ClientId other = place.guest("other", "192.0.2.6");
    place.chat.forget_all();

    place.say(sue, "/unmute gus");

    EXPECT_EQ(joined(place.chat.take(gus)), "* you are no longer muted\n");
    EXPECT_EQ(joined(place.chat.take(other)), "* you are no longer muted\n") << "from the same place";
    EXPECT_EQ(joined(place.chat.take(bob)), "");
}

TEST_F(HubShownModeration, ToolsAreToldInTheirOwnWords) {
    Moderation& moderation = place.chat.hub.moderation();
    const Actor tool = from_outside("confabctl");
    const auto lift = [&](Sanction::Kind kind, std::string_view whom) {
        return words(moderation.lift(tool, kind, nullptr, whom, place.chat.now).reply);
    };

    EXPECT_EQ(lift(Sanction::Kind::ban, "99"),
              "there is no ban with the number 99, confabctl bans lists them");
    EXPECT_EQ(lift(Sanction::Kind::mute, "99"),
              "there is no mute with the number 99, confabctl bans lists them");
    EXPECT_EQ(lift(Sanction::Kind::ban, "bob"), "bob is not banned, confabctl bans lists those who are");
    EXPECT_EQ(place.say(sue, "/unban 99"), "! 99 is not banned, /bans lists those who are");
}

}  // namespace
}  // namespace confab::unit
