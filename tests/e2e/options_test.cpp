#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "e2e/support/confabd.hpp"
#include "e2e/support/network.hpp"
#include "e2e/support/program.hpp"
#include "e2e/support/text.hpp"

namespace confab::e2e {
namespace {

const std::vector<std::string> all_options{
    "--config",         "--check-config", "--listen",    "--data-dir",   "--threads",
    "--max-clients",    "--max-line",     "--max-queue", "--flood-rate", "--flood-burst",
    "--announce-after", "--history",      "--motd",      "--log-level",  "--log-messages",
    "--version",        "--help"};

// One line on stderr, which names what was wrong.
void expect_failure(const Outcome& outcome, int status, const std::string& naming,
                    Where where = Where::current()) {
    const testing::ScopedTrace trace(where.file_name(), static_cast<int>(where.line()), "called here");
    EXPECT_EQ(outcome.status, status);
    EXPECT_EQ(split_lines(outcome.err).size(), 1U) << outcome.err;
    EXPECT_TRUE(outcome.err.ends_with('\n')) << outcome.err;
    EXPECT_TRUE(contains(outcome.err, naming)) << "no " << naming << " in: " << outcome.err;
}

TEST(Options, HelpListsEveryOptionAndSucceeds) {
    const Outcome outcome = run_confabd({"--help"});

    EXPECT_EQ(outcome.status, 0);
    EXPECT_EQ(outcome.err, "");
    for (const std::string& option : all_options) {
        EXPECT_TRUE(has_match(outcome.out, option + "\\b")) << option << " is not in:\n" << outcome.out;
    }
}

TEST(Options, VersionIsOneLineOnStandardOutput) {
    const Outcome outcome = run_confabd({"--version"});

    EXPECT_EQ(outcome.status, 0);
    EXPECT_EQ(outcome.err, "");
    EXPECT_EQ(split_lines(outcome.out).size(), 1U) << outcome.out;
    EXPECT_TRUE(has_match(outcome.out, "[0-9]+\\.[0-9]+")) << outcome.out;
}

TEST(Options, WhatCannotBePrintedIsAFailure) {
    for (const char* option : {"--help", "--version", "--dump-config"}) {
        for (const std::string program : {CONFABD, CONFABCTL}) {
            if (program == CONFABCTL && option == std::string("--dump-config")) continue;
            const Outcome outcome = run_to_end(
                "/bin/sh", {.options = {"-c", program + " " + option + " >/dev/full"}}, Where::current());

            expect_failure(outcome, 1, "cannot write: No space left on device");
        }
    }
}

TEST(Options, AnUnknownOptionIsBadUsage) { expect_failure(run_confabd({"--frobnicate"}), 2, "--frobnicate"); }

TEST(Options, AnArgumentThatIsNoOptionIsBadUsage) {
    expect_failure(run_confabd({"frobnicate"}), 2, "frobnicate");
}

TEST(Options, AnOptionWithoutItsValueIsBadUsage) {
    expect_failure(run_confabd({"--max-line"}), 2, "--max-line");
}

TEST(Options, ABadValueIsBadUsageAndNamesTheOption) {
    const std::vector<std::vector<std::string>> bad{{"--max-line", "many"},
                                                    {"--max-line", "-1"},
                                                    {"--max-line", "12x"},
                                                    {"--max-clients", "a"},
                                                    {"--max-clients", "-1"},
                                                    {"--max-queue", "-5"},
                                                    {"--max-queue", "1.5.2"},
                                                    {"--threads", "-1"},
                                                    {"--threads", "two"},
                                                    {"--flood-rate", "-1"},
                                                    {"--flood-rate", "fast"},
                                                    {"--flood-burst", "x"},
                                                    {"--flood-burst", "-1"},
                                                    {"--announce-after", "-2"},
                                                    {"--announce-after", "soon"},
                                                    {"--history", "-1"},
                                                    {"--history", "all"},
                                                    {"--log-level", "loud"},
                                                    {"--listen", "tcp://1.2.3.4"},
                                                    {"--listen", "gopher://127.0.0.1:70"},
                                                    {"--listen", "unix://"},
                                                    {"--listen", "tcp://127.0.0.1:65536"},
                                                    {"--listen", "nonsense"},
                                                    {"--listen", "tcp://127.0.0.1:x"},
                                                    {"--listen", "unix:///" + times(200, "x")},
                                                    {"--listen", ""},
                                                    {"--config", ""},
                                                    {"--restore", ""},
                                                    {"--data-dir", ""},
                                                    {"--admin-socket", ""},
                                                    {"--operator", ""},
                                                    {"--allow", ""},
                                                    {"--exempt", ""},
                                                    {"--exempt", "everyone"},
                                                    {"--unix-mode", ""},
                                                    {"--history-keep", ""},
                                                    {"--log-level", ""},
                                                    {"--listen", "tcp://[::1:0"}};

    for (std::vector<std::string> options : bad) {
        SCOPED_TRACE(options[0] + " " + options[1]);
        const std::string name = options[0].substr(2);
        expect_failure(run_confabd(options), 2, name);
        options.push_back("--check-config");
        expect_failure(run_confabd(options), 2, name);
    }
}

TEST(Options, AValueMayFollowAnEqualsSign) {
    EXPECT_EQ(run_confabd({"--max-line=100", "--listen=tcp://127.0.0.1:0", "--check-config"}).status, 0);
    expect_failure(run_confabd({"--max-line=many", "--check-config"}), 2, "max-line");
}

TEST(Options, EveryLogLevelIsKnown) {
    for (const char* level : {"trace", "debug", "info", "warn", "error"}) {
        EXPECT_EQ(run_confabd({"--log-level", level, "--check-config"}).status, 0) << level;
    }
}

TEST(Options, AMissingConfigurationFileIsBadConfiguration) {
    expect_failure(run_confabd({"--config", "/nonexistent/confabd.toml"}), 2, "/nonexistent/confabd.toml");
}

TEST(Options, AMissingGreetingIsFoundByCheckConfig) {
    expect_failure(run_confabd({"--motd", "/nonexistent/motd", "--check-config"}), 2, "/nonexistent/motd");
}

TEST(Options, CheckConfigTriesWhatAStartWouldTry) {
    const OccupiedPort taken;
    const TemporaryDirectory directory;
    const std::string file = directory.write("file", "");  // where not even root can make anything
    const std::vector<std::string> common{"--check-config", "--data-dir", directory.path("data"),
                                          "--admin-socket", directory.path("admin.sock")};
    const auto check = [&](std::vector<std::string> more) {
        more.insert(more.begin(), common.begin(), common.end());
        return run_confabd(more);
    };

    expect_failure(check({"--listen", "tcp://" + taken.text()}), 2,
                   "tcp://" + taken.text() + ": the port is in use by another program");
    expect_failure(check({"--listen", "tcp://192.0.2.1:4242"}), 2, "tcp://192.0.2.1:4242: ");
    expect_failure(check({"--listen", "unix://" + file + "/socket"}), 2, "cannot write to " + file);
    expect_failure(check({"--metrics-listen", taken.text()}), 2, "metrics-listen: the port is in use");
    expect_failure(check({"--auth-command", "/nonexistent/program"}), 2, "auth-command: cannot run");
    expect_failure(check({"--auth-command", directory.path("")}), 2, ": it is no file");
    expect_failure(check({"--auth-command", "unix:/nonexistent"}), 2,
                   "auth-command: there is no socket /nonexistent");
    expect_failure(check({"--listen", "unix://" + file}), 2,
                   "there is a file of that name, which is no socket");
    expect_failure(run_confabd({"--check-config", "--data-dir", file + "/data"}), 2,
                   "data-dir: cannot write to");
    EXPECT_EQ(check({"--listen", "tcp://127.0.0.1:0"}).status, 0);
}

TEST(Options, CheckConfigKnowsThePortsOfTheConfabdThatRuns) {
    const TemporaryDirectory directory;
    Confabd daemon({"--data-dir", directory.path("data")});

    const Outcome outcome = run_confabd({"--check-config", "--listen", "tcp://127.0.0.1:" + daemon.port(),
                                         "--data-dir", directory.path("data")});

    EXPECT_EQ(outcome.status, 0) << outcome.err;
}

TEST(Options, CheckConfigStartsNothing) {
    const TemporaryDirectory directory;

    const Outcome outcome = run_confabd(
        {"--check-config", "--listen", "tcp://127.0.0.1:0", "--data-dir", directory.path("not-yet")});

    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_FALSE(contains(outcome.err, "listening on"));
    EXPECT_FALSE(std::filesystem::exists(directory.path("not-yet")));
}

TEST(Options, APortInUseIsAFailureAtRunTime) {
    const OccupiedPort taken;
    const TemporaryDirectory data;

    const Outcome outcome =
        run_confabd({"--listen", "tcp://" + taken.text(), "--data-dir", data.path(), "--log-level", "error"});

    expect_failure(outcome, 1, taken.text());
}

TEST(Options, OneBadListenerAmongGoodOnesIsAFailure) {
    const OccupiedPort taken;
    const TemporaryDirectory data;

    const Outcome outcome = run_confabd({"--listen", "tcp://127.0.0.1:0", "--listen", "tcp://" + taken.text(),
                                         "--data-dir", data.path(), "--log-level", "error"});

    expect_failure(outcome, 1, taken.text());
}

TEST(Options, ADataDirectoryThatCannotBeMadeIsAFailureAtRunTime) {
    const TemporaryDirectory directory;
    const std::string impossible = directory.write("file", "") + "/data";

    const Outcome outcome =
        run_confabd({"--listen", "tcp://127.0.0.1:0", "--data-dir", impossible, "--log-level", "error"});

    expect_failure(outcome, 1, impossible);
}

TEST(Options, RestoringFromNowhereSaysWhatToNameAndMakesNothing) {
    const TemporaryDirectory directory;
    const std::string nowhere = directory.path("nowhere");

    const Outcome outcome = run_confabd({"--data-dir", directory.path("data"), "--restore", nowhere});

    EXPECT_EQ(outcome.status, 1);
    EXPECT_EQ(outcome.err,
              "confabd: cannot restore: " + nowhere +
                  "/state.db: No such file or directory; name a directory that confabctl backup has "
                  "made; nothing was changed\n");
    EXPECT_FALSE(std::filesystem::exists(directory.path("data")));
}

TEST(Options, ADataDirectoryBelowADirectoryThatIsGoneIsAFailureInPlainWords) {
    const TemporaryDirectory directory;
    const std::string gone = directory.path("gone");

    Program shell({"bash", "-c",
                   "mkdir " + gone + "; cd " + gone + "; rmdir " + gone + "; exec " + CONFABD +
                       " --data-dir data --listen tcp://127.0.0.1:0 --log-level error"});

    EXPECT_EQ(shell.wait(), 1);
    EXPECT_EQ(shell.output(),
              "confabd: cannot write to the data directory data: No such file or directory; choose another "
              "with --data-dir\n");
}

TEST(Options, ADataDirectoryThatCannotBeWrittenIsAFailureAtRunTime) {
    // Not even root can make a file in /proc.
    const Outcome outcome =
        run_confabd({"--listen", "tcp://127.0.0.1:0", "--data-dir", "/proc", "--log-level", "error"});

    expect_failure(outcome, 1, "/proc");
}

TEST(Options, TheStateDirectoryOfSystemdIsTheDefaultDataDirectory) {
    const TemporaryDirectory directory;
    const std::string impossible = directory.write("file", "") + "/state";

    const Outcome outcome =
        run_confabd({"--listen", "tcp://127.0.0.1:0", "--log-level", "error"},
                    {"STATE_DIRECTORY=" + impossible, "XDG_STATE_HOME=" + directory.path()});

    expect_failure(outcome, 1, impossible);
}

TEST(Options, TheUsersStateDirectoryIsTheNextDefault) {
    const TemporaryDirectory directory;
    const std::string impossible = directory.write("file", "");

    const Outcome outcome = run_confabd({"--listen", "tcp://127.0.0.1:0", "--log-level", "error"},
                                        {"XDG_STATE_HOME=" + impossible});

    expect_failure(outcome, 1, impossible + "/confab");
}

TEST(Options, WithoutXdgStateHomeItIsInTheHomeDirectory) {
    const TemporaryDirectory directory;
    const std::string impossible = directory.write("file", "");

    const Outcome outcome =
        run_confabd({"--listen", "tcp://127.0.0.1:0", "--log-level", "error"}, {"HOME=" + impossible});

    expect_failure(outcome, 1, impossible + "/.local/state/confab");
}

TEST(Options, AUsersStateDirectoryIsMadeWhenItIsMissing) {
    const TemporaryDirectory home;

    Confabd daemon(Launch{.options = {"--listen", "tcp://127.0.0.1:0"},
                          .environment = {"XDG_STATE_HOME=" + home.path("state")},
                          .defaults = false});

    EXPECT_TRUE(std::filesystem::is_directory(home.path("state/confab")));
    EXPECT_EQ(daemon.stop(), 0);
}

}  // namespace
}  // namespace confab::e2e
