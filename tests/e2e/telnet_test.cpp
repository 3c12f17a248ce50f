#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "e2e/support/confabd.hpp"
#include "e2e/support/program.hpp"
#include "e2e/support/text.hpp"

namespace confab::e2e {
namespace {

using namespace std::literals;

const std::string iac = "\xff";
const std::string nop = iac + "\xf1";
const std::string will = iac + "\xfb";
const std::string wont = iac + "\xfc";
const std::string do_it = iac + "\xfd";
const std::string dont = iac + "\xfe";
const std::string timing_mark = "\x06";

// One of each kind, with option bytes and contents that mean something elsewhere.
const std::vector<std::string> telnet_commands{nop,
                                               iac + "\xf2",
                                               iac + "\xf3",
                                               iac + "\xf4",
                                               iac + "\xf5",
                                               iac + "\xf9",
                                               iac + "\xef",
                                               will + "\x1f",
                                               wont + "\x01",
                                               do_it + "\x03",
                                               dont + "\x03",
                                               will + "\n",
                                               do_it + "\r",
                                               will + "\x1b",
                                               do_it + "\0"s,
                                               iac + "\xfa\x18\0xterm\xff\xf0"s,
                                               iac + "\xfa\x1f\0\x50\0\x18\xff\xf0"s,
                                               iac + "\xfa\x1f\n\r\x1b[\xff\xff\x07\xff\xf0"};

class Telnet : public testing::Test {
  protected:
    Confabd daemon;
    Client alice = daemon.client("alice");
    Client bob = daemon.client("bob");
};

TEST_F(Telnet, CommandsAreNeverShownAndTheTextAroundThemStaysExact) {
    for (const std::string& command : telnet_commands) {
        SCOPED_TRACE(visible(command));

        alice.send("one " + command + "two" + command + command + "\n");

        bob.expect("alice: one two");
    }
}

TEST_F(Telnet, TheyMayStandAnywhereEvenInACharacterOrALineEnd) {
    const std::string line = "h\xc3\xa9llo \x1b[31m\xf0\x9f\x99\x82\r\n";
    for (std::size_t at = 0; at <= line.size(); ++at) {
        for (const std::string& command : telnet_commands) {
            SCOPED_TRACE(std::to_string(at) + " " + visible(command));

            alice.send(line.substr(0, at) + command + line.substr(at));

            bob.expect("alice: h\xc3\xa9llo \xf0\x9f\x99\x82");
        }
    }
}

TEST_F(Telnet, TheyMayBeSplitAnywhere) {
    for (const std::string& command : telnet_commands) {
        SCOPED_TRACE(visible(command));

        alice.send_piecemeal("a\xc3" + command + "\xa9z\r" + command + "\n");

        bob.expect("alice: a\xc3\xa9z");
    }
}

TEST_F(Telnet, TheyMayStandBetweenCrAndNul) {
    alice.send("one\r" + nop + "\0two\r"s + nop + "\nthree" + nop + "\r" + nop + "four\n");

    for (const char* word : {"one", "two", "three", "four"}) bob.expect(std::string("alice: ") + word);
}

TEST_F(Telnet, ADoubledIacIsOneBadByte) {
    alice.send(
        "a\xff\xff"
        "b\n");

    bob.expect(
        "alice: a\xef\xbf\xbd"
        "b");
}

TEST_F(Telnet, ANegotiationWithoutEndTakesNoMemory) {
    alice.send(iac + "\xfa\x18" + times(1 << 20, "x"));
    alice.wait_until_server_has_read();
    const std::size_t before = daemon.process().resident_kilobytes();
    for (int megabyte = 0; megabyte < 50; ++megabyte) alice.send(times(1 << 20, "x\n"));
    alice.wait_until_server_has_read();

    EXPECT_LE(daemon.process().resident_kilobytes(), before + 1024);
    alice.send(iac + "\xf0" + "still here\n");
    bob.expect("alice: still here");
}

TEST_F(Telnet, APlainPortSendsNoIacBeforeTheClientDoes) {
    Client carol = daemon.connect();
    carol.send("hello\n/help\n/who\n/join dev\n/format json\nx\xfe\xfd\n/quit\n");

    const std::string all = join_lines(carol.until_closed());

    EXPECT_TRUE(contains(all, "hello"));
    EXPECT_FALSE(contains(all, iac)) << visible(all);
    EXPECT_FALSE(contains(all, "\r")) << visible(all);
}

TEST_F(Telnet, WhatIsIncompleteAtTheEndOfInputHarmsNoText) {
    for (const std::string& rest :
         {iac, iac + "\xfb", iac + "\xfa\x18 unfinished", std::string("\r"), iac + "\xfa\xff"}) {
        SCOPED_TRACE(visible(rest));
        Client carol = daemon.guest();

        carol.send("last words" + rest);
        carol.finish_sending();

        bob.expect_match("guest[0-9]+: last words");
        carol.until_closed();
    }
}

// What the server asked or refused, in order: "\xfc\x18" for WONT TERMINAL-TYPE.
std::vector<std::string> negotiations_in(const std::string& bytes) {
    std::vector<std::string> found;
    for (std::size_t at = bytes.find('\xff'); at != bytes.npos; at = bytes.find('\xff', at + 3)) {
        found.push_back(bytes.substr(at + 1, 2));
    }
    return found;
}

TEST_F(Telnet, WhatIsNotSupportedIsRefusedOncePerOption) {
    for (int round = 0; round < 3; ++round) alice.send(do_it + "\xc8" + will + "\xc8" + do_it + "\xc9");
    alice.say("the end");

    const std::vector<std::string> found = negotiations_in(alice.raw_until("the end\r\n"));

    EXPECT_EQ(found, (std::vector<std::string>{"\xfc\xc8", "\xfe\xc8", "\xfc\xc9"}));
}

TEST_F(Telnet, EveryOptionIsAnsweredExactlyOnce) {
    std::string asked;
    for (int option = 0; option < 255; ++option) {
        if (option == timing_mark[0]) continue;
        asked += do_it + static_cast<char>(option) + will + static_cast<char>(option);
    }
    alice.send(asked + "the end\n");
    std::map<std::string, int> answers;
    for (const std::string& answer : negotiations_in(alice.raw_until("the end\r\n"))) {
        // WILL or WONT, DO or DONT: the two of a pair answer the same question.
        const bool about_us = answer[0] == '\xfb' || answer[0] == '\xfc';
        ++answers[(about_us ? "us" : "them") + answer.substr(1)];
    }

    EXPECT_EQ(answers.size(), 2U * 254);
    for (const auto& [question, count] : answers) EXPECT_EQ(count, 1) << visible(question);
}

TEST_F(Telnet, WhatNeedsNoAnswerGetsNone) {
    alice.send(wont + "\xc8" + dont + "\xc8" + wont + "\x01" + dont + "\x03" + nop + iac + "\xf9");
    alice.say("the end");

    EXPECT_EQ(alice.raw_until("the end\r\n"), "alice: the end\r\n");
}

TEST_F(Telnet, EveryTimingMarkIsAnswered) {
    for (int i = 0; i < 3; ++i) {
        alice.send(do_it + timing_mark);

        const std::string answer = alice.raw(3);
        EXPECT_TRUE(answer == will + timing_mark || answer == wont + timing_mark) << visible(answer);
    }
}

TEST_F(Telnet, ATimingMarkIsAnsweredAfterWhatWasAskedBefore) {
    alice.send(nop + "before\n" + do_it + timing_mark + "after\n");

    EXPECT_EQ(alice.raw_until("\n"), "alice: before\r\n");
    const std::string answer = alice.raw(3);
    EXPECT_TRUE(answer == will + timing_mark || answer == wont + timing_mark) << visible(answer);
    EXPECT_EQ(alice.raw_until("\n"), "alice: after\r\n");
}

TEST_F(Telnet, LinesEndWithCrLfOnceTheClientHasSentIacAndForItAlone) {
    alice.say("plain");
    EXPECT_EQ(alice.raw_until("\n"), "alice: plain\n");
    bob.expect("alice: plain");

    alice.send(nop + "telnet\n");
    EXPECT_EQ(alice.raw_until("\n"), "alice: telnet\r\n");
    bob.expect("alice: telnet");
    bob.say("hello");

    EXPECT_EQ(alice.raw_until("\n"), "bob: hello\r\n");
    EXPECT_EQ(bob.raw_until("\n"), "bob: hello\n");
    alice.say("/nosuch");
    EXPECT_TRUE(alice.raw_until("\n").ends_with("\r\n"));
}

TEST_F(Telnet, JsonLinesEndWithCrLfToo) {
    alice.send(nop + "/format json\n");
    alice.raw_until("\n");
    bob.say("hello");

    EXPECT_TRUE(alice.raw_until("\n").ends_with("}\r\n"));
}

TEST_F(Telnet, UrgentDataStaysInItsPlace) {
    alice.send("hel");
    alice.send_urgent(iac + "\xf2");
    alice.send("lo\n");
    bob.expect("alice: hello");

    alice.send("one " + iac);
    alice.send_urgent("\xf4");
    alice.send("two\n");
    bob.expect("alice: one two");

    // What a telnet sends at Ctrl-C with its synch.
    alice.send("three");
    alice.send_urgent(iac + "\xf4" + iac + "\xf2");
    alice.send(do_it + timing_mark + "\r\n");
    bob.expect("alice: three");
}

class RealTelnet : public Telnet {
  protected:
    // Types as a person does; bob is the one who sees what comes of it.
    void talk(std::vector<std::string> command) {
        command.insert(command.end(), {"127.0.0.1", daemon.port()});
        Program telnet(std::move(command), Program::Input::terminal);
        telnet.wait_for("You are guest");
        telnet.type("/nick tess\nhello from a terminal\n");
        bob.expect("tess: hello from a terminal");
        telnet.wait_for("tess: hello from a terminal");

        telnet.type("caf\xc3\xa9\n");
        bob.expect("tess: caf\xc3\xa9");

        telnet.type("\x03");
        // From now on it shows nothing until its timing mark is answered; then it must again.
        eventually(
            [&] {
                bob.say("are you still there?");
                bob.expect("bob: are you still there?");
                return contains(telnet.output(), "bob: are you still there?");
            },
            "a message from bob on the screen after Ctrl-C");
        telnet.type("yes\n");
        bob.expect("tess: yes");

        telnet.type("/quit\n");
        telnet.wait();
        EXPECT_FALSE(contains(telnet.output(), "\xff")) << visible(telnet.output());
    }
};

TEST_F(RealTelnet, OfInetutilsTalksAndSurvivesCtrlC) {
    if (!installed("telnet")) GTEST_SKIP() << "no telnet here";

    talk({"telnet"});
}

TEST_F(RealTelnet, OfBusyboxTalks) {
    if (!installed("busybox")) GTEST_SKIP() << "no busybox here";
    Program telnet({"busybox", "telnet", "127.0.0.1", daemon.port()}, Program::Input::terminal);
    telnet.wait_for("You are guest");

    telnet.type("/nick tess\nhello from a terminal\n");

    bob.expect("tess: hello from a terminal");
    telnet.wait_for("tess: hello from a terminal");
    telnet.type("/quit\n");
    telnet.wait();
}

}  // namespace
}  // namespace confab::e2e
