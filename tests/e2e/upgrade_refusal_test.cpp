// Upgrades that are refused before anything has happened.
#include <gtest/gtest.h>
#include <signal.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "e2e/support/confabd.hpp"
#include "e2e/support/network.hpp"
#include "e2e/support/text.hpp"
#include "e2e/support/upgrade.hpp"

namespace confab::e2e {
namespace {

class RefusedUpgradeOf : public UpgradeOf {};

TEST_F(RefusedUpgradeOf, AProgramThatCannotGoOnChangesNothing) {
    const auto daemon = start();
    Client ann = daemon->client("ann");
    const ino_t before = running(*daemon);

    const Outcome other = upgrade({"--program", "/bin/false"});
    const Outcome missing = upgrade({"--program", folder_.path("nowhere")});

    EXPECT_EQ(other.status, 1);
    EXPECT_EQ(other.err, "confabctl: not upgraded: /bin/false does not say that it can go on\n");
    EXPECT_EQ(missing.status, 1);
    EXPECT_EQ(missing.err, "confabctl: not upgraded: there is no program " + folder_.path("nowhere") + "\n");
    EXPECT_EQ(running(*daemon), before);
    ann.say("still here");
    ann.expect("ann: still here");
}

TEST_F(RefusedUpgradeOf, AConfigurationThatIsWrongByNowChangesNothing) {
    const std::string config = folder_.write("confabd.toml", "listen = \"tcp://127.0.0.1:0\"\n");
    const auto daemon = start({"--config", config});
    Client ann = daemon->client("ann");
    folder_.write("confabd.toml", "listne = 1\n");

    const Outcome outcome = upgrade();

    EXPECT_EQ(outcome.status, 1);
    EXPECT_TRUE(contains(outcome.err, "listne")) << outcome.err;
    ann.say("still here");
    ann.expect("ann: still here");
}

// Each of these would leave a part of the state behind, or the answer where nobody looks for it.
TEST_F(RefusedUpgradeOf, WhatTakesARestartChangesNothing) {
    const std::string data = folder_.path("data");
    const std::string base = "listen = \"tcp://127.0.0.1:0\"\nadmin-socket = \"" + socket_ + "\"\n";
    const std::string same = base + "data-dir = \"" + data + "\"\n";
    const std::string config = folder_.write("confabd.toml", same);
    Daemon daemon(program_, Launch{.options = {"--config", config}, .defaults = false}, 1, Where::current());
    fs::create_directory_symlink(data, folder_.path("link"));
    const std::vector<std::pair<std::string, std::string>> changes{
        {"data-dir", base + "data-dir = \"" + folder_.path("other") + "\"\n"},
        {"admin-socket", "admin-socket = \"none\"\ndata-dir = \"" + data + "\"\n"},
        {"admin-socket", "admin-socket = \"" + folder_.path("b.sock") + "\"\ndata-dir = \"" + data + "\"\n"},
        {"history-keep", same + "history-keep = \"0\"\n"}};
    for (const auto& [option, toml] : changes) {
        folder_.write("confabd.toml", toml);

        const Outcome outcome = upgrade();

        EXPECT_EQ(outcome.status, 1) << toml;
        EXPECT_EQ(outcome.err, "confabctl: not upgraded: " + program_ + ": " + option +
                                   " has changed, which takes a restart\n");
    }
    EXPECT_FALSE(fs::exists(folder_.path("other")));
    folder_.write("confabd.toml", base + "data-dir = \"" + folder_.path("link") + "\"\nthreads = 2\n");
    EXPECT_EQ(upgrade().status, 0);
}

TEST_F(RefusedUpgradeOf, AListenerThatCannotBeOpenedChangesNothing) {
    const std::string begin = "listen = [\"tcp://127.0.0.1:0\"";
    const std::string config = folder_.write("confabd.toml", begin + "]\n");
    const OccupiedPort taken;
    const auto daemon = start_with(config);
    const std::string url = "tcp://" + taken.text();
    folder_.write("confabd.toml", begin + ", \"" + url + "\"]\n");
    const Outcome outcome = upgrade();
    folder_.write("confabd.toml", begin + ", \"unix://" + config + "\"]\n");
    const Outcome file = upgrade();

    EXPECT_EQ(outcome.status, 1);
    EXPECT_EQ(outcome.err, "confabctl: not upgraded: " + program_ + ": " + url +
                               ": the port is in use by another program\n");
    EXPECT_EQ(file.err, "confabctl: not upgraded: " + program_ + ": unix://" + config +
                            ": there is a file of that name, which is no socket\n");
}

TEST_F(RefusedUpgradeOf, TheReasonIsWhatTheProgramSaysFirst) {
    const auto daemon = start();
    const std::string file =
        folder_.write("talker", "#!/bin/sh\nprintf '\\nno such library\\nusage: talker\\n' >&2\nexit 1\n");
    fs::permissions(file, fs::perms::owner_all);

    const Outcome outcome = upgrade({"--program", file});

    EXPECT_EQ(outcome.err, "confabctl: not upgraded: " + file + ": no such library\n");
}

// The request waits in the socket of a daemon that stands still, and nobody waits for the answer any more.
TEST_F(RefusedUpgradeOf, WhatWasGivenUpIsNeitherDoneNorWrittenDown) {
    const auto daemon = start();
    for (const char* command : {"drain", "upgrade"}) {
        ::kill(daemon->process().pid(), SIGSTOP);
        const Outcome outcome = run_tool({"--timeout", "1", "--socket", socket_, command});
        ::kill(daemon->process().pid(), SIGCONT);

        EXPECT_EQ(outcome.status, 3) << outcome.err;
    }
    EXPECT_EQ(upgrade({"--program", "/bin/false"}).status, 1);
    const std::string audit = run_tool({"--socket", socket_, "audit", "--json"}).out;
    EXPECT_FALSE(contains(audit, "drain")) << audit;
    EXPECT_FALSE(contains(audit, "\"detail\":\"\"")) << audit;
    Client ann = daemon->client("ann");
}

TEST_F(RefusedUpgradeOf, AProgramThatOthersMayChangeIsNotRun) {
    const auto daemon = start();
    fs::permissions(program_, fs::perms::others_write, fs::perm_options::add);

    const Outcome outcome = upgrade();

    EXPECT_EQ(outcome.status, 1);
    EXPECT_TRUE(contains(outcome.err, "can be changed by others")) << outcome.err;
}

}  // namespace
}  // namespace confab::e2e
