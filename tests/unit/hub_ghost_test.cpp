// What was missed when a person gets one more connection, or when one has broken: what did not arrive there.
#include <gtest/gtest.h>

#include "unit/support/registered.hpp"
#include "unit/support/resuming.hpp"

namespace confab::unit {
namespace {

using namespace std::chrono_literals;

class HubGhost : public HubResume {
  protected:
    // bob says so many lines, one a second.
    void say(int from, int to) {
        for (int n = from; n <= to; ++n) {
            chat.line(bob, std::to_string(n));
            chat.pass(1s);
        }
    }
    // What was said before so long ago has arrived.
    void arrived(ClientId who, Milliseconds ago, std::uint64_t missing = Reached::nobody_knows) {
        chat.arrived[who] = Reached{chat.now.mono - ago, missing};
    }
    // bob's lines among those.
    static Lines missed(Lines lines) {
        std::erase_if(lines, [](const std::string& line) { return line.find("bob: ") == std::string::npos; });
        return lines;
    }
};

TEST_F(HubGhost, IsShownWhatWasSaidLaterThanWhatHasArrived) {
    const auto [ann, code] = arrive("ann");
    say(1, 6);
    const auto [back, fresh] = arrive();
    arrived(ann, 2500ms);

    EXPECT_EQ(missed(resume(back, code)), (Lines{"bob: 5", "bob: 6"}));
}

TEST_F(HubGhost, IsShownNoMoreThanTheBytesThatAreMissing) {
    const auto [ann, code] = arrive("ann");
    say(1, 6);
    const auto [back, fresh] = arrive();
    arrived(ann, 4500ms, 2 * std::string_view("bob: 5\n").size());

    EXPECT_EQ(missed(resume(back, code)), (Lines{"bob: 5", "bob: 6"}));
}

TEST_F(HubGhost, ALineThatIsMissingInPartIsShown) {
    const auto [ann, code] = arrive("ann");
    say(1, 6);
    const auto [back, fresh] = arrive();
    arrived(ann, 4500ms, 2 * std::string_view("bob: 5\n").size() + 1);

    EXPECT_EQ(missed(resume(back, code)), (Lines{"bob: 4", "bob: 5", "bob: 6"}));
}

TEST_F(HubGhost, MissingBytesAreLookedForInAllRooms) {
    const auto [ann, code] = arrive("ann");
    for (const char* line : {"/join dev", "/join lobby"}) chat.line(ann, line);
    say(1, 1);
    chat.line(bob, "/join dev");
    say(2, 3);
    const auto [back, fresh] = arrive();
    arrived(ann, 10s, 2 * std::string_view("#dev bob: 2\n").size() + 1);

    EXPECT_EQ(missed(resume(back, code)), (Lines{"#dev bob: 2", "#dev bob: 3", "#lobby bob: 1"}));
}

TEST_F(HubGhost, WhatAGhostIgnoresIsNotAmongTheMissingBytes) {
    const auto [ann, code] = arrive("ann");
    const ClientId troll = chat.connect("troll");
    chat.line(ann, "/ignore troll");
    chat.pass(1s);
    say(1, 2);
    chat.line(troll, "a long line that ann is never sent");
    const auto [back, fresh] = arrive();
    arrived(ann, 10s, std::string_view("bob: 2\n").size());

    EXPECT_EQ(missed(resume(back, code)), Lines{"bob: 2"});
}

TEST_F(HubGhost, IsShownNothingIfAllHasArrived) {
    const auto [ann, code] = arrive("ann");
    say(1, 3);
    const auto [back, fresh] = arrive();
    chat.arrived[ann] = all_arrived;

    EXPECT_EQ(resume(back, code).back(), "* you are back as ann in #lobby");
    EXPECT_EQ(missed(chat.take(back)), Lines{});
}

TEST_F(HubGhost, WhatItIsToldWhileItIsMeasuredCountsAsMissed) {
    const auto [ann, code] = arrive("ann");
    say(1, 3);
    const auto [back, fresh] = arrive();
    chat.arrived[ann] = all_arrived;

    chat.line(back, "/resume " + code);
    chat.line(bob, "meanwhile");
    chat.take(back);
    chat.measure();

    const Lines lines = chat.take(back);
    EXPECT_EQ(lines.back(), "* you are back as ann in #lobby");
    EXPECT_EQ(count_prefix(lines, "* 1 line of #lobby"),
              0U);  // the person that comes back was there and saw it
}

TEST_F(HubGhost, WhatIsToldInARoomOfItsOwnWhileItIsMeasuredIsShown) {
    const auto [ann, code] = arrive("ann");
    chat.line(ann, "/join dev");
    chat.line(bob, "/join dev");
    say(1, 3);
    const auto [back, fresh] = arrive();
    chat.arrived[ann] = all_arrived;

    chat.line(back, "/resume " + code);
    chat.line(bob, "meanwhile");
    chat.measure();

    EXPECT_EQ(count_prefix(chat.take(back), "* 1 line of #dev since "), 1U);
}

TEST_F(HubGhost, WhatWasSaidBeforeItCameWasNotMissed) {
    say(1, 3);
    const auto [ann, code] = arrive("ann");
    say(4, 4);
    const auto [back, fresh] = arrive();
    arrived(ann, 1h);

    EXPECT_EQ(missed(resume(back, code)), Lines{"bob: 4"});
}

TEST_F(HubGhost, IsShownWhatWasSaidSinceItSentAnythingWhereNothingIsKnown) {
    const auto [ann, code] = arrive("ann");
    say(1, 2);
    chat.line(ann, "/who");
    chat.pass(1s);
    say(3, 4);
    const auto [back, fresh] = arrive();
    chat.arrived[ann] = std::nullopt;

    EXPECT_EQ(missed(resume(back, code)), (Lines{"bob: 3", "bob: 4"}));
}

TEST_F(HubGhost, IsNotWaitedForLongerThanForOtherAnswers) {
    const auto [ann, code] = arrive("ann");
    say(1, 2);
    const auto [back, fresh] = arrive();
    chat.line(back, "/resume " + code);
    chat.take(back);

    chat.pass(PendingRequests::longest);

    EXPECT_EQ(chat.hub.users().find(back), chat.hub.users().find(ann));
    EXPECT_EQ(chat.take(back).back(), "* you are back as ann in #lobby");
}

TEST_F(HubGhost, MayBeGoneBeforeItIsMeasured) {
    const auto [ann, code] = arrive("ann");
    say(1, 4);
    const auto [back, fresh] = arrive();
    chat.line(back, "/resume " + code);
    chat.hub.disconnect(ann, "connection lost", chat.now, Reached{chat.now.mono - 2500ms});
    chat.take(back);

    chat.measure();

    const Lines lines = chat.take(back);
    EXPECT_EQ(count_prefix(lines, "* 2 lines of #lobby since "), 1U) << joined(lines);
    EXPECT_EQ(lines.back(), "* you are back as ann in #lobby");
}

TEST_F(HubGhost, OfTwoWhoComeForItTheFirstGetsIt) {
    const auto [ann, code] = arrive("ann");
    const auto [one, code_of_one] = arrive();
    const auto [two, code_of_two] = arrive();
    chat.pass(3s);
    chat.forget_all();
    chat.line(one, "/resume " + code);
    chat.line(two, "/resume " + code);

    chat.measure();

    EXPECT_EQ(chat.client(one).name.text, "ann");
    EXPECT_EQ(chat.take(two).back(),
              "! nothing is known of that code: it may be mistyped, used, or older than a day");
    EXPECT_EQ(count_prefix(chat.take(bob), "* ann"), 0U);
    EXPECT_FALSE(chat.audience.heard[two].held);
}

TEST_F(HubGhost, AConnectionThatBreaksHasMissedWhatDidNotArrive) {
    const auto [ann, code] = arrive("ann");
    say(1, 4);
    chat.hub.disconnect(ann, "connection lost", chat.now, Reached{chat.now.mono - 2500ms});
    say(5, 5);
    const auto [back, fresh] = arrive();

    EXPECT_EQ(missed(resume(back, code)), (Lines{"bob: 3", "bob: 4", "bob: 5"}));
}

TEST_F(HubGhost, ABreakWhileItWaitsEndsTheConnectionThatCame) {
    const auto [eve, eves] = arrive("eve");
    const auto [ann, code] = arrive("ann");
    chat.line(ann, "/resume " + eves);
    chat.hub.disconnect(ann, "connection lost", chat.now, Reached{chat.now.mono - 2500ms});

    chat.measure();

    EXPECT_TRUE(chat.audience.heard[ann].hung_up);
    EXPECT_EQ(chat.hub.users().find_by_key("ann"), nullptr);
    EXPECT_EQ(chat.client(eve).connections(), 1U);
    EXPECT_EQ(chat.client(eve).connection.id, eve);
}

class LoginGhost : public Registered {
  protected:
    LoginGhost() {
        ghost = registered("ann");
        chat.pass(3s);
        for (int n = 1; n <= 4; ++n) {
            chat.line(bob, std::to_string(n));
            chat.pass(1s);
        }
        chat.forget_all();
    }
    static std::size_t missed(const Lines& lines) {
        std::size_t count = 0;
        for (const std::string& line : lines) {
            if (line.find(" bob: ") != std::string::npos) ++count;
        }
        return count;
    }

    ClientId bob = chat.connect("bob");
    ClientId ghost;
};

TEST_F(LoginGhost, IsShownWhatWasSaidLaterThanWhatHasArrived) {
    const ClientId back = chat.connect();
    chat.arrived[ghost] = Reached{chat.now.mono - 1500ms};

    const Lines lines = answer(back, "/login ann secret of ann");

    EXPECT_EQ(missed(lines), 1U) << joined(lines);
    EXPECT_EQ(chat.take(bob), Lines{});
}

TEST_F(LoginGhost, MayBeGoneBeforeItIsMeasured) {
    const ClientId back = chat.connect();
    chat.line(back, "/login ann secret of ann");
    passwords.answer(chat.hub, chat.now);
    chat.hub.disconnect(ghost, "connection lost", chat.now, Reached{chat.now.mono - 2500ms});

    chat.measure();

    EXPECT_EQ(missed(chat.take(back)), 2U);
    EXPECT_EQ(name_of(back), "ann");
}

TEST_F(LoginGhost, OfTwoWhoComeForItBothAreItsConnections) {
    const ClientId one = chat.connect();
    const ClientId two = chat.connect();
    for (const ClientId who : {one, two}) chat.line(who, "/login ann secret of ann");
    chat.take(bob);
    passwords.answer(chat.hub, chat.now);

    chat.measure();

    EXPECT_FALSE(chat.audience.heard[ghost].hung_up);
    EXPECT_EQ(chat.hub.users().find(one), chat.hub.users().find(ghost));
    EXPECT_EQ(chat.hub.users().find(two), chat.hub.users().find(ghost));
    EXPECT_EQ(chat.take(bob), Lines{});
}

TEST_F(LoginGhost, ItsNameMayBeGivenUpMeanwhile) {
    const ClientId back = chat.connect();
    chat.line(back, "/login ann secret of ann");
    passwords.answer(chat.hub, chat.now);
    chat.hub.propose({chat.now, operation::RemoveAccount{chat.client(ghost).account->id}});

    chat.measure();

    EXPECT_EQ(chat.take(back).back(), "! that name has been given up meanwhile, nothing has changed");
    EXPECT_FALSE(chat.audience.heard[ghost].hung_up);
}

}  // namespace
}  // namespace confab::unit
