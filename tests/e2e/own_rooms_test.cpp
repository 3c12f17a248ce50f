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

TEST_F(OwnRooms, OneThatIsGivenUpIsOrdinaryAlsoAfterARestart) {
    ann.answer("/room private");
    ann.answer("a secret");
    ann.answer("/room drop");

    daemon.restart();
    bob = daemon->client("bob");
    const Lines seen = bob.answer("/join den");

    EXPECT_TRUE(contains(bob.answer("/room").front(), "#den is without an owner, public"));
    ann = daemon.logged_in("ann");
    EXPECT_TRUE(contains(ann.answer("/room").front(), "#den is without an owner, public"));
    EXPECT_EQ(count_containing(seen, "a secret"), 0U) << join_lines(seen);
}

}  // namespace
}  // namespace confab::e2e
