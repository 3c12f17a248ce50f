#include <gtest/gtest.h>
#include <signal.h>

#include <string>

#include "e2e/support/confabd.hpp"
#include "e2e/support/network.hpp"
#include "e2e/support/text.hpp"

namespace confab::e2e {
namespace {

TEST(Listen, PortZeroPicksAFreeOne) {
    Confabd daemon;

    EXPECT_EQ(daemon.address().host, "127.0.0.1");
    EXPECT_NE(daemon.address().port, 0);
    EXPECT_TRUE(accepts_connections(daemon.address()));
}

TEST(Listen, IsRepeatable) {
    Confabd daemon({.options = {"--listen", "tcp://127.0.0.1:0", "--listen", "tcp://127.0.0.1:0"}}, 2);
    Client one(daemon.address(0));
    Client two(daemon.address(1));
    const std::string name = one.guest_name();
    two.greeting();

    one.say("to the other side");

    EXPECT_NE(daemon.address(0).port, daemon.address(1).port);
    two.expect(name + ": to the other side");
}

TEST(Listen, AddressAndPortAloneMeanTcp) {
    Confabd daemon({"--listen", "127.0.0.1:0"});

    Client client = daemon.connect();

    client.greeting();
}

TEST(Listen, AddressAndPortAloneMayBeIpv6) {
    Confabd daemon({"--listen", "[::1]:0"});
    EXPECT_EQ(daemon.address().host, "::1");

    Client client = daemon.connect();

    client.greeting();
}

TEST(Listen, Ipv6AndIpv4AreOneChat) {
    Confabd daemon({.options = {"--listen", "tcp://[::1]:0", "--listen", "tcp://127.0.0.1:0"}}, 2);
    Client six(daemon.address(0));
    Client four(daemon.address(1));
    six.greeting();
    const std::string name = four.guest_name();

    four.say("hello");

    EXPECT_EQ(daemon.address(0).host, "::1");
    six.expect(name + ": hello");
}

TEST(Listen, AUnixSocketGivesTheSameSession) {
    const TemporaryDirectory directory;
    const std::string path = directory.path("confab.sock");
    Confabd daemon({.options = {"--listen", "unix://" + path, "--listen", "tcp://127.0.0.1:0"}}, 2);
    Client tcp = daemon.client("alice");
    Client local(Address{path});
    const std::string name = local.guest_name();

    local.send("hello\r\nbye");
    local.finish_sending();

    daemon.log().wait_for("listening on unix://" + path);
    tcp.expect(name + ": hello");
    tcp.expect(name + ": bye");
    const std::vector<std::string> seen = local.until_closed();
    ASSERT_GE(seen.size(), 2U);
    EXPECT_EQ(seen[0], name + ": hello");
    EXPECT_EQ(seen[1], name + ": bye");
}

TEST(Listen, AUnixSocketLeftByAKilledDaemonIsTakenOver) {
    const TemporaryDirectory directory;
    const std::string path = directory.path("confab.sock");
    {
        Confabd killed({"--listen", "unix://" + path});
        killed.signal(SIGKILL);
        killed.wait();
    }
    ASSERT_TRUE(std::filesystem::exists(path));

    Confabd daemon({"--listen", "unix://" + path});

    Client client(Address{path});
    client.greeting();
}

TEST(Listen, AUnixSocketInUseIsAFailureAndStaysWithItsDaemon) {
    const TemporaryDirectory directory;
    const std::string path = directory.path("confab.sock");
    Confabd daemon({"--listen", "unix://" + path});

    const Outcome second =
        run_confabd({"--listen", "unix://" + path, "--data-dir", directory.path(), "--log-level", "error"});

    EXPECT_EQ(second.status, 1);
    EXPECT_EQ(split_lines(second.err).size(), 1U) << second.err;
    EXPECT_TRUE(contains(second.err, path)) << second.err;
    Client client(Address{path});
    client.greeting();
}

TEST(Listen, AFileThatIsNoSocketIsNeverReplaced) {
    const TemporaryDirectory directory;
    const std::string path = directory.write("precious", "data");

    const Outcome outcome =
        run_confabd({"--listen", "unix://" + path, "--data-dir", directory.path(), "--log-level", "error"});

    EXPECT_EQ(outcome.status, 1);
    EXPECT_TRUE(std::filesystem::is_regular_file(path));
}

TEST(Listen, ACleanStopTakesTheUnixSocketAway) {
    const TemporaryDirectory directory;
    const std::string path = directory.path("confab.sock");
    Confabd daemon({"--listen", "unix://" + path});

    EXPECT_EQ(daemon.stop(), 0);

    EXPECT_FALSE(std::filesystem::exists(path));
}

TEST(Listen, TheDefaultIsPort4242OnBothLoopbackAddresses) {
    const TemporaryDirectory data;
    const bool run = in_own_network([&data] {
        Confabd daemon({.options = {"--data-dir", data.path()}, .defaults = false}, 2);

        daemon.log().wait_for_match("listening on tcp://127\\.0\\.0\\.1:4242\\b");
        daemon.log().wait_for_match("listening on tcp://\\[::1\\]:4242\\b");
        Client four(Address{"127.0.0.1", 4242});
        Client six(Address{"::1", 4242});
        four.greeting();
        six.greeting();
    });
    if (!run) GTEST_SKIP() << "needs a network of its own";
}

TEST(Listen, ADaemonCanStartAgainOnThePortOfOneThatHadClients) {
    const bool run = in_own_network([] {
        for (int round = 0; round < 3; ++round) {
            Confabd daemon({"--listen", "tcp://127.0.0.1:4711"});
            Client alice = daemon.client("alice");
            EXPECT_EQ(daemon.stop(), 0);
            alice.until_closed();
        }
    });
    if (!run) GTEST_SKIP() << "needs a network of its own";
}

TEST(Listen, EveryNumberOfThreadsServes) {
    for (const char* threads : {"0", "1", "3"}) {
        Confabd daemon({"--threads", threads});
        Client alice = daemon.client("alice");
        Client bob = daemon.client("bob");

        alice.say("hello");

        alice.expect("alice: hello");
        bob.expect("alice: hello");
        EXPECT_EQ(daemon.stop(), 0) << threads;
    }
}

}  // namespace
}  // namespace confab::e2e
