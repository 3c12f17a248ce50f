#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "e2e/support/confabd.hpp"
#include "e2e/support/program.hpp"
#include "e2e/support/text.hpp"

namespace confab::e2e {
namespace {

class Clients : public testing::Test {
  protected:
    // Two lines and the end of input; all of it must be seen by alice and answered.
    void pipe_lines(const std::vector<std::string>& command) {
        const std::string output = run_with_input(command, "a\nb\n/nosuch\nlast without newline");

        const std::string first = alice.expect_match("guest[0-9]+: a");
        const std::string name = first.substr(0, first.find(':'));
        alice.expect(name + ": b");
        alice.expect(name + ": last without newline");
        const std::vector<std::string> seen = split_lines(output);
        EXPECT_EQ(count_containing(seen, "* You are " + name), 1U) << output;
        EXPECT_EQ(count_containing(seen, name + ": a"), 1U) << output;
        EXPECT_EQ(count_containing(seen, name + ": b"), 1U) << output;
        EXPECT_EQ(count_containing(seen, "! unknown command /nosuch"), 1U) << output;
        EXPECT_EQ(count_containing(seen, name + ": last without newline"), 1U) << output;
        EXPECT_FALSE(contains(output, "\xff")) << visible(output);
        alice.say("and nothing else");
        alice.expect("alice: and nothing else");
    }

    // Kept open, talking both ways, left with /quit.
    void converse(const std::vector<std::string>& command) {
        Program client(command);
        client.wait_for("* You are guest");
        client.type("/nick visitor\nhello\n");
        alice.expect("visitor: hello");
        client.wait_for("visitor: hello");
        alice.say("hello visitor");
        alice.expect("alice: hello visitor");
        client.wait_for("alice: hello visitor");
        client.type("/quit\n");
        client.end_input();  // some stay for as long as we might type
        client.wait();
        EXPECT_FALSE(contains(client.output(), "\r")) << visible(client.output());
    }

    Confabd daemon;
    Client alice = daemon.client("alice");
};

TEST_F(Clients, NetcatWithShutdownPipesLines) { pipe_lines({"nc", "-N", "127.0.0.1", daemon.port()}); }

TEST_F(Clients, NetcatWithQuitPipesLines) {
    // Without -N it waits for the server to close.
    const std::string output = run_with_input({"nc", "127.0.0.1", daemon.port()}, "a\n/quit\n");

    EXPECT_TRUE(has_match(output, "guest[0-9]+: a\n")) << output;
    alice.expect_match("guest[0-9]+: a");
}

TEST_F(Clients, NcatPipesLines) {
    if (!installed("ncat")) GTEST_SKIP() << "no ncat here";
    pipe_lines({"ncat", "127.0.0.1", daemon.port()});
}

TEST_F(Clients, SocatPipesLines) {
    if (!installed("socat")) GTEST_SKIP() << "no socat here";
    pipe_lines({"socat", "-t", "10", "-", "TCP4:127.0.0.1:" + daemon.port()});
}

TEST_F(Clients, BusyboxNetcatPipesLines) {
    if (!installed("busybox")) GTEST_SKIP() << "no busybox here";
    pipe_lines({"busybox", "nc", "127.0.0.1", daemon.port()});
}

TEST_F(Clients, NetcatConverses) { converse({"nc", "127.0.0.1", daemon.port()}); }

TEST_F(Clients, NcatConverses) {
    if (!installed("ncat")) GTEST_SKIP() << "no ncat here";
    converse({"ncat", "127.0.0.1", daemon.port()});
}

TEST_F(Clients, NcatWithCrLfConverses) {
    if (!installed("ncat")) GTEST_SKIP() << "no ncat here";
    converse({"ncat", "-C", "127.0.0.1", daemon.port()});
}

TEST_F(Clients, SocatConverses) {
    if (!installed("socat")) GTEST_SKIP() << "no socat here";
    converse({"socat", "-", "TCP4:127.0.0.1:" + daemon.port()});
}

TEST_F(Clients, ThePrintfOfTheManualMakesExactlyItsMessage) {
    for (int run = 0; run < 20; ++run) {
        const std::string text = "deploy " + std::to_string(run) + " done";

        run_with_input({"nc", "-N", "127.0.0.1", daemon.port()}, text + "\n");

        alice.expect_match("guest[0-9]+: " + text);
    }
    alice.say("and nothing else");
    alice.expect("alice: and nothing else");
}

TEST_F(Clients, ALargeFilePipedInArrivesWhole) {
    std::string file;
    for (int i = 0; i < 20000; ++i) file += "line " + std::to_string(i) + "\n";
    Program netcat({"nc", "-N", "127.0.0.1", daemon.port()});

    netcat.type(file);
    netcat.end_input();

    const std::string first = alice.expect_match("guest[0-9]+: line 0");
    const std::string name = first.substr(0, first.find(':'));
    for (int i = 1; i < 20000; ++i) alice.expect(name + ": line " + std::to_string(i));
    EXPECT_EQ(netcat.wait(), 0);
    EXPECT_TRUE(contains(netcat.output(), name + ": line 19999"));
}

TEST(ClientsAtAUnixSocket, NetcatAndSocatTalk) {
    const TemporaryDirectory directory;
    const std::string path = directory.path("confab.sock");
    Confabd daemon({.options = {"--listen", "tcp://127.0.0.1:0", "--listen", "unix://" + path}}, 2);
    Client alice = daemon.client("alice");

    run_with_input({"nc", "-N", "-U", path}, "from nc\n");
    alice.expect_match("guest[0-9]+: from nc");
    if (!installed("socat")) GTEST_SKIP() << "no socat here";
    run_with_input({"socat", "-t", "10", "-", "UNIX-CONNECT:" + path}, "from socat\n");
    alice.expect_match("guest[0-9]+: from socat");
}

}  // namespace
}  // namespace confab::e2e
