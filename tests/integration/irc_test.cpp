// Clients of IRC in the same rooms as people on a line port.
#include <gtest/gtest.h>

#include <algorithm>

#include "integration/support/client.hpp"
#include "integration/support/server.hpp"
#include "integration/support/upgradable.hpp"

namespace confab::integration {
namespace {

class IrcDoor : public testing::TestWithParam<unsigned> {
  protected:
    IrcDoor() : server_(settings()) {}

    net::ServerSettings settings() const {
        net::ServerSettings settings = quiet_settings(GetParam());
        settings.listen.push_back(ops::parse_listen_url("irc://127.0.0.1:0?join=none"));
        settings.listen.push_back(ops::parse_listen_url("irc://127.0.0.1:0"));
        return settings;
    }
    // Registered, and told all that comes then.
    Client registered(std::string_view name, std::size_t listener = 1, std::string_view caps = {}) {
        Client client(server_.port(listener));
        if (!caps.empty()) client.say("CAP REQ :" + std::string(caps));
        client.say("NICK " + std::string(name) + "\r\nUSER u 0 * :Real Name");
        if (!caps.empty()) client.say("CAP END");
        client.until(":confab 221 ");
        return client;
    }
    static Client& in(Client& client, std::string_view room) {
        client.say("JOIN " + std::string(room));
        client.until(":confab 366 ");
        return client;
    }

    RunningServer server_;
};
INSTANTIATE_TEST_SUITE_P(Threads, IrcDoor, testing::Values(1U, 3U));

TEST_P(IrcDoor, TalksInOneRoomWithPeopleOnALinePort) {
    Client ann(server_.port(0));
    ann.called("ann");
    ann.say("/join dev");
    ann.until("#dev * ann joined #dev");
    Client bob = registered("bob");
    in(bob, "#dev");

    EXPECT_EQ(ann.line(), "#dev * bob joined #dev");
    bob.say("PRIVMSG #dev :hello");
    ann.until("#dev bob: hello");
    ann.say("hi \x02 bob");
    bob.until(":ann!~u@confab PRIVMSG #dev :hi");
    bob.say(
        "PRIVMSG #dev :\x01"
        "ACTION waves\x01");
    ann.until("#dev ** bob waves");
    bob.say("PRIVMSG ann :psst");
    ann.until("bob -> ann: psst");
}

TEST_P(IrcDoor, NothingThatIsTypedForgesALine) {
    Client ann = registered("ann");
    in(ann, "#dev");
    Client bob = registered("bob", 1, "message-tags account-tag");
    in(bob, "#dev");
    ann.until(":bob!~u@confab JOIN #dev");

    ann.say(":eve!x@y PRIVMSG #dev :one\rPRIVMSG #dev :two\x01");
    ann.say("@time=1970-01-01T00:00:00.000Z;account=root PRIVMSG #dev :three");
    const auto first = bob.line();
    const auto second = bob.line();

    EXPECT_NE(first.find(" :ann!~u@confab PRIVMSG #dev :one"), std::string::npos) << first;
    EXPECT_EQ(std::count(first.begin(), first.end(), '\r'), 1) << first;
    EXPECT_EQ(second.find("1970"), std::string::npos) << second;
    EXPECT_EQ(second.find("account"), std::string::npos) << second;
}

TEST_P(IrcDoor, WhoComesWithoutAnythingElseIsInTheLobby) {
    Client ann(server_.port(2));
    ann.say("NICK ann\r\nUSER u 0 * :Ann");

    ann.until(":ann!~u@confab JOIN #lobby");
    ann.until(":confab 366 ann #lobby");
    ann.say("PART #lobby");
    ann.until(":ann!~u@confab PART #lobby");
    ann.say("PRIVMSG #lobby :hello");
    ann.until(":confab 403 ann #lobby");
}

TEST_P(IrcDoor, ANameThatIsTakenOrNoneIsRefusedAndAnotherOneMayFollow) {
    Client ann = registered("ann");
    Client other(server_.port(1));

    other.say("NICK ann\r\nNICK 1x\r\nUSER u 0 * :Other");
    other.until(":confab 433 * ann");
    other.until(":confab 432 * 1x");
    other.say("NICK other");
    other.until(":confab 001 other");
}

TEST_P(IrcDoor, ACommandOfTheLinesIsThereAsWell) {
    Client ann = registered("ann");
    in(ann, "#dev");

    ann.say("CONFAB room");
    ann.until(":confab NOTICE ann :#dev is without an owner");
    ann.say("PRIVMSG confab :who");
    ann.until(":confab NOTICE ann :");
}

TEST_P(IrcDoor, ModesAreTheRulesOfTheRoomForAllDialects) {
    Client bob(server_.port(0));
    bob.called("bob");
    Client ann = registered("ann");
    in(ann, "#dev");

    ann.say("MODE #dev +i");
    ann.until(":ann!~u@confab MODE #dev +i");
    bob.say("/join dev");
    bob.until("! #dev is by invitation");
    ann.say("INVITE bob #dev");
    ann.until(":confab 341 ann bob #dev");
    bob.until("* ann invites you");
    bob.say("/join dev");
    ann.until(":bob!~u@confab JOIN #dev");
    ann.say("MODE #dev +m-i");
    ann.until(":ann!~u@confab MODE #dev +m");
    bob.say("hello");
    bob.until("! #dev is moderated");
    ann.say("KICK #dev bob :enough");
    ann.until(":ann!~u@confab KICK #dev bob :enough");
    bob.until("! you were put out");
}

TEST_P(IrcDoor, ALineThatIsTooLongIsRefusedAsAWhole) {
    Client ann = registered("ann");
    in(ann, "#dev");

    ann.say("PRIVMSG #dev :" + std::string(600, 'x') + "\r\nPING :still here");

    ann.until(":confab 417 ann");
    ann.until(":confab PONG confab :still here");
}

TEST_P(IrcDoor, PeopleWhoShareSeveralRoomsAreToldOnceOfSomebodyWhoGoes) {
    Client ann = registered("ann");
    in(in(ann, "#one"), "#two");
    Client bob = registered("bob");
    in(in(bob, "#one"), "#two");
    ann.until(":bob!~u@confab JOIN #two");

    bob.say("QUIT :bye");

    bob.until("ERROR :");
    ann.say("PING x");
    const auto told = ann.until(":confab PONG");
    EXPECT_EQ(std::count_if(told.begin(), told.end(),
                            [](const std::string& line) { return line.find(" QUIT ") != std::string::npos; }),
              1);
}

TEST(IrcUpgrade, AConnectionGoesOnWithItsCapabilitiesAndHalfALine) {
    net::ServerSettings settings = quiet_settings();
    settings.listen.push_back(ops::parse_listen_url("irc://127.0.0.1:0?join=none"));
    UpgradableServer server(settings);
    Client ann(server.port(1));
    ann.say("CAP REQ :echo-message labeled-response\r\nNICK ann\r\nUSER u 0 * :Ann\r\nCAP END\r\nJOIN #dev");
    ann.until(":confab 366 ");

    ann.send("PRIVMSG #dev :half ");
    server.upgrade();
    ann.say("a line\r\n@label=x PING y");

    EXPECT_EQ(ann.line(), ":ann!~u@confab PRIVMSG #dev :half a line\r")
        << "nor is it told again that it is there";
    EXPECT_EQ(ann.line(), "@label=x :confab PONG confab :y\r");
}

}  // namespace
}  // namespace confab::integration
