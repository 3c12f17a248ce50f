// Listeners that a reload opens, keeps and closes.
#include <gtest/gtest.h>
#include <signal.h>

#include <string>

#include "e2e/support/confabd.hpp"
#include "e2e/support/network.hpp"
#include "e2e/support/reload.hpp"
#include "e2e/support/text.hpp"

namespace confab::e2e {
namespace {

TEST_F(Reload, OpensANewListener) {
    configure(any_port);
    const auto daemon = start();

    configure("listen = [\"tcp://127.0.0.1:0\", \"unix://" + directory_.path("sock") + "\"]\n");
    daemon->signal(SIGHUP);

    daemon->log().wait_for("listening on unix://" + directory_.path("sock"));
    Client local(Address{directory_.path("sock")});
    local.greeting();
}

TEST_F(Reload, KeepsAListenerThatStaysAndItsClients) {
    configure(any_port + "max-line = 200\n");
    const auto daemon = start();
    Client alice = daemon->client("alice");
    Client bob = daemon->client("bob");

    configure(any_port + "max-line = 100\n");
    daemon->signal(SIGHUP);
    wait_for_limit(alice, 100);
    bob.so_far();
    alice.say("still here");

    bob.expect("alice: still here");
    Client carol = daemon->connect();  // the same port
    carol.greeting();
}

TEST_F(Reload, ClosesAListenerThatIsGoneAndKeepsItsClients) {
    configure(any_port + "max-line = 200\n");
    const auto daemon = start();
    Client alice = daemon->client("alice");

    configure("listen = [\"unix://" + directory_.path("sock") + "\"]\n");
    daemon->signal(SIGHUP);
    daemon->log().wait_for("listening on unix://");

    eventually([&] { return !accepts_connections(daemon->address()); }, "the old listener closing");
    alice.say("still here");
    alice.until_line("alice: still here");
}

TEST_F(Reload, AListenerThatCannotBeOpenedChangesNothingAndIsLogged) {
    const OccupiedPort taken;
    configure(any_port + "max-line = 200\n");
    const auto daemon = start();
    Client alice = daemon->client("alice");

    configure("max-line = 100\nlisten = [\"unix://" + directory_.path("sock") + "\", \"tcp://" +
              taken.text() + "\"]\n");
    daemon->signal(SIGHUP);

    daemon->log().wait_for(taken.text());
    alice.say(times(300, "x"));
    alice.expect(too_long(200));
    EXPECT_TRUE(accepts_connections(daemon->address()));
    EXPECT_FALSE(std::filesystem::exists(directory_.path("sock")));
}

TEST_F(Reload, AListenerMovesOnItsPort) {
    configure(any_port);
    const auto daemon = start();
    Client alice = daemon->client("alice");

    configure("listen = [\"telnet://0.0.0.0:" + daemon->port() + "\"]\n");
    daemon->signal(SIGHUP);

    daemon->log().wait_for("listening on telnet://0.0.0.0:" + daemon->port());
    Client bob = daemon->client("bob");
    bob.say("hello");
    alice.until_line("bob: hello");
}

}  // namespace
}  // namespace confab::e2e
