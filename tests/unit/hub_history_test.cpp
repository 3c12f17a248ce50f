// What was said before, when it has to be asked for.
#include <gtest/gtest.h>

#include "unit/support/with_log.hpp"

namespace confab::unit {
namespace {

using namespace std::chrono_literals;

using HubHistory = WithLog;

TEST_F(HubHistory, WhatIsSaidIsKeptWithItsIdAndWhoSaidIt) {
    chat.line(ann, "hello");
    chat.line(ann, "/me waves");

    ASSERT_EQ(log.kept.size(), 2U);
    EXPECT_EQ(log.kept[0].room, "lobby");
    EXPECT_EQ(log.kept[0].from_key, "ann");
    EXPECT_EQ(log.kept[0].said.id, 1U);
    EXPECT_EQ(log.kept[1].said.id, 2U);
    EXPECT_EQ(log.kept[1].said.type, EventType::emote);
}

TEST_F(HubHistory, PrivateMessagesAreNotKept) {
    const ClientId bob = chat.connect("bob");
    chat.line(ann, "/msg bob psst");

    EXPECT_TRUE(log.kept.empty());
    EXPECT_FALSE(chat.take(bob).empty());
}

TEST_F(HubHistory, HistoryThatMemoryHoldsIsThereAtOnce) {
    say(ann, 1, 9);

    EXPECT_EQ(texts(chat.answer(ann, "/history 2")),
              (Lines{"* last 2 lines of #lobby:", "ann: 8", "ann: 9", "* now live"}));
    EXPECT_TRUE(log.asked.empty());
}

TEST_F(HubHistory, OlderHistoryIsAskedOfTheLog) {
    say(ann, 1, 9);

    EXPECT_EQ(answer(ann, "/history 8").front(), "* last 8 lines of #lobby:");
}

TEST_F(HubHistory, NothingThatIsSaidWhileTheLogIsAskedIsInTheAnswer) {
    const ClientId bob = chat.connect("bob");
    say(ann, 1, 9);
    chat.line(ann, "/history 8");

    chat.line(bob, "meanwhile");
    log.answer(chat.hub, chat.now);

    const Lines seen = texts(chat.take(ann));
    EXPECT_EQ(seen.front(), "bob: meanwhile");
    EXPECT_EQ(seen[1], "* last 8 lines of #lobby:");
    EXPECT_EQ(seen[9], "ann: 9");
    EXPECT_EQ(seen.back(), "* now live");
}

TEST_F(HubHistory, WhatIsSentMeanwhileWaitsItsTurn) {
    say(ann, 1, 9);
    chat.line(ann, "/history 8");
    chat.line(ann, "after that");
    chat.disconnect(ann, "gone");
    EXPECT_TRUE(chat.audience.heard[ann].held);
    EXPECT_FALSE(chat.audience.heard[ann].hung_up);

    log.answer(chat.hub, chat.now);

    EXPECT_EQ(chat.take(ann).back(), "ann: after that");
    EXPECT_TRUE(chat.audience.heard[ann].hung_up);
    EXPECT_EQ(chat.audience.heard[ann].reason, "gone");
}

TEST_F(HubHistory, WhoIsAnsweredIsReadAgain) {
    say(ann, 1, 9);

    answer(ann, "/history 8");

    EXPECT_FALSE(chat.audience.heard[ann].held);
}

TEST_F(HubHistory, AnAnswerThatDoesNotComeIsWaitedForTenSeconds) {
    say(ann, 1, 9);
    chat.line(ann, "/history 8");
    chat.line(ann, "after that");

    chat.pass(9999ms);
    EXPECT_EQ(chat.take(ann), Lines{});
    chat.pass(1ms);

    EXPECT_EQ(chat.take(ann), (Lines{"! what was said before cannot be read at the moment, try again later",
                                     "ann: after that"}));
}

TEST_F(HubHistory, ALateAnswerIsIgnored) {
    say(ann, 1, 9);
    chat.line(ann, "/history 8");
    chat.pass(10s);
    chat.take(ann);

    log.answer(chat.hub, chat.now);

    EXPECT_EQ(chat.take(ann), Lines{});
}

TEST_F(HubHistory, AnAnswerForWhoIsGoneIsIgnored) {
    say(ann, 1, 9);
    const ClientId bob = chat.connect("bob");
    chat.line(bob, "/history 8");
    chat.hub.stop(chat.now);

    log.answer(chat.hub, chat.now);

    EXPECT_TRUE(chat.audience.heard[bob].hung_up);
}

TEST_F(HubHistory, ALogThatCannotBeReadIsTold) {
    say(ann, 1, 9);
    chat.line(ann, "/history 8");

    log.fail(chat.hub, chat.now);

    EXPECT_EQ(chat.take(ann),
              (Lines{"! what was said before cannot be read at the moment, try again later"}));
}

TEST_F(HubHistory, WhenTooManyAskTheyAreToldAndGoOn) {
    say(ann, 1, 9);
    log.max_asked = 0;

    EXPECT_EQ(chat.answer(ann, "/history 8"),
              (Lines{"! too many people are reading the history at the moment, try again"}));
    EXPECT_EQ(chat.answer(ann, "hello"), (Lines{"ann: hello"}));
}

TEST_F(HubHistory, AQuestionThatGaveWayToOthersIsToldAsThat) {
    say(ann, 1, 9);
    chat.line(ann, "/history 8");

    chat.hub.found({.ticket = log.asked.front().ticket, .busy = true}, chat.now);

    EXPECT_EQ(chat.take(ann),
              (Lines{"! too many people are reading the history at the moment, try again"}));
}

TEST_F(HubHistory, AQuestionNamesItsSourceAndWhereAddressesAreSharedItsAsker) {
    say(ann, 1, 9);
    ChatSettings shared = settings();
    chat.from = parse_network("192.0.2.7")->address;
    const ClientId eve = chat.connect("eve");
    chat.line(eve, "/history 8");
    shared.exempt = {*parse_network("192.0.2.0/24")};
    chat.hub.configure(shared);
    const ClientId fay = chat.connect("fay");
    chat.line(fay, "/history 8");

    ASSERT_EQ(log.asked.size(), 2U);
    EXPECT_EQ(log.asked[0].source, "192.0.2.7");
    EXPECT_EQ(log.asked[1].source, "fay");
}

TEST_F(HubHistory, MoreGoesOnBackwardsFromWhatWasShown) {
    say(ann, 1, 9);
    EXPECT_EQ(answer(ann, "/history 3")[1], "ann: 7");

    EXPECT_EQ(answer(ann, "/more"),
              (Lines{"* 2 lines of #lobby before that:", "ann: 5", "ann: 6", "* now live"}));
    EXPECT_EQ(answer(ann, "/more")[1], "ann: 3");
    EXPECT_EQ(answer(ann, "/more")[1], "ann: 1");
    EXPECT_EQ(answer(ann, "/more"), (Lines{"* nothing was said in #lobby before that"}));
}

TEST_F(HubHistory, HistorySinceATimeShowsWhatWasSaidFromThenOn) {
    say(ann, 1, 3);
    chat.pass(1h);
    say(ann, 4, 9);

    const Lines lines = answer(ann, "/history 30m");

    ASSERT_EQ(lines.size(), 8U);
    EXPECT_TRUE(lines.front().starts_with("* 6 lines of #lobby since "));
    EXPECT_EQ(lines[1], "ann: 4");
    EXPECT_EQ(answer(ann, "/history since 2h").size(), 11U);
    chat.pass(10s);
    EXPECT_TRUE(answer(ann, "/history 1s").front().starts_with("* nothing was said in #lobby since "));
}

TEST_F(HubHistory, BadTimesAreRefused) {
    for (const char* line :
         {"/history 0", "/history x", "/history since", "/history since tomorrow", "/history 5 6"}) {
        EXPECT_EQ(chat.answer(ann, line), (Lines{"! usage: /history [N|TIME|since TIME]"})) << line;
    }
}

TEST_F(HubHistory, WhoIsIgnoredIsNotInTheAnswer) {
    const ClientId bob = chat.connect("bob");
    say(bob, 1, 5);
    say(ann, 6, 9);
    chat.line(ann, "/ignore bob");

    const Lines lines = answer(ann, "/history 8");

    EXPECT_EQ(count_prefix(lines, "bob"), 0U);
    EXPECT_EQ(count_prefix(lines, "ann"), 4U);
}

TEST_F(HubHistory, ARoomThatEverybodyHasLeftIsThereWithItsLinesAndIdsWhenSomebodyComesBack) {
    chat.line(ann, "/join dev");
    say(ann, 1, 3);
    chat.line(ann, "/leave");
    EXPECT_EQ(chat.answer(ann, "/rooms").size(), 1U);
    EXPECT_EQ(chat.answer(ann, "/who dev"), (Lines{"! there is no such room, /rooms lists them all"}));

    const Lines back = texts(chat.answer(ann, "/join dev"));
    chat.line(ann, "4");

    EXPECT_EQ(count_prefix(back, "#dev ann: "), 2U);
    EXPECT_EQ(log.kept.back().said.id, 4U);
}

TEST_F(HubHistory, ARestartForgetsNothing) {
    say(ann, 1, 5);
    FakeLog after = log;
    Chat next(settings(), {.log = &after});
    StoredState stored;
    stored.tails = after.tails(2, next.hub.names());
    next.hub.load(std::move(stored));

    const ClientId bob = next.connect_unread();
    const Lines greeting = texts(next.take(bob));
    next.line(bob, "6");

    EXPECT_EQ(count_prefix(greeting, "ann: "), 2U);
    EXPECT_EQ(after.kept.back().said.id, 6U);
}

TEST_F(HubHistory, ARoomThatIsNotRememberedGetsIdsAboveItsOldOnes) {
    StoredState stored;
    stored.last_id_of_others = 700;
    chat.hub.load(std::move(stored));

    chat.line(ann, "/join old");
    chat.line(ann, "hello");

    EXPECT_EQ(log.kept.back().said.id, 701U);
}

TEST_F(HubHistory, OnlySoManyEmptyRoomsAreRemembered) {
    ChatSettings few = settings();
    few.remembered_rooms = 2;
    Chat small(few, {.log = &log});
    const ClientId bob = small.connect("bob");
    for (const char* room : {"a", "b", "c"}) {
        small.line(bob, std::string("/join ").append(room));
        small.line(bob, "hello");
        small.line(bob, "/leave");
    }

    EXPECT_EQ(count_prefix(texts(small.answer(bob, "/join a")), "#a bob: hello"), 0U);
    EXPECT_EQ(count_prefix(texts(small.answer(bob, "/join c")), "#c bob: hello"), 1U);
    EXPECT_EQ(small.hub.rooms().size(), 4U);
}

}  // namespace
}  // namespace confab::unit
