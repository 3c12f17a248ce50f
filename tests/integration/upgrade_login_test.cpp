// What was asked before an upgrade, and those who cannot come along.
#include <gtest/gtest.h>

#include <memory>

#include "integration/support/client.hpp"
#include "integration/support/tls_server.hpp"
#include "integration/support/upgradable.hpp"
#include "unit/support/outside.hpp"

namespace confab::integration {
namespace {

const std::string in_sight = ", shown as you type it (Enter alone calls it off):";

class UpgradeLogin : public testing::TestWithParam<unsigned> {
  protected:
    UpgradeLogin() { answer_at_once(); }

    void answer_at_once() {
        passwords.deliver = [this](PasswordAnswer answer) {
            server.post([answer](Hub& hub, Now now) { hub.password_done(answer, now); });
        };
    }
    void answer_nobody() {
        server.post([this](Hub&, Now) { passwords.deliver = nullptr; });
    }

    unit::FakePasswords passwords;
    UpgradableServer server{telnet_settings(GetParam()),
                            {.log = nullptr, .state = nullptr, .passwords = &passwords}};
};

INSTANTIATE_TEST_SUITE_P(Threads, UpgradeLogin, testing::Values(1U, 3U));

TEST_P(UpgradeLogin, APasswordThatWasAskedForIsStillTheNextLine) {
    Client ann(server.port());
    ann.called("ann");
    ann.say("/register");
    EXPECT_EQ(ann.line(), "* a new password for ann" + in_sight);

    server.upgrade();
    ann.say("green teapots");

    EXPECT_EQ(ann.line(), "* the same again" + in_sight);
    ann.say("green teapots");
    EXPECT_TRUE(ann.line().starts_with("* ann is yours now"));
}

TEST_P(UpgradeLogin, APasswordThatWasTypedOnceIsAskedForAFirstTimeAgain) {
    Client ann(server.port());
    ann.called("ann");
    ann.say("/register");
    ann.line();
    ann.say("green teapots");
    EXPECT_EQ(ann.line(), "* the same again" + in_sight);

    server.upgrade();

    EXPECT_EQ(ann.line(), "* a new password for ann" + in_sight);
    ann.say("other teapots");
    EXPECT_EQ(ann.line(), "* the same again" + in_sight);
    ann.say("other teapots");
    EXPECT_TRUE(ann.line().starts_with("* ann is yours now"));
}

TEST_P(UpgradeLogin, WhoeverWaitsForAnAnswerThatDoesNotComeGoesOnWithWhatTheySent) {
    Client ann(server.port());
    ann.called("ann");
    ann.so_far();
    answer_nobody();
    ann.send("/register green teapots\nhello\n");
    Client bob(server.port());
    bob.called("bob");

    server.upgrade();
    answer_at_once();

    EXPECT_EQ(ann.until("ann: hello").back().front(), '!') << "there is no answer";
}

using UpgradeTls = WithTlsServer;

INSTANTIATE_TEST_SUITE_P(Threads, UpgradeTls, testing::Values(1U, 3U));

TEST_P(UpgradeTls, AnEncryptedGuestIsToldHowToComeBackAndClosed) {
    net::ServerSettings both = settings();
    both.chat.max_seats = 100;
    Ports outside;
    outside.random = [n = std::make_shared<std::uint64_t>(1)] { return (*n)++ * 1234567; };
    UpgradableServer server(both, outside);
    Client ann(server.port(0), encrypted);
    ann.called("ann");
    ann.say("hello");
    ann.so_far();
    Client bob(server.port(1));
    bob.called("bob");

    server.upgrade();

    const std::vector<std::string> last = ann.until_closed();
    const std::string start =
        "* the server is being upgraded, which ends encrypted connections: connect again, and /resume ";
    ASSERT_FALSE(last.empty());
    ASSERT_TRUE(last.back().starts_with(start)) << last.back();
    const std::string code = last.back().substr(start.size(), 11);
    Client again(server.port(0), encrypted);
    again.greeted();
    again.say("/resume " + code);
    again.until("* you are back as ann in #lobby");
    bob.say("welcome back");
    EXPECT_EQ(again.line(), "bob: welcome back");
}

TEST(DryRun, RefusesWhatIsNoStateAndOtherDialects) {
    const net::ServerSettings settings = quiet_settings();

    EXPECT_EQ(net::why_not_go_on(settings, "no state"), "the saved state is damaged or cut off");
    EXPECT_EQ(net::why_not_go_on(settings, ""), "the saved state is damaged or cut off");
}

}  // namespace
}  // namespace confab::integration
