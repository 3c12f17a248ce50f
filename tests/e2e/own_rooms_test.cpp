// Rooms that somebody owns: their rules, and that they last.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "e2e/support/lasting.hpp"
#include "e2e/support/text.hpp"

namespace confab::e2e {
namespace {

using Lines = std::vector<std::string>;

class OwnRooms : public testing::Test {
  protected:
    OwnRooms() {
        ann.answer("/join den");
        ann.so_far();
    }
    // The one line of an answer.
    static std::string one(Client& client, const std::string& command, Where where = Where::current()) {
        const Lines lines = client.answer(command, where);
        if (lines.size() != 1) throw Failure(command + " answers\n" + join_lines(lines), where);
        return lines[0];
    }

    Lasting daemon;
    Client ann = daemon.registered("ann");
    Client bob = daemon->client("bob");
};

TEST_F(OwnRooms, APrivateOneIsAsIfItWereNot) {
    ann.answer("/topic hidden teapots");
    ann.answer("/room private");
    ann.answer("psst");

    EXPECT_EQ(count_containing(bob.answer("/rooms"), "den"), 0U);
    for (const char* command : {"/who ", "/leave ", "/search x in:"}) {
        Lines there = bob.answer(std::string(command).append("den"));
        const Lines nowhere = bob.answer(std::string(command).append("gap"));
        for (std::string& line : there) {
            const std::size_t name = line.find("den");
            if (name != line.npos) line.replace(name, 3, "gap");
        }
        EXPECT_EQ(there, nowhere) << command;
    }
    EXPECT_EQ(count_containing(bob.answer("/whois ann"), "den"), 0U);
    const Lines joined = bob.answer("/join den");
    EXPECT_EQ(count_containing(joined, "teapots") + count_containing(joined, "psst"), 0U);
    bob.answer("in another den");
    EXPECT_EQ(ann.so_far(), Lines{});

    ann.answer("/invite bob");
    bob.answer("/leave den");
    const Lines invited = bob.answer("/join den@ann");
    EXPECT_EQ(count_containing(invited, "psst"), 1U) << join_lines(invited);
}

TEST_F(OwnRooms, AKeyOpensIt) {
    EXPECT_EQ(one(ann, "/room key open-sesame"), "* #den asks for a key now: /join #den open-sesame");

    EXPECT_TRUE(one(bob, "/join den").starts_with("! #den asks for a key"));
    EXPECT_TRUE(one(bob, "/join den open-sesam").starts_with("! #den asks for a key"));
    bob.answer("/join den open-sesame");
    bob.answer("hello");

    EXPECT_EQ(ann.so_far().back(), "#den bob: hello");
    EXPECT_EQ(count_containing(bob.answer("/room"), "sesame"), 0U);
}

TEST_F(OwnRooms, InAModeratedOneVoicesSpeak) {
    bob.answer("/join den");
    ann.answer("/room moderated on");
    bob.so_far();

    EXPECT_TRUE(one(bob, "hello").starts_with("! #den is moderated, nothing was sent"));
    ann.answer("/voice bob");
    bob.so_far();

    EXPECT_EQ(one(bob, "hello"), "#den bob: hello");
    ann.answer("/devoice bob");
    bob.so_far();
    EXPECT_TRUE(one(bob, "/me waves").starts_with("! #den is moderated, nothing was sent"));
}

TEST_F(OwnRooms, InASlowOneOneWaits) {
    bob.answer("/join den");
    ann.answer("/room slow 1h");
    bob.so_far();

    EXPECT_EQ(one(bob, "one"), "#den bob: one");
    EXPECT_TRUE(one(bob, "two").starts_with("! #den is slow, nothing was sent: wait 3"));
    ann.answer("owners do not");
    EXPECT_EQ(one(ann, "wait"), "#den ann: wait");
}

TEST_F(OwnRooms, WithHistoryOffNothingIsKept) {
    ann.answer("before");
    ann.answer("/room history off");
    ann.answer("after");

    daemon.restart();
    ann = daemon.logged_in("ann");

    const Lines seen = ann.answer("/history");
    EXPECT_EQ(count_containing(seen, "after"), 0U) << join_lines(seen);
    EXPECT_EQ(count_containing(ann.answer("/search after"), "after"), 1U) << "it says what it did not find";
    ann.answer("/room history on");
    EXPECT_EQ(count_containing(ann.answer("/history"), "before"), 0U) << "nor does it come back";
    ann.answer("again");
    EXPECT_TRUE(matches(daemon.control({"export", "den"}), "[^\n]* ann: again\n")) << "and nothing else";
}

TEST_F(OwnRooms, RulesLast) {
    Client carol = daemon.registered("carol");
    carol.so_far();
    ann.answer("/topic bears only");
    ann.answer("/room key open-sesame");
    ann.answer("/room slow 10s");
    ann.answer("/room moderated on");
    ann.answer("/op carol");
    ann.answer("/room private");
    const Lines before = ann.answer("/room");

    daemon.restart();
    ann = daemon.logged_in("ann");
    bob = daemon->client("bob");
    carol = daemon.logged_in("carol");

    EXPECT_EQ(ann.answer("/room"), before);
    EXPECT_EQ(count_containing(ann.answer("/topic"), "bears only"), 1U);
    EXPECT_EQ(count_containing(bob.answer("/rooms"), "den"), 0U);
    carol.answer("/join den");
    EXPECT_EQ(one(carol, "I may"), "#den carol: I may");
}

TEST_F(OwnRooms, ABanFromOneLasts) {
    Client carol = daemon.registered("carol");
    carol.answer("/join den");
    ann.answer("/ban carol 1d snoring");
    EXPECT_EQ(count_containing(carol.so_far(), "snoring"), 1U);

    daemon.restart();
    carol = daemon.logged_in("carol");

    EXPECT_TRUE(one(carol, "/join den").starts_with("! you are banned from #den until "));
    EXPECT_EQ(one(carol, "hello"), "carol: hello");
}

TEST_F(OwnRooms, OthersDoNotRuleThem) {
    bob.answer("/join den");
    for (const char* command :
         {"/room private", "/room key x", "/room slow 1s", "/room moderated on", "/room history off",
          "/room drop", "/op bob", "/deop ann", "/voice bob", "/invite carol", "/kick ann", "/mute ann",
          "/ban ann", "/bans", "/topic mine", "/unban ann", "/unmute ann"}) {
        EXPECT_TRUE(one(bob, command).starts_with("! ")) << command;
    }
    ann.answer("/op bob");
    bob.so_far();
    for (const char* command :
         {"/room private", "/room drop", "/deop ann", "/kick ann", "/mute ann", "/ban ann"}) {
        EXPECT_TRUE(one(bob, command).starts_with("! ")) << command;
    }
}

TEST_F(OwnRooms, OneThatIsGivenUpIsOrdinaryAlsoAfterARestart) {
    ann.answer("/room private");
    ann.answer("a secret");
    ann.answer("/room drop");

    daemon.restart();
    bob = daemon->client("bob");
    const Lines seen = bob.answer("/join den");

    EXPECT_TRUE(contains(bob.answer("/room").front(), "#den is nobody's own, public"));
    ann = daemon.logged_in("ann");
    EXPECT_TRUE(contains(ann.answer("/room").front(), "#den is nobody's own, public"));
    EXPECT_EQ(count_containing(seen, "a secret"), 0U) << join_lines(seen);
}

}  // namespace
}  // namespace confab::e2e
