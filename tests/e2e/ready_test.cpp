#include <gtest/gtest.h>
#include <signal.h>

#include <string>

#include "e2e/support/confabd.hpp"
#include "e2e/support/network.hpp"
#include "e2e/support/notify.hpp"
#include "e2e/support/text.hpp"

namespace confab::e2e {
namespace {

TEST(Ready, OneLogLinePerListenerNamesTheRealPort) {
    Confabd daemon({.options = {"--listen", "tcp://127.0.0.1:0", "--listen", "127.0.0.1:0"}}, 2);
    Client client = daemon.guest();

    EXPECT_EQ(count_containing(daemon.log().lines(), "listening on "), 2U);
    EXPECT_TRUE(accepts_connections(daemon.address(0)));
    EXPECT_TRUE(accepts_connections(daemon.address(1)));
}

TEST(Ready, TheServiceManagerIsToldOnceAllListenersAccept) {
    NotifySocket manager;
    Confabd daemon({.options = {"--listen", "tcp://127.0.0.1:0", "--listen", "tcp://127.0.0.1:0"},
                    .environment = {manager.variable()}},
                   2);

    manager.wait_for("READY=1");

    EXPECT_TRUE(accepts_connections(daemon.address(0)));
    EXPECT_TRUE(accepts_connections(daemon.address(1)));
}

TEST(Ready, TheManagersSocketMayBeAbstract) {
    NotifySocket manager(NotifySocket::Kind::abstract);
    Confabd daemon(Launch{.environment = {manager.variable()}});

    manager.wait_for("READY=1");
}

TEST(Ready, AFailedStartIsNeverReady) {
    NotifySocket manager;
    const OccupiedPort taken;
    const TemporaryDirectory data;

    const Outcome outcome = run_confabd(
        {"--listen", "tcp://127.0.0.1:0", "--listen", "tcp://" + taken.text(), "--data-dir", data.path()},
        {manager.variable()});

    EXPECT_EQ(outcome.status, 1);
    EXPECT_FALSE(manager.has_come("READY=1"));
}

TEST(Ready, AManagerThatIsGoneIsNoFailure) {
    Confabd daemon(Launch{.environment = {"NOTIFY_SOCKET=/nonexistent/notify"}});

    Client client = daemon.guest();

    EXPECT_EQ(daemon.stop(), 0);
}

TEST(Ready, TheManagerIsToldThatItStops) {
    NotifySocket manager;
    Confabd daemon(Launch{.environment = {manager.variable()}});
    manager.wait_for("READY=1");

    daemon.signal(SIGTERM);

    manager.wait_for("STOPPING=1");
    EXPECT_EQ(daemon.wait(), 0);
}

TEST(Ready, TheManagerIsToldThatItReloadsAndWhenItHas) {
    NotifySocket manager;
    Confabd daemon(Launch{.environment = {manager.variable()}});
    manager.wait_for("READY=1");

    daemon.signal(SIGHUP);

    manager.wait_for("RELOADING=1");
    manager.wait_for("READY=1");
}

TEST(Ready, ABadReloadIsReadyAgainToo) {
    NotifySocket manager;
    const TemporaryDirectory directory;
    const std::string file = directory.write("confabd.toml", "");
    Confabd daemon({.options = {"--config", file}, .environment = {manager.variable()}});
    manager.wait_for("READY=1");

    directory.write("confabd.toml", "no-such-key = 1\n");
    daemon.signal(SIGHUP);

    manager.wait_for("RELOADING=1");
    manager.wait_for("READY=1");
}

TEST(Ready, TheStatusTellsTheNumberOfClients) {
    NotifySocket manager;
    Confabd daemon(Launch{.environment = {manager.variable()}});

    const std::vector<Client> clients = daemon.guests(7);

    const auto deadline = Clock::now() + patience;
    while (!has_match(manager.wait_for("STATUS="), "\\b7\\b")) ASSERT_LT(Clock::now(), deadline);
}

TEST(Ready, TheWatchdogIsFedForAsLongAsItRuns) {
    NotifySocket manager;
    Confabd daemon(Launch{.environment = {manager.variable(), "WATCHDOG_USEC=600000"}});
    manager.wait_for("READY=1");

    const auto start = Clock::now();
    for (int beat = 0; beat < 4; ++beat) manager.wait_for("WATCHDOG=1");

    // Each of them within the manager's time limit; generously, because this machine may be busy.
    EXPECT_LT(seconds_since(start), 4 * 0.6 + 2);
}

TEST(Ready, TheDaemonStaysInTheForegroundAndLogsToStderrAlone) {
    Confabd daemon;
    Client alice = daemon.client("alice");
    alice.say("hello");
    alice.expect("alice: hello");

    EXPECT_EQ(daemon.process().children(), 0U);
    EXPECT_FALSE(daemon.process().ended());
    EXPECT_EQ(daemon.stop(), 0);
    EXPECT_EQ(daemon.standard_output(), "");
}

}  // namespace
}  // namespace confab::e2e
