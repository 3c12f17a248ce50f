// The real confabctl without a confabd, or with one that is none.
#include <gtest/gtest.h>
#include <sys/socket.h>

#include <array>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "e2e/support/confabd.hpp"
#include "e2e/support/network.hpp"
#include "e2e/support/program.hpp"
#include "e2e/support/text.hpp"
#include "e2e/support/tool.hpp"

namespace confab::e2e {
namespace {

// What it makes of a daemon that says just this, and is gone.
Outcome told(const std::string& bytes) {
    const TemporaryDirectory folder;
    const SocketAddress address(Address{.host = folder.path("admin.sock")});
    const Descriptor listener(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    EXPECT_EQ(bind(listener.get(), address.data(), address.size()), 0);
    EXPECT_EQ(listen(listener.get(), 1), 0);
    std::thread daemon([&] {
        const Descriptor tool(accept(listener.get(), nullptr, nullptr));
        std::array<char, 4096> request;
        EXPECT_GT(recv(tool.get(), request.data(), request.size(), 0), 0);
        EXPECT_EQ(send(tool.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL),
                  static_cast<ssize_t>(bytes.size()));
    });
    Outcome outcome = run_tool({"--socket", folder.path("admin.sock"), "who", "--json"});
    daemon.join();
    return outcome;
}

TEST(ConfabctlAlone, ADaemonThatGoesAwayMeanwhileIsNoSuccess) {
    for (const char* bytes : {"{\"result\":{\"name\":\"ann\"}}\n", "{\"ok\":true}", "{\"working\":true}\n"}) {
        const Outcome outcome = told(bytes);

        EXPECT_EQ(outcome.status, 3) << bytes;
        EXPECT_EQ(outcome.err, "confabctl: confabd went away before it had answered; the log says why\n");
    }
}

TEST(ConfabctlAlone, WhatIsNoConfabdIsNotBelieved) {
    for (const char* bytes : {"* Welcome to Confab.\n", "[]\n", "{\"result\":7}\n{\"ok\":\"yes\"}\n"}) {
        EXPECT_EQ(told(bytes).status, 3) << bytes;
    }
}

TEST(ConfabctlAlone, NothingThatATerminalObeysIsPrinted) {
    const Outcome outcome =
        told("{\"result\":{\"name\":\"\\u001b[31m\\u009b1m\\u202e\\u007f\"}}\n{\"ok\":true}\n");

    EXPECT_EQ(outcome.out, "{\"name\":\"\\u001b[31m\\u009b1m\\u202e\\u007f\"}\n");
    EXPECT_EQ(told("{\"ok\":false,\"error\":\"a\\u001b[31mb\"}\n").err, "confabctl: ab\n");
}

TEST(ConfabctlAlone, BadUsageHasItsStatusAndOneLine) {
    for (const std::vector<std::string>& words : {std::vector<std::string>{},
                                                  {"explode"},
                                                  {"say"},
                                                  {"say", "lobby"},
                                                  {"status", "--loud"},
                                                  {"drain", "--wait", "soon"},
                                                  {"drain", "--now", "--wait", "3"},
                                                  {"lockdown", "maybe"},
                                                  {"op"},
                                                  {"export", "lobby", "--format", "xml"},
                                                  {"purge"}}) {
        const Outcome outcome = run_tool(words);

        EXPECT_EQ(outcome.status, 2) << join_lines(words);
        EXPECT_EQ(split_lines(outcome.err).size(), 1U) << outcome.err;
    }
}

TEST(ConfabctlAlone, AnEmptyArgumentIsBadUsageAndIsNamed) {
    const std::vector<std::pair<std::vector<std::string>, std::string>> empty{
        {{"backup", ""}, "DIR is empty; say which"},
        {{"backup", " "}, "DIR is empty; say which"},
        {{"--socket", "", "status"}, "--socket is empty; leave it out, or say which"},
        {{"status", "--socket", ""}, "--socket is empty; leave it out, or say which"},
        {{"export", ""}, "ROOM is empty; say which"},
        {{"who", ""}, "ROOM is empty; leave it out, or say which"},
        {{"purge", "--user", ""}, "--user is empty; say which"},
        {{"audit", "--about", ""}, "--about is empty; leave it out, or say which"},
        {{"op", "add", ""}, "NAME is empty; say which"},
        {{"account", "add", ""}, "NAME is empty; say which"},
        {{"kick", "", "spam"}, "NAME is empty; leave it out, or say which"},
        {{"unban", ""}, "NAME is empty; say which"},
        {{"ban", "bob", "--for", ""}, "--for is empty; leave it out, or say which"},
        {{"mute", "bob", "--room", ""}, "--room is empty; leave it out, or say which"},
        {{"say", "", "soup"}, "say needs a room and a text, or --everywhere and a text"},
        {{"say", "lobby", ""}, "say needs a room and a text, or --everywhere and a text"}};
    for (const auto& [words, line] : empty) {
        const Outcome outcome = run_tool(words);

        EXPECT_EQ(outcome.status, 2) << join_lines(words);
        EXPECT_EQ(outcome.err, "confabctl: " + line + "\n");
    }
    for (const std::vector<std::string>& words : {std::vector<std::string>{"lockdown", ""},
                                                  {"--timeout", "", "status"},
                                                  {"audit", "--last", ""},
                                                  {"drain", "--wait", ""},
                                                  {"export", "lobby", "--format", ""}}) {
        const Outcome outcome = run_tool(words);

        EXPECT_EQ(outcome.status, 2) << join_lines(words);
        EXPECT_EQ(split_lines(outcome.err).size(), 1U) << outcome.err;
    }
}

TEST(ConfabctlAlone, ARelativeDirectoryNeedsACurrentOne) {
    const TemporaryDirectory folder;
    const std::string gone = folder.path("gone");
    const std::string command =
        "mkdir " + gone + "; cd " + gone + "; rmdir " + gone + "; " + CONFABCTL + " backup copy";

    Program shell({"bash", "-c", command});

    EXPECT_EQ(shell.wait(), 2);
    EXPECT_EQ(shell.output(),
              "confabctl: copy is relative to a directory that is gone; give a path that begins with /\n");
}

TEST(ConfabctlAlone, AMistypedCommandIsToldTheOneMeant) {
    const std::vector<std::pair<std::vector<std::string>, std::string>> meant{
        {{"staus"}, "there is no command staus, did you mean status?"},
        {{"--json", "rooom"}, "there is no command rooom, did you mean rooms?"},
        {{"--timeout", "3", "bakcup", "/x"}, "there is no command bakcup, did you mean backup?"},
        {{"op", "ad", "ann"}, "there is no command op ad, did you mean op add?"},
        {{"op", "rmeove", "ann"}, "there is no command op rmeove, did you mean op remove?"},
        {{"explode"}, "there is no command explode"},
        {{"stop"}, "there is no command stop"},
        {{"who", "--jsn"}, "there is no option --jsn, did you mean --json?"},
        {{"ban", "bob", "--fro", "1h"}, "there is no option --fro, did you mean --for?"},
        {{"account"}, "account needs one of add, passwd, remove, rename, list"},
        {{"op"}, "op needs one of add, remove, list"},
        {{"invite"}, "invite needs one of add, remove, list"},
        {{"ban", "bob", "--for"}, "--for needs TIME"},
        {{"log-level", "foo"}, "LEVEL: 'foo' is none of trace, debug, info, warn, error"},
        {{"lockdown", "maybe"}, "STATE: 'maybe' is none of on, off"},
        {{"drain", "--wait", "soon"}, "--wait: 'soon' is no whole number from 0 to 86400"},
        {{"status", "foo"}, "foo is a word too many after confabctl status"},
        {{"--socket", "/x", "status", "foo"}, "foo is a word too many after confabctl status"},
        {{"op", "add", "ann", "bob"}, "bob is a word too many after confabctl op add"},
        {{"audit", "--last", "3", "4"}, "4 is a word too many after confabctl audit"},
        {{"--jsn"}, "there is no option --jsn, did you mean --json?"},
        {{"--timeout", "3", "--loud"}, "there is no option --loud"},
        {{"--json"}, "no command was given"},
        {{}, "no command was given"}};
    for (const auto& [words, line] : meant) {
        EXPECT_EQ(run_tool(words).err, "confabctl: " + line + "; confabctl --help lists the commands\n");
    }
}

TEST(ConfabctlAlone, HelpOfACommandBelowAnotherNamesBoth) {
    EXPECT_TRUE(
        contains(run_tool({"account", "add", "--help"}).out, "Usage: confabctl account add [OPTIONS] NAME"));
    EXPECT_TRUE(contains(run_tool({"op", "--help"}).out, "Usage: confabctl op [OPTIONS] SUBCOMMAND"));
}

TEST(ConfabctlAlone, SayWithoutATextIsToldWhatItNeeds) {
    for (const std::vector<std::string>& words : {std::vector<std::string>{"say"}, {"say", "--everywhere"}}) {
        EXPECT_EQ(run_tool(words).err,
                  "confabctl: say needs a room and a text, or --everywhere and a text\n");
    }
}

TEST(ConfabctlAlone, AWarningThatCannotComeBeforeTheCriticalIsRefused) {
    for (const auto& [option, limits] : std::vector<std::pair<std::string, std::string>>{
             {"--clients", "98,90"}, {"--lag", "2,0.5"}, {"--certificate", "3,14"}}) {
        const Outcome outcome = run_tool({"check", option, limits});

        EXPECT_EQ(outcome.status, 3);
        EXPECT_TRUE(contains(outcome.out, "'" + limits + "' is critical before it is a warning"))
            << outcome.out;
    }
    EXPECT_EQ(run_tool({"--json", "check"}).out,
              "CONFAB UNKNOWN - check has a form of its own; leave out --json\n");
}

TEST(ConfabctlAlone, ADaemonThatAcceptsNobodyIsWaitedFor) {
    const TemporaryDirectory folder;
    const SocketAddress address(Address{.host = folder.path("admin.sock")});
    const Descriptor listener(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    ASSERT_EQ(bind(listener.get(), address.data(), address.size()), 0);
    ASSERT_EQ(listen(listener.get(), 0), 0);
    const Descriptor waits(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    ASSERT_EQ(connect(waits.get(), address.data(), address.size()), 0);

    const Outcome outcome = run_tool({"--timeout", "1", "--socket", folder.path("admin.sock"), "status"});

    EXPECT_EQ(outcome.status, 3);
    EXPECT_EQ(outcome.err, "confabctl: confabd does not answer within 1 s (--timeout)\n");
}

TEST(ConfabctlAlone, HelpAndVersionAreSuccess) {
    EXPECT_TRUE(contains(run_tool({"--help"}).out, "status"));
    EXPECT_TRUE(contains(run_tool({"ban", "--help"}).out, "--for"));
    EXPECT_TRUE(run_tool({"--version"}).out.starts_with("confabctl "));
    EXPECT_EQ(run_tool({"--version"}).status, 0);
}

TEST(ConfabctlAlone, TheEnvironmentSaysWhere) {
    const Outcome outcome = run_tool({"status"}, {"CONFAB_ADMIN_SOCKET=/nowhere/admin.sock"});

    EXPECT_EQ(outcome.status, 3);
    EXPECT_TRUE(contains(outcome.err, "/nowhere/admin.sock"));
}

TEST(ConfabctlAlone, FindsADaemonThatWasStartedByHand) {
    const TemporaryDirectory home;
    const Confabd daemon(Launch{.options = {"--listen", "tcp://127.0.0.1:0"},
                                .environment = {"XDG_STATE_HOME=" + home.path()},
                                .defaults = false});

    const Outcome outcome = run_tool({"status"}, {"XDG_STATE_HOME=" + home.path()});

    EXPECT_EQ(outcome.status, 0) << outcome.err;
}

}  // namespace
}  // namespace confab::e2e
