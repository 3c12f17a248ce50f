// The real confabctl and the real confabd.
#include <gtest/gtest.h>
#include <signal.h>
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

namespace confab::e2e {
namespace {

Outcome run_tool(std::vector<std::string> options, std::vector<std::string> environment = {}) {
    return run_to_end(CONFABCTL, {.options = std::move(options), .environment = std::move(environment)});
}

class Confabctl : public testing::Test {
  protected:
    Outcome ask(std::vector<std::string> words) {
        words.insert(words.begin(), {"--socket", socket_});
        return run_tool(words);
    }
    // What it prints when all is well.
    std::string answer(const std::vector<std::string>& words) {
        const Outcome outcome = ask(words);
        EXPECT_EQ(outcome.status, 0) << outcome.err;
        EXPECT_EQ(outcome.err, "");
        return outcome.out;
    }
    std::string refusal(const std::vector<std::string>& words) {
        const Outcome outcome = ask(words);
        EXPECT_EQ(outcome.status, 1) << outcome.out;
        EXPECT_EQ(split_lines(outcome.err).size(), 1U) << outcome.err;
        return outcome.err;
    }

    TemporaryDirectory folder_;
    std::string socket_ = folder_.path("admin.sock");
    Confabd daemon_{{"--admin-socket", socket_}};
};

TEST_F(Confabctl, StatusIsForPeopleAndForScripts) {
    const std::string text = answer({"status"});
    const std::string json = answer({"status", "--json"});

    EXPECT_TRUE(text.starts_with("confabd ")) << text;
    EXPECT_TRUE(contains(text, "\nclients   0\n")) << text;
    EXPECT_TRUE(contains(text, "\nlistener  tcp://127.0.0.1:" + daemon_.port() + "\n")) << text;
    EXPECT_TRUE(contains(text, "\nstorage   good")) << text;
    EXPECT_EQ(split_lines(json).size(), 1U);
    EXPECT_TRUE(contains(json, "\"pid\":" + std::to_string(daemon_.process().pid()))) << json;
}

TEST_F(Confabctl, WhoAndRoomsAreTables) {
    Client alice = daemon_.client("alice");
    alice.answer("/join den");
    alice.answer("/topic bears");

    EXPECT_TRUE(has_match(answer({"who"}), "NAME +ADDRESS .*\nalice +127\\.0\\.0\\.1 .*#lobby #den"));
    EXPECT_TRUE(has_match(answer({"who", "den"}), "\nalice "));
    EXPECT_TRUE(has_match(answer({"rooms"}), "\n#den +1 .*bears\n"));
    EXPECT_TRUE(contains(answer({"rooms", "--json"}), R"("topic":"bears")"));
    EXPECT_EQ(refusal({"who", "nowhere"}),
              "confabctl: there is no room #nowhere, confabctl rooms lists them\n");
}

TEST_F(Confabctl, SayReachesTheRoom) {
    Client alice = daemon_.client("alice");

    EXPECT_EQ(answer({"say", "lobby", "soup", "is", "ready"}), "");
    EXPECT_EQ(answer({"say", "--everywhere", "hot", "soup"}), "");

    alice.expect("* [server] soup is ready");
    alice.expect("* [server] hot soup");
}

TEST_F(Confabctl, ModeratesAndTheAuditKnows) {
    Client bob = daemon_.client("bob");

    EXPECT_EQ(answer({"kick", "bob", "that", "will", "do"}), "bob was put off the server\n");
    bob.until_closed();
    answer({"ban", "192.0.2.0/24", "--for", "2h", "spam"});
    EXPECT_TRUE(has_match(answer({"bans"}), "\n +1  ban +192\\.0\\.2\\.0/24 .*spam\n"));
    answer({"unban", "1"});
    EXPECT_EQ(answer({"bans"}), "nobody is banned or muted\n");
    answer({"lockdown", "on"});
    EXPECT_EQ(answer({"lockdown"}), "lockdown is on\n");
    answer({"lockdown", "off"});
    EXPECT_EQ(answer({"op", "list"}), "there are no operators\n");
    EXPECT_TRUE(refusal({"op", "add", "nobody"}).starts_with("confabctl: "));
    EXPECT_TRUE(refusal({"kick", "nobody"}).starts_with("confabctl: nobody called nobody is here"));

    eventually([&] { return contains(answer({"audit"}), "lockdown"); }, "the audit");
    const std::string audit = answer({"audit", "--about", "kick"});
    EXPECT_TRUE(has_match(audit, "\n20[0-9-]+ [0-9:]+ +confabctl \\(.*kick +bob .*that will do\n")) << audit;
}

TEST_F(Confabctl, AMistypedTimeIsBadUsageAndNotForEver) {
    const auto fault = [&](const std::vector<std::string>& words) {
        const Outcome outcome = ask(words);
        EXPECT_EQ(outcome.status, 2) << outcome.out << outcome.err;
        EXPECT_EQ(split_lines(outcome.err).size(), 1U) << outcome.err;
        return outcome.err;
    };

    EXPECT_EQ(fault({"mute", "bob", "2hh", "spam"}), "confabctl: 2hh is no time: 30m, 2h, 7d, 1w or 1d12h\n");
    for (const char* time : {"2x", "soon", "0m", "2h30", "99999999999d", ""}) {
        fault({"ban", "bob", "--for", time, "spam"});
        fault({"mute", "bob", "spam", "--for", time});
    }
    for (const char* time : {"2", "0s", "1e3s", "2H", "2h,", "+2h", ".5h"})
        fault({"mute", "bob", time, "spam"});
    for (const char* act : {"ban", "mute", "kick", "unban", "unmute"}) fault({act, "bob", "--room", ""});
    EXPECT_EQ(answer({"bans"}), "nobody is banned or muted\n");
}

TEST_F(Confabctl, ExportsBacksUpAndPurges) {
    Client alice = daemon_.client("alice");
    alice.answer("a word");
    alice.answer("another word");
    const std::string copy = folder_.path("copy");

    eventually([&] { return contains(answer({"export", "lobby"}), "another word"); }, "what was said");
    const std::vector<std::string> text = split_lines(answer({"export", "#lobby"}));
    const std::vector<std::string> json = split_lines(answer({"export", "lobby", "--format", "json"}));
    EXPECT_EQ(answer({"backup", copy}), "copied to " + copy + "\n");
    EXPECT_EQ(answer({"purge", "--user", "alice"}), "2 messages removed\n");

    ASSERT_EQ(text.size(), 2U);
    EXPECT_TRUE(text[0].ends_with(" alice: a word")) << text[0];
    ASSERT_EQ(json.size(), 2U);
    EXPECT_TRUE(contains(json[1], R"("text":"another word")")) << json[1];
    EXPECT_TRUE(std::filesystem::is_directory(copy));
    EXPECT_EQ(answer({"export", "lobby"}), "");
}

TEST_F(Confabctl, TheAuditTellsWhatCameOfABackup) {
    EXPECT_TRUE(contains(refusal({"backup", "/proc/confab"}), "cannot write to /proc/confab: "));

    eventually([&] { return contains(answer({"audit"}), "failed: cannot write to /proc/confab"); },
               "the audit");
}

TEST_F(Confabctl, PurgingNobodyIsRefused) {
    EXPECT_EQ(refusal({"purge", "--user", "nobody"}),
              "confabctl: nobody is called nobody, and nothing is kept of anybody who was\n");
}

TEST_F(Confabctl, NamesAPrivateRoomWithItsOwnerAndForgetsAllOfThem) {
    Client alice = daemon_.client("alice");
    alice.answer("/register a secret of alice");
    alice.answer("/join den");
    alice.answer("/room private");
    alice.answer("behind the door");

    EXPECT_TRUE(has_match(answer({"rooms"}), "\n#den@alice +1 .*alice +private"));
    EXPECT_TRUE(has_match(answer({"who", "den@alice"}), "\nalice .*#lobby #den@alice"));
    EXPECT_EQ(refusal({"who", "den"}),
              "confabctl: there is no room #den that everybody sees, but private: den@alice\n");
    EXPECT_EQ(answer({"say", "den@alice", "soup"}), "");
    alice.expect("#den * [server] soup");
    EXPECT_TRUE(has_match(answer({"export", "den@alice"}), "alice: behind the door\n"));

    EXPECT_EQ(answer({"purge", "--user", "alice"}),
              "1 message removed; the account is still there (--account removes it too)\n");
    EXPECT_EQ(answer({"purge", "--user", "alice", "--account"}), "0 messages removed, and the account\n");
    alice.expect("#den * alice is not registered any more, so #den has no owner");
    alice.expect("* alice is not registered any more, and what was kept with it is gone, says an operator");
    EXPECT_TRUE(contains(answer({"status"}), "\naccounts  0\n"));
    EXPECT_TRUE(refusal({"purge", "--user", "alice", "--account"})
                    .starts_with("confabctl: nobody registered is called alice"));
}

TEST_F(Confabctl, ReloadTellsWhatChanged) { EXPECT_EQ(answer({"reload"}), "nothing has changed\n"); }

TEST_F(Confabctl, DrainStopsTheDaemonWhenTheLastOneHasLeft) {
    Client alice = daemon_.client("alice");

    EXPECT_EQ(answer({"drain", "--wait", "120"}), "going down when 1 client has left, in 2m at most\n");
    alice.expect("* the server is going down for maintenance in 120 seconds");
    alice.close();

    EXPECT_EQ(daemon_.wait(), 0);
    EXPECT_EQ(ask({"status"}).status, 3);
}

TEST_F(Confabctl, ADaemonThatWasKilledIsNotThere) {
    daemon_.signal(SIGKILL);
    daemon_.wait();

    const Outcome outcome = ask({"status"});

    EXPECT_EQ(outcome.status, 3);
    EXPECT_EQ(outcome.err,
              "confabctl: no daemon at " + socket_ + ": is confabd running? (systemctl status confabd)\n");
}

TEST_F(Confabctl, ADaemonThatHangsIsGivenUpOn) {
    daemon_.signal(SIGSTOP);

    const Outcome outcome = ask({"--timeout", "1", "status"});
    daemon_.signal(SIGCONT);

    EXPECT_EQ(outcome.status, 3);
    EXPECT_EQ(outcome.err, "confabctl: confabd does not answer within 1 s (--timeout)\n");
}

TEST_F(Confabctl, AClosedPipeIsFine) {
    Client alice = daemon_.client("alice");
    const std::string command =
        std::string(CONFABCTL) + " --socket " + socket_ + " rooms | true; echo ${PIPESTATUS[0]}";

    Program shell({"bash", "-c", command});

    shell.wait();
    EXPECT_EQ(shell.output(), "0\n");
}

TEST_F(Confabctl, AFullDiskIsNot) {
    const std::string command = std::string(CONFABCTL) + " --socket " + socket_ + " rooms > /dev/full";

    Program shell({"bash", "-c", command});

    EXPECT_EQ(shell.wait(), 1);
    EXPECT_EQ(shell.output(), "confabctl: cannot write: No space left on device\n");
}

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

TEST(ConfabctlAlone, AMistypedCommandIsToldTheOneMeant) {
    const std::vector<std::pair<std::vector<std::string>, std::string>> meant{
        {{"staus"}, "there is no command staus, did you mean status?"},
        {{"--json", "rooom"}, "there is no command rooom, did you mean rooms?"},
        {{"--timeout", "3", "bakcup", "/x"}, "there is no command bakcup, did you mean backup?"},
        {{"op", "ad", "ann"}, "there is no command op ad, did you mean op add?"},
        {{"op", "rmeove", "ann"}, "there is no command op rmeove, did you mean op remove?"},
        {{"explode"}, "there is no command explode"},
        {{}, "no command was given"}};
    for (const auto& [words, line] : meant) {
        EXPECT_EQ(run_tool(words).err, "confabctl: " + line + "; confabctl --help lists the commands\n");
    }
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
