// Coming back after a lost connection, with the code from the greeting.
#include <gtest/gtest.h>

#include "unit/support/resuming.hpp"

namespace confab::unit {
namespace {

using namespace std::chrono_literals;

TEST_F(HubResume, TheGreetingHasACodeThatIsDifferentForEach) {
    const auto [ann, code] = arrive();
    const auto [eve, other] = arrive();

    EXPECT_EQ(code.size(), 11U);
    EXPECT_EQ(code[5], '-');
    EXPECT_NE(code, other);
}

TEST_F(HubResume, ShowsWhatWasMissedAndNothingElse) {
    const auto [ann, code] = arrive("ann");
    chat.line(bob, "before");
    chat.pass(3s);
    chat.disconnect(ann);
    for (int n = 1; n <= 7; ++n) chat.line(bob, std::to_string(n));
    const auto [back, fresh] = arrive();
    chat.line(bob, "seen live");

    const Lines lines = resume(back, code);

    ASSERT_GE(lines.size(), 9U);
    const auto title = std::find_if(lines.begin(), lines.end(), [](const std::string& line) {
        return line.starts_with("* 7 lines of #lobby since ");
    });
    ASSERT_NE(title, lines.end()) << joined(lines);
    EXPECT_EQ(*(title + 1), "bob: 1");
    EXPECT_EQ(*(title + 7), "bob: 7");
    EXPECT_EQ(*(title + 8), "* now live");
    EXPECT_TRUE(tells(lines, "* you are back as ann in #lobby"));
    EXPECT_EQ(chat.client(back).name.text, "ann");
}

TEST_F(HubResume, WhereNothingWasMissedThereIsNoFrame) {
    const auto [ann, code] = arrive("ann");
    chat.pass(3s);
    chat.disconnect(ann);
    const auto [back, fresh] = arrive();

    EXPECT_EQ(resume(back, code), (Lines{"* guest1 is now called ann", "* you are back as ann in #lobby"}));
}

TEST_F(HubResume, BringsBackAllRoomsAndTheOneThatWasTalkedIn) {
    const auto [ann, code] = arrive("ann");
    chat.line(ann, "/join dev");
    chat.line(ann, "/join ops");
    chat.line(ann, "/join dev");
    chat.line(ann, "last words");
    chat.disconnect(ann);
    const auto [back, fresh] = arrive();

    const Lines lines = resume(back, code);

    EXPECT_EQ(chat.client(back).rooms.size(), 3U);
    EXPECT_EQ(lines.back(), "* you are back as ann in #dev");
}

TEST_F(HubResume, SeveralRoomsAreAskedForOneAfterTheOther) {
    ChatSettings small = settings();
    small.history_bytes = 8;
    Chat forgetful(small, outside());
    const ClientId eve = forgetful.connect("eve");
    const ClientId ann = forgetful.connect_unread();
    std::string code = resume_code_of(forgetful.client(ann));
    for (const char* line : {"/nick ann", "/join dev"}) forgetful.line(ann, line);
    forgetful.line(eve, "/join dev");
    forgetful.pass(3s);
    forgetful.disconnect(ann);
    for (const char* line : {"dev 1", "dev 2", "/join lobby", "lobby 1", "lobby 2"})
        forgetful.line(eve, line);
    const ClientId back = forgetful.connect_unread();
    forgetful.take(back);

    forgetful.line(back, "/resume " + code);
    forgetful.line(back, "afterwards");
    while (!log.asked.empty()) log.answer(forgetful.hub, forgetful.now);

    const Lines lines = forgetful.take(back);
    EXPECT_TRUE(tells(lines, "* 2 lines of #lobby since ")) << joined(lines);
    EXPECT_TRUE(tells(lines, "* 2 lines of #dev since ")) << joined(lines);
    EXPECT_EQ(lines.back(), "#dev ann: afterwards");
}

TEST_F(HubResume, ACodeIsGoodOnce) {
    auto [ann, code] = arrive("ann");
    chat.pass(3s);
    chat.disconnect(ann);
    const auto [back, fresh] = arrive();
    resume(back, code);

    const auto [eve, other] = arrive();
    EXPECT_EQ(resume(eve, code),
              (Lines{"! nothing is known of that code: it may be mistyped, used, or older than a day"}));
    std::erase(code, '-');
    EXPECT_FALSE(log.seats.contains(code)) << "also after a restart";
}

TEST_F(HubResume, TheNewConnectionsOwnCodeIsGoodAfterwards) {
    const auto [ann, code] = arrive("ann");
    chat.pass(3s);
    chat.disconnect(ann);
    const auto [back, fresh] = arrive();
    resume(back, code);
    chat.pass(3s);
    chat.disconnect(back);
    const auto [again, newest] = arrive();

    resume(again, fresh);

    EXPECT_EQ(chat.client(again).name.text, "ann");
}

TEST_F(HubResume, TakesAnyCaseAndNoDash) {
    const auto [ann, code] = arrive("ann");
    chat.pass(3s);
    chat.disconnect(ann);
    const auto [back, fresh] = arrive();
    std::string typed = code;
    std::erase(typed, '-');
    for (char& c : typed) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));

    resume(back, typed);

    EXPECT_EQ(chat.client(back).name.text, "ann");
}

TEST_F(HubResume, ADayLaterTheCodeIsForgotten) {
    const auto [ann, code] = arrive("ann");
    chat.pass(3s);
    chat.disconnect(ann);
    chat.pass(24h + 1s);
    const auto [back, fresh] = arrive();

    EXPECT_TRUE(resume(back, code).front().starts_with("! nothing is known of that code"));
}

TEST_F(HubResume, ALeapOfTheClockForgetsNoCode) {
    const auto [ann, code] = arrive("ann");
    chat.pass(3s);
    chat.disconnect(ann);
    chat.now.wall += 2400h;
    const auto [pat, pats] = arrive("pat");
    chat.pass(3s);
    chat.disconnect(pat);  // what is too old is looked for
    chat.now.wall -= 2400h;
    const auto [back, fresh] = arrive();

    EXPECT_FALSE(resume(back, code).front().starts_with("! "));
}

TEST_F(HubResume, OnlyTheLatestOnesAreRemembered) {
    ChatSettings few = settings();
    few.max_seats = 2;
    chat.hub.configure(few);
    std::vector<std::string> codes;
    for (int i = 0; i < 3; ++i) {
        const auto [who, code] = arrive();
        codes.push_back(code);
        chat.pass(3s);
        chat.disconnect(who);
    }
    const auto [back, fresh] = arrive();

    EXPECT_TRUE(resume(back, codes[0]).front().starts_with("! nothing is known"));
    EXPECT_EQ(log.seats.size(), 2U);
    EXPECT_TRUE(tells(resume(back, codes[1]), "* you are back"));
}

TEST_F(HubResume, WhoWasHardlyThereHasNothingToComeBackTo) {
    const auto [ann, code] = arrive("ann");
    chat.disconnect(ann);

    EXPECT_TRUE(log.seats.empty());
}

TEST_F(HubResume, ANameThatSomebodyElseHasTakenStaysTheirs) {
    const auto [ann, code] = arrive("ann");
    chat.pass(3s);
    chat.disconnect(ann);
    const ClientId eve = chat.connect("ann");
    const auto [back, fresh] = arrive();

    EXPECT_TRUE(tells(resume(back, code), "* the name ann is taken, you stay guest"));
    EXPECT_EQ(chat.client(eve).name.text, "ann");
}

TEST_F(HubResume, OneMoreConnectionIsQuiet) {
    const auto [ann, code] = arrive("ann");
    chat.line(ann, "/join dev");
    chat.line(bob, "/join dev");
    chat.line(ann, "/ignore bob");
    chat.line(ann, "/unignore bob");
    chat.pass(3s);
    chat.line(bob, "are you there?");
    chat.forget_all();
    const auto [back, fresh] = arrive();

    const Lines lines = resume(back, code);

    EXPECT_FALSE(chat.audience.heard[ann].hung_up);
    EXPECT_EQ(chat.hub.users().find(back), chat.hub.users().find(ann));
    EXPECT_EQ(chat.client(back).name.text, "ann");
    EXPECT_TRUE(tells(lines, "#dev bob: are you there?")) << joined(lines);
    chat.pass(5s);
    EXPECT_EQ(count_prefix(chat.take(bob), "#dev * ann"), 0U);
    EXPECT_EQ(chat.client(back).connection.current->name().text, "dev");
}

TEST_F(HubResume, WhatAGhostSaidItselfWasNotMissed) {
    const auto [ann, code] = arrive("ann");
    chat.line(bob, "/join dev");
    chat.line(ann, "/join dev");
    chat.line(bob, "one");
    chat.line(ann, "two");
    chat.line(bob, "three");
    chat.now.mono += 1ms;  // the clocks are rounded, each by itself
    chat.forget_all();
    const auto [back, fresh] = arrive();

    const Lines lines = resume(back, code);

    EXPECT_FALSE(tells(lines, "#dev bob: one")) << joined(lines);
    EXPECT_FALSE(tells(lines, "#dev ann: two")) << joined(lines);
    EXPECT_TRUE(tells(lines, "#dev bob: three")) << joined(lines);
}

TEST_F(HubResume, OnesOwnCodeIsNoUse) {
    const auto [ann, code] = arrive("ann");

    EXPECT_EQ(resume(ann, code), (Lines{"! that is the code of this connection"}));
}

}  // namespace
}  // namespace confab::unit
