// People that want to see little of the coming and going.
#include <gtest/gtest.h>

#include "unit/support/quiet.hpp"

namespace confab::unit {
namespace {

TEST_F(HubQuiet, TheFirstOfARowIsShownAndTheRestSummedUp) {
    const ClientId dan = comes("dan");
    EXPECT_EQ(chat.take(ann), (Lines{"* dan joined #lobby"}));

    const ClientId fay = comes("fay");
    comes("gus");
    chat.line(fay, "hi");
    chat.line(dan, "hi");
    chat.forget_all();
    chat.disconnect(fay);
    EXPECT_EQ(chat.take(ann), Lines{});
    chat.pass(10 * second);

    EXPECT_EQ(chat.take(ann), (Lines{"* gus joined #lobby"})) << "fay came and went";
    EXPECT_EQ(chat.take(bob), (Lines{"* fay left #lobby"}));
    EXPECT_EQ(chat.take(eve), Lines{});
}

TEST_F(HubQuiet, ARowThatGoesOnIsOneLineInTenSeconds) {
    for (int i = 0; i < 40; ++i) {
        chat.connect();
        chat.pass(second);
    }

    const Lines lines = chat.take(ann);
    ASSERT_GE(lines.size(), 4U);
    EXPECT_LE(lines.size(), 5U);
    EXPECT_EQ(lines[1], "* +10 #lobby (15 here)");
    EXPECT_EQ(lines[2], "* +10 #lobby (25 here)");
}

TEST_F(HubQuiet, AfterAWhileTheNextIsShownAgain) {
    comes("dan");
    chat.pass(10 * second);
    comes("fay");

    EXPECT_EQ(chat.take(ann), (Lines{"* dan joined #lobby", "* fay joined #lobby"}));
}

TEST_F(HubQuiet, ASumNamesUpToFivePeople) {
    const ClientId dan = comes("dan");
    chat.line(dan, "hi");
    chat.forget_all();
    for (const char* name : {"fay", "gus", "hal", "ida"}) chat.connect(name);
    chat.disconnect(dan);
    chat.pass(10 * second);

    EXPECT_EQ(chat.take(ann), (Lines{"* fay, gus, hal, ida joined; dan left #lobby"}));
}

TEST_F(HubQuiet, ASumOfSixPeopleIsANumber) {
    const ClientId dan = comes("dan");
    chat.line(dan, "hi");
    chat.forget_all();
    for (const char* name : {"fay", "gus", "hal", "ida", "jon"}) chat.connect(name);
    chat.disconnect(dan);
    chat.pass(10 * second);

    EXPECT_EQ(chat.take(ann), (Lines{"* +5 -1 #lobby (8 here)"}));
}

TEST_F(HubQuiet, ASumHasTheNameSomebodyHasByThen) {
    comes("dan");
    const ClientId fay = comes("fay");
    chat.line(fay, "/nick kim");
    chat.forget_all();
    chat.pass(10 * second);

    EXPECT_EQ(chat.take(ann), (Lines{"* kim joined #lobby"}));
}

TEST_F(HubQuiet, OnesOwnComingIsInNoSumNorWhatWasBefore) {
    comes("dan");
    comes("fay");
    const ClientId kim = chat.connect("kim");
    chat.answer(kim, "/quiet on");
    comes("gus");
    chat.pass(10 * second);

    EXPECT_EQ(chat.take(ann), (Lines{"* dan joined #lobby", "* fay, kim, gus joined #lobby"}));
    EXPECT_EQ(chat.take(kim), (Lines{"* gus joined #lobby"}));
}

TEST_F(HubQuiet, OnesOwnComingBeginsNoRowWhereNobodyElseIsQuiet) {
    chat.answer(ann, "/quiet off");
    const ClientId kim = chat.connect("kim");
    chat.answer(kim, "/quiet on");
    chat.pass(3 * second);
    comes("xena");

    EXPECT_EQ(chat.take(kim), (Lines{"* xena joined #lobby"})) << "at once";
}

TEST_F(HubQuiet, WhoWalksInSeesNoSumOfThemselves) {
    const ClientId dan = comes("dan");
    const ClientId fay = comes("fay");
    chat.answer(fay, "/quiet on");
    for (const ClientId id : {ann, dan, fay}) chat.line(id, "/join dev");
    chat.line(bob, "/join dev");
    chat.forget_all();
    chat.pass(10 * second);

    EXPECT_EQ(chat.take(ann), (Lines{"#lobby * fay joined #lobby", "#dev * fay, bob joined #dev"}));
    EXPECT_EQ(chat.take(fay), (Lines{"#dev * bob joined #dev"}));
}

TEST_F(HubQuiet, WhoComesAndGoesInOneSumIsNotInItHoweverOften) {
    comes("dan");
    chat.forget_all();
    const ClientId fay = chat.connect("fay");
    chat.line(fay, "/join dev");
    chat.line(fay, "/leave dev");
    chat.disconnect(fay);
    chat.pass(10 * second);

    EXPECT_EQ(chat.take(ann), Lines{});
}

TEST_F(HubQuiet, WhoGoesAndComesBackInOneSumIsNotInIt) {
    const ClientId dan = comes("dan");
    const ClientId gus = comes("gus");
    for (const ClientId id : {dan, gus}) chat.line(id, "hi");
    chat.pass(minute);
    chat.forget_all();
    chat.disconnect(gus);
    chat.disconnect(dan);
    comes("dan");
    chat.pass(10 * second);

    EXPECT_EQ(chat.take(ann), (Lines{"* gus left #lobby"}));
}

TEST_F(HubQuiet, ASumHasNobodyWhomOneIgnores) {
    const ClientId dan = comes("dan");
    chat.line(ann, "/ignore dan");
    chat.disconnect(dan);
    chat.forget_all();
    for (const char* name : {"gus", "dan", "fay"}) chat.connect(name);
    chat.pass(10 * second);

    EXPECT_EQ(chat.take(ann), (Lines{"* gus, fay joined #lobby"}));
}

TEST_F(HubQuiet, OfVeryManyOnlyTheNumberIsKnown) {
    comes("dan");
    chat.forget_all();
    chat.connect_many(Run::max_listed + 20);
    chat.pass(10 * second);

    EXPECT_EQ(chat.take(ann), (Lines{"* +120 #lobby (124 here)"}));
}

TEST_F(HubQuiet, RenamesAreStillTold) {
    chat.line(bob, "hi");
    chat.forget_all();

    chat.line(bob, "/nick rob");

    EXPECT_EQ(chat.take(ann), (Lines{"* bob is now called rob"}));
    EXPECT_EQ(chat.take(eve), (Lines{"* bob is now called rob"}));
}

TEST_F(HubQuiet, WhoWalksIsToldOfOneself) {
    for (const ClientId id : {ann, eve}) {
        EXPECT_EQ(count_prefix(chat.answer(id, "/join dev"), "#dev * "), 1U);
        EXPECT_EQ(count_prefix(chat.answer(id, "/leave dev"), "* "), 2U);
    }
}

TEST_F(HubQuiet, ALargeRoomIsSummedUpForEachInTheirWay) {
    const auto more = chat.connect_many(60);
    chat.pass(30 * second);
    chat.forget_all();

    const ClientId dan = comes("dan");
    comes("fay");
    chat.line(dan, "hi");
    chat.forget_all();
    chat.disconnect(dan);
    chat.pass(10 * second);

    EXPECT_EQ(chat.take(bob), (Lines{"* 0 joined, 1 left #lobby (64 here)"}));
    EXPECT_EQ(chat.take(ann), (Lines{"* fay joined; dan left #lobby"}));
    EXPECT_EQ(chat.take(eve), Lines{});
}

TEST_F(HubQuiet, OffAgainSeesEach) {
    EXPECT_EQ(chat.answer(ann, "/quiet off"), (Lines{"* quiet is off: all joins and leaves are shown"}));

    comes("dan");
    comes("fay");

    EXPECT_EQ(chat.take(ann), (Lines{"* dan joined #lobby", "* fay joined #lobby"}));
}

TEST_F(HubQuiet, NobodyQuietMeansNoTimer) {
    Chat loud;
    loud.connect("ann");
    loud.connect("bob");
    loud.pass(3 * second);

    EXPECT_EQ(loud.hub.deadline(), std::nullopt);
}

TEST_F(HubQuiet, TheTerminalHasItOnUnlessChosen) {
    chat.hub.set_interactive(bob, true);
    EXPECT_EQ(chat.client(bob).connection.view.quiet, Quiet::on);
    chat.hub.set_interactive(bob, false);
    EXPECT_EQ(chat.client(bob).connection.view.quiet, Quiet::off);
    chat.line(bob, "/format json");
    chat.hub.set_interactive(bob, true);
    EXPECT_EQ(chat.client(bob).connection.view.quiet, Quiet::off) << "a bot did not ask for it";

    chat.hub.set_interactive(eve, true);
    EXPECT_EQ(chat.client(eve).connection.view.quiet, Quiet::all);
}

class Unfiltered final : public EventSink {
  public:
    void tell(ClientId, const Event&) override {}
    void tell_room(RoomId, const Event& event, std::span<const ClientId>) override {
        if (event.reach == Reach::only_on) ++for_the_quiet;
    }
    void enter(ClientId, RoomId) override {}
    void leave(ClientId, RoomId) override {}
    void change_view(ClientId, View) override {}
    void hang_up(ClientId, std::string_view, std::string_view) override {}

    int for_the_quiet = 0;
};

TEST(QuietRooms, WithNobodyQuietALargeRoomIsToldInSumsAlone) {
    Unfiltered audience;
    TextInterpreter interpreter;
    Hub hub(audience, interpreter, {.announce_after = Milliseconds{0}, .motd = {}});
    interpreter.attach(hub);
    Now now{WallTime{Milliseconds{1'790'000'000'000}}, MonoTime{Milliseconds{1000}}};

    for (std::uint32_t i = 0; i < 60; ++i) hub.connect({i, i + 1}, now);

    EXPECT_EQ(audience.for_the_quiet, 0);
    hub.line({0, 1}, "/quiet on", now);
    hub.connect({60, 61}, now);
    EXPECT_EQ(audience.for_the_quiet, 1);
}

}  // namespace
}  // namespace confab::unit
