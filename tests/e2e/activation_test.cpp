// Sockets that systemd has opened: systemd-socket-activate opens them here.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "e2e/support/confabd.hpp"
#include "e2e/support/files.hpp"
#include "e2e/support/program.hpp"
#include "e2e/support/text.hpp"
#include "e2e/support/tool.hpp"

namespace confab::e2e {
namespace {

class Activation : public testing::Test {
  protected:
    void SetUp() override {
        if (!installed("systemd-socket-activate")) GTEST_SKIP() << "there is no systemd-socket-activate";
    }
    // The first of two sockets, which have these names.
    std::vector<std::string> command(const std::string& names, const std::vector<std::string>& more = {}) {
        std::vector<std::string> all{"systemd-socket-activate",
                                     "--listen=" + directory_.path("one"),
                                     "--listen=" + directory_.path("two"),
                                     "--fdname=" + names,
                                     CONFABD,
                                     "--data-dir",
                                     directory_.path("data")};
        all.insert(all.end(), more.begin(), more.end());
        return all;
    }
    std::string say(const char* socket, const char* text) {
        return run_with_input({"nc", "-N", "-U", directory_.path(socket)}, text);
    }

    TemporaryDirectory directory_;
};

TEST_F(Activation, EverySocketIsAListenerAndItsNameSaysHowItIsSpokenTo) {
    Program confabd(command("chat:telnet", {"--announce-after", "0"}));
    confabd.wait_for("Listening on " + directory_.path("two"));

    const std::string lines = say("one", "hello\n");
    const std::string telnet = say("two", "");

    EXPECT_TRUE(contains(lines, "guest1: hello")) << lines;
    EXPECT_EQ(lines.front(), '*') << lines;
    EXPECT_EQ(telnet.front(), '\xff') << telnet;
    confabd.wait_for("listening on unix://" + directory_.path("one") + " (systemd:chat?socket=1)");
    confabd.wait_for("listening on unix://" + directory_.path("two") +
                     " (systemd:telnet?as=telnet&socket=1)");
}

TEST_F(Activation, WhatIsConfiguredSaysWhichAndHow) {
    Program confabd(command("a:b", {"--listen", "systemd:b?as=telnet"}));
    confabd.wait_for("Listening on " + directory_.path("two"));

    EXPECT_EQ(say("two", "").front(), '\xff');
    EXPECT_FALSE(contains(confabd.output(), "(systemd:a")) << confabd.output();
}

TEST_F(Activation, WhatOpensAPortByItselfIsWarned) {
    Program confabd(command("a:a", {"--listen", "systemd:a", "--listen", "tcp://127.0.0.1:0"}));
    confabd.wait_for("Listening on " + directory_.path("two"));

    say("two", "");

    confabd.wait_for(": confabd opens it itself, and under confabd-activated.service nobody can reach it");
}

TEST_F(Activation, TheSocketsStayAfterAnUpgrade) {
    Program confabd(command("a:b"));
    confabd.wait_for("Listening on " + directory_.path("two"));
    say("one", "");

    const Outcome outcome = run_tool({"--socket", directory_.path("data/admin.sock"), "upgrade"});

    EXPECT_EQ(outcome.status, 0) << outcome.err;
    for (const char* socket : {"one", "two"}) {
        EXPECT_TRUE(contains(say(socket, "hello\n"), ": hello")) << socket;
    }
}

TEST(ActivationAlone, ASocketThatWasNotPassedIsMissed) {
    const TemporaryDirectory directory;
    const Outcome outcome =
        run_confabd({"--data-dir", directory.path("data"), "--listen", "systemd:chat?as=telnet"});

    EXPECT_EQ(outcome.status, 1);
    EXPECT_TRUE(contains(outcome.err,
                         "cannot listen on systemd:chat?as=telnet: systemd passed no such socket "
                         "(nor any other); see FileDescriptorName="))
        << outcome.err;
}

}  // namespace
}  // namespace confab::e2e
