#include <gtest/gtest.h>

#include <string>

#include "e2e/support/confabd.hpp"
#include "e2e/support/text.hpp"

namespace confab::e2e {
namespace {

// Twelve lines of comment before it, so that its line number, 13, is nothing else by accident.
std::string on_line_13(const std::string& entry) { return times(12, "# a comment\n") + entry + "\n"; }

Outcome check(const std::string& content) {
    const TemporaryDirectory directory;
    return run_confabd({"--check-config", "--config", directory.write("confabd.toml", content)});
}

TEST(Config, EveryOptionHasItsKey) {
    const TemporaryDirectory directory;
    const std::string motd = directory.write("motd", "welcome\n");

    const Outcome outcome = check(
        "listen = [\"tcp://127.0.0.1:0\", \"unix:///tmp/some.sock\"]\n"
        "data-dir = \"/tmp/somewhere\"\n"
        "threads = 1\n"
        "max-clients = 100\n"
        "max-line = 4096\n"
        "max-queue = 1048576\n"
        "flood-rate = 5\n"
        "flood-burst = 20\n"
        "announce-after = 2\n"
        "history = 20\n"
        "motd = \"" +
        motd +
        "\"\n"
        "log-level = \"info\"\n"
        "log-messages = true\n");

    EXPECT_EQ(outcome.status, 0) << outcome.err;
}

TEST(Config, AnEmptyFileIsGood) { EXPECT_EQ(check("").status, 0); }

// A key that is unknown, or whose value has a wrong type or is bad.
struct BadEntry {
    std::string entry;
    std::string key;
};

const std::vector<BadEntry> bad_entries{{"max-lines = 5", "max-lines"},
                                        {"max_line = 5", "max_line"},
                                        {"[server]", "server"},
                                        {"max-line = \"many\"", "max-line"},
                                        {"max-line = true", "max-line"},
                                        {"max-line = -1", "max-line"},
                                        {"max-line = 1.5", "max-line"},
                                        {"max-clients = -1", "max-clients"},
                                        {"max-queue = [1]", "max-queue"},
                                        {"threads = \"two\"", "threads"},
                                        {"flood-rate = \"fast\"", "flood-rate"},
                                        {"flood-rate = -1", "flood-rate"},
                                        {"flood-burst = -1", "flood-burst"},
                                        {"announce-after = -1", "announce-after"},
                                        {"history = \"all\"", "history"},
                                        {"history = -1", "history"},
                                        {"motd = 5", "motd"},
                                        {"log-level = \"loud\"", "log-level"},
                                        {"log-level = 3", "log-level"},
                                        {"log-messages = \"yes\"", "log-messages"},
                                        {"log-messages = 1", "log-messages"},
                                        {"listen = 4242", "listen"},
                                        {"listen = [4242]", "listen"},
                                        {"listen = [\"gopher://x:70\"]", "listen"},
                                        {"data-dir = 1", "data-dir"}};

TEST(Config, ABadEntryIsAnErrorThatNamesTheKeyAndTheLine) {
    const TemporaryDirectory directory;
    for (const auto& [entry, key] : bad_entries) {
        SCOPED_TRACE(entry);
        const std::string file = directory.write("confabd.toml", on_line_13(entry));

        const Outcome checked = run_confabd({"--check-config", "--config", file});
        const Outcome started = run_confabd({"--config", file, "--data-dir", directory.path()});

        for (const Outcome& outcome : {checked, started}) {
            EXPECT_EQ(outcome.status, 2);
            EXPECT_EQ(split_lines(outcome.err).size(), 1U) << outcome.err;
            EXPECT_TRUE(contains(outcome.err, key)) << outcome.err;
            EXPECT_TRUE(has_match(outcome.err, "\\b13\\b")) << outcome.err;
        }
    }
}

TEST(Config, WhatIsNoTomlIsAnErrorThatNamesTheLine) {
    const Outcome outcome = check(on_line_13("max-line = = 5"));

    EXPECT_EQ(outcome.status, 2);
    EXPECT_EQ(split_lines(outcome.err).size(), 1U) << outcome.err;
    EXPECT_TRUE(has_match(outcome.err, "\\b13\\b")) << outcome.err;
}

TEST(Config, TheFileIsObeyed) {
    const TemporaryDirectory directory;
    const std::string file = directory.write("confabd.toml",
                                             "max-line = 50\n"
                                             "listen = [\"tcp://127.0.0.1:0\"]\n"
                                             "data-dir = \"" +
                                                 directory.path() + "\"\n");
    Confabd daemon(Launch{.options = {"--config", file}, .defaults = false});
    Client alice = daemon.client("alice");

    alice.say(times(51, "x"));

    alice.expect("! line too long (limit 50 bytes), nothing was sent");
}

TEST(Config, TheCommandLineWinsOverTheFile) {
    const TemporaryDirectory directory;
    const std::string file = directory.write("confabd.toml", "max-line = 50\n");
    Confabd daemon({"--config", file, "--max-line", "60"});
    Client alice = daemon.client("alice");

    alice.say(times(60, "x"));
    alice.say(times(61, "x"));

    alice.expect("alice: " + times(60, "x"));
    alice.expect("! line too long (limit 60 bytes), nothing was sent");
}

TEST(Config, AFlagCanBeSetInTheFile) {
    const TemporaryDirectory directory;
    const std::string file = directory.write("confabd.toml", "log-messages = true\n");
    Confabd daemon({"--config", file});
    Client alice = daemon.client("alice");

    alice.say("for the record");

    daemon.log().wait_for("for the record");
}

}  // namespace
}  // namespace confab::e2e
