#include <gtest/gtest.h>

#include <string>

#include "e2e/support/confabd.hpp"
#include "e2e/support/text.hpp"

namespace confab::e2e {
namespace {

using namespace std::literals;

const std::string refusal = "! line too long (limit 4096 bytes), nothing was sent";

class LongLine : public testing::Test {
  protected:
    // Nothing of the line has been said: what comes next is what bob sees next.
    void expect_nothing_said(Where where = Where::current()) {
        alice.say("after", where);
        alice.expect("alice: after", where);
        bob.expect("alice: after", where);
    }

    Confabd daemon;
    Client alice = daemon.client("alice");
    Client bob = daemon.client("bob");
};

TEST_F(LongLine, Exactly4096BytesPass) {
    const std::string line = times(4095, "x") + "y";

    alice.say(line);

    alice.expect("alice: " + line);
    bob.expect("alice: " + line);
}

TEST_F(LongLine, OneByteMoreIsRefused) {
    alice.say(times(4097, "x"));

    alice.expect(refusal);
    expect_nothing_said();
}

TEST_F(LongLine, TheLineEndDoesNotCount) {
    const std::string line = times(4096, "x");
    for (const std::string_view end : {"\r\n"sv, "\r\0"sv, "\r"sv, "\n"sv}) {
        alice.send(line + std::string(end));

        alice.expect("alice: " + line);
    }
}

TEST_F(LongLine, TelnetCommandsDoNotCount) {
    const std::string line = times(2048, "x\xff\xf1x\xff\xfa\x18\x01\xff\xf0");

    alice.say(line);

    EXPECT_EQ(bob.line(), "alice: " + times(4096, "x"));
}

TEST_F(LongLine, BytesCountNotCharacters) {
    alice.say(times(2048, "\xc3\xa9"));
    alice.expect("alice: " + times(2048, "\xc3\xa9"));

    alice.say(times(2048, "\xc3\xa9") + "x");
    alice.expect(refusal);
}

TEST_F(LongLine, OneInManyPacketsIsTheSame) {
    alice.send_piecemeal(times(4096, "x") + "\n" + times(4097, "y") + "\n", 1000);

    alice.expect("alice: " + times(4096, "x"));
    bob.expect("alice: " + times(4096, "x"));
    alice.expect(refusal);
    expect_nothing_said();
}

TEST_F(LongLine, ACommandThatIsTooLongIsNotDone) {
    alice.say("/msg bob " + times(4096, "x"));
    alice.expect(refusal);
    expect_nothing_said();
    alice.say("/nick al" + times(4096, " "));
    alice.expect(refusal);
    expect_nothing_said();
}

TEST_F(LongLine, ThoseAroundItAreHandled) {
    alice.send("before\n" + times(9000, "x") + "\nbetween\n" + times(100000, "y") + "\nend\n");

    alice.expect("alice: before");
    alice.expect(refusal);
    alice.expect("alice: between");
    alice.expect(refusal);
    alice.expect("alice: end");
    bob.expect("alice: before");
    bob.expect("alice: between");
    bob.expect("alice: end");
}

TEST_F(LongLine, OfAnySizeIsRefusedOnceAndMemoryStaysFlat) {
    const std::string megabyte = times(1 << 20, "x");
    alice.send(megabyte);
    alice.wait_until_server_has_read();
    const std::size_t before = daemon.process().resident_kilobytes();
    for (int i = 0; i < 200; ++i) alice.send(megabyte);
    alice.wait_until_server_has_read();

    EXPECT_LE(daemon.process().resident_kilobytes(), before + 1024);
    alice.say("");
    alice.expect(refusal);
    expect_nothing_said();
}

TEST_F(LongLine, TheLastOfAConnectionIsRefusedToo) {
    alice.send(times(10000, "x"));
    alice.finish_sending();

    const std::vector<std::string> seen = alice.until_closed();
    ASSERT_FALSE(seen.empty());
    EXPECT_EQ(seen[0], refusal);
}

TEST_F(LongLine, OneIsNotSavedByErasingSomeOfIt) {
    // The bytes of the line count, whatever they do to each other.
    alice.say(times(5000, "x") + times(4990, "\b"));

    alice.expect(refusal);
    expect_nothing_said();
}

TEST(LongLineOption, AnotherLimitIsNamedInTheRefusal) {
    Confabd daemon({"--max-line", "10"});
    Client alice = daemon.connect();
    const std::string name = alice.guest_name();

    alice.say("1234567890");
    alice.expect(name + ": 1234567890");
    alice.say("12345678901");
    alice.expect("! line too long (limit 10 bytes), nothing was sent");
}

}  // namespace
}  // namespace confab::e2e
