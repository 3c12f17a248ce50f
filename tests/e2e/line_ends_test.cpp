#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "e2e/support/confabd.hpp"
#include "e2e/support/text.hpp"

namespace confab::e2e {
namespace {

using namespace std::literals;

constexpr std::string_view line_ends[] = {"\n"sv, "\r\n"sv, "\r\0"sv, "\r"sv};

TEST(LineEnds, EachOfTheFourEndsALine) {
    Confabd daemon;
    Client alice = daemon.client("alice");
    for (const std::string_view end : line_ends) {
        SCOPED_TRACE(visible(end));

        alice.send("one" + std::string(end) + "two" + std::string(end) + "three" + std::string(end));

        alice.expect("alice: one");
        alice.expect("alice: two");
        alice.expect("alice: three");
    }
}

TEST(LineEnds, EachOfThemEndsItAtOnce) {
    Confabd daemon;
    Client alice = daemon.client("alice");
    for (const std::string_view end : line_ends) {
        SCOPED_TRACE(visible(end));

        alice.send("here" + std::string(end));

        alice.expect("alice: here");
    }
}

TEST(LineEnds, ABareCarriageReturnDoesNotWaitForWhatMayFollow) {
    Confabd daemon;
    Client alice = daemon.client("alice");

    alice.send("one\r");
    alice.expect("alice: one");
    alice.send("\n");
    alice.send("two\r");
    alice.expect("alice: two");
    alice.send("\0three\r"sv);

    alice.expect("alice: three");
}

TEST(LineEnds, AnySplitIntoPacketsGivesTheSameLines) {
    Confabd daemon;
    Client alice = daemon.client("alice");
    const std::string all = "one\ntwo\r\nthree\r\0four\rfive\r\r\nsix\n\rseven\r\n\r\neight\r\0\r\0nine\n"s;
    for (const std::size_t piece : {1U, 2U, 3U, 5U, 7U}) {
        SCOPED_TRACE(piece);

        alice.send_piecemeal(all, piece);

        for (const char* word : {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine"}) {
            alice.expect(std::string("alice: ") + word);
        }
    }
}

TEST(LineEnds, EverySingleCutGivesTheSameLines) {
    Confabd daemon;
    Client alice = daemon.client("alice");
    const std::string all = "a\r\nb\r\0c\rd\n\xc3\xa9\r\n"s;
    for (std::size_t cut = 1; cut < all.size(); ++cut) {
        SCOPED_TRACE(cut);

        alice.send_piecemeal(all, cut);

        for (const char* word : {"a", "b", "c", "d", "\xc3\xa9"}) alice.expect(std::string("alice: ") + word);
    }
}

TEST(LineEnds, AreNeverALineOfTheirOwn) {
    Confabd daemon;
    Client alice = daemon.client("alice");
    Client bob = daemon.client("bob");

    alice.send("\n\r\n\r\0\r   \n\t\r\n  \t  \n"sv);
    alice.say("said");

    bob.expect("alice: said");
    alice.expect("alice: said");
}

TEST(LineEnds, SpacesAtTheEndAreCutAndOthersStay) {
    Confabd daemon;
    Client alice = daemon.client("alice");

    alice.say("  two  spaces  each   ");
    alice.say("a tab at the end\t");
    alice.send("before a carriage return  \r\n");

    alice.expect("alice:   two  spaces  each");
    alice.expect("alice: a tab at the end");
    alice.expect("alice: before a carriage return");
}

TEST(LineEnds, ManyLinesInOnePacketAreManyLines) {
    Confabd daemon;
    Client alice = daemon.client("alice");
    Client bob = daemon.client("bob");
    std::string paste;
    for (int i = 0; i < 1000; ++i) paste += "pasted " + std::to_string(i) + "\n";

    alice.send(paste);

    for (int i = 0; i < 1000; ++i) bob.expect("alice: pasted " + std::to_string(i));
}

TEST(LineEnds, TheServerEndsItsOwnWithLfAlone) {
    Confabd daemon;
    Client alice = daemon.client("alice");

    alice.send("hello\r\n");
    alice.send("/nosuch\r\n");

    EXPECT_EQ(alice.raw(13), "alice: hello\n");
    EXPECT_FALSE(contains(alice.raw_until("\n"), "\r"));
}

TEST(LineEnds, TheLastLineNeedsNoneBeforeTheEndOfInput) {
    Confabd daemon;
    Client alice = daemon.client("alice");
    Client bob = daemon.client("bob");

    alice.send("first\nlast words");
    alice.finish_sending();

    bob.expect("alice: first");
    bob.expect("alice: last words");
    const std::vector<std::string> seen = alice.until_closed();
    ASSERT_GE(seen.size(), 2U);
    EXPECT_EQ(seen[0], "alice: first");
    EXPECT_EQ(seen[1], "alice: last words");
}

TEST(LineEnds, ALastCommandNeedsNoneEither) {
    Confabd daemon;
    Client alice = daemon.client("alice");
    Client bob = daemon.client("bob");

    alice.send("/msg bob bye");
    alice.finish_sending();

    bob.expect("alice -> bob: bye");
    EXPECT_EQ(count_containing(alice.until_closed(), "alice -> bob: bye"), 1U);
}

TEST(LineEnds, EveryLineOnTheWayIsHandledAtTheEndOfInput) {
    Confabd daemon;
    Client alice = daemon.client("alice");
    Client bob = daemon.client("bob");
    std::string lines;
    for (int i = 0; i < 3000; ++i) lines += std::to_string(i) + "\n";

    alice.send(lines);
    alice.finish_sending();

    for (int i = 0; i < 3000; ++i) bob.expect("alice: " + std::to_string(i));
    const std::vector<std::string> echoed = alice.until_closed();
    EXPECT_EQ(count_containing(echoed, "alice: "), 3000U);
}

}  // namespace
}  // namespace confab::e2e
