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
#include "e2e/support/tool.hpp"

namespace confab::e2e {
namespace {

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

    EXPECT_EQ(fault({"mute", "bob", "2hh", "spam"}),
              "confabctl: 2hh is not a valid duration; use 30m, 2h, 7d, 1w or 1d12h\n");
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

    const std::string audit = answer({"audit", "--about", "purge"});
    EXPECT_TRUE(contains(audit, "failed: nobody is called nobody")) << audit;
}

TEST_F(Confabctl, AnEmptyReasonOrWordIsNone) {
    Client bob = daemon_.client("bob");

    EXPECT_EQ(answer({"say", "--everywhere", "", "soup"}), "");
    bob.expect("* [server]  soup");
    EXPECT_EQ(answer({"kick", "bob", ""}), "bob was put off the server\n");
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
                    .starts_with("confabctl: there is no account named alice"));
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

}  // namespace
}  // namespace confab::e2e
