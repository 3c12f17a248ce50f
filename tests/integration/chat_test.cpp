// People talking through the whole server, on one thread and on three.
#include <gtest/gtest.h>

#include <future>
#include <map>

#include "integration/support/client.hpp"
#include "integration/support/server.hpp"

namespace confab::integration {
namespace {

using Lines = std::vector<std::string>;

class ServerChat : public testing::TestWithParam<unsigned> {
  protected:
    Client person(std::string_view name) {
        Client client(server.port());
        client.called(name);
        return client;
    }

    RunningServer server{quiet_settings(GetParam())};
};

INSTANTIATE_TEST_SUITE_P(Threads, ServerChat, testing::Values(1U, 3U));

TEST_P(ServerChat, TwoPeopleTalk) {
    Client ann = person("ann");
    Client bob = person("bob");

    ann.say("hello");
    EXPECT_EQ(bob.line(), "ann: hello");
    bob.say("hello yourself");
    EXPECT_EQ(ann.line(), "ann: hello");
    EXPECT_EQ(ann.line(), "bob: hello yourself");
    EXPECT_EQ(bob.line(), "bob: hello yourself");
}

TEST_P(ServerChat, AByteOrderMarkAtTheBeginningVanishes) {
    Client bob = person("bob");
    Client script(server.port());
    Client other(server.port());

    script.send("\xEF\xBB\xBF/nick ci\nhello\n");
    EXPECT_EQ(bob.line(), "ci: hello");
    other.send(
        "\xEF\xBB\xBF"
        "good morning\n");

    EXPECT_TRUE(bob.line().ends_with(": good morning"));
}

TEST_P(ServerChat, AnIrcClientIsToldSoAndNothingOfItIsSaid) {
    Client bob = person("bob");
    for (const std::string hello :
         {"NICK ann\r\nUSER ann 0 * :Ann\r\n", "\xEF\xBB\xBFPASS secret\r\nNICK ann\r\n"}) {
        Client irc(server.port());

        irc.send(hello);

        EXPECT_EQ(irc.until_closed().back(),
                  "! this is a chat for telnet and nc, and you speak IRC, which this port does not; try: "
                  "nc HOST PORT");
    }
    bob.say("quiet");
    EXPECT_EQ(bob.line(), "bob: quiet");
}

TEST_P(ServerChat, EveryMemberSeesOneOrderAndNothingIsLost) {
    constexpr int senders = 8;
    constexpr int each = 300;
    std::vector<Client> people;
    for (int i = 0; i < senders; ++i)
        people.push_back(person("p" + std::string(1, static_cast<char>('a' + i))));

    for (int n = 0; n < each; ++n) {
        for (Client& client : people) client.say("line " + std::to_string(n));
    }

    const Lines order = people.front().lines(senders * each);
    for (std::size_t i = 1; i < people.size(); ++i) ASSERT_EQ(people[i].lines(senders * each), order);
    std::map<std::string, int> next;
    for (const std::string& line : order) {
        const std::string who = line.substr(0, line.find(':'));
        ASSERT_EQ(line, who + ": line " + std::to_string(next[who]++));
    }
    EXPECT_EQ(next.size(), static_cast<std::size_t>(senders));
}

TEST_P(ServerChat, LinesSentAtOnceArriveInTheirOrder) {
    Client ann = person("ann");
    Client bob = person("bob");
    std::string all;
    for (int n = 0; n < 5000; ++n) all += std::to_string(n) + "\n";

    ann.send(all);

    for (int n = 0; n < 5000; ++n) {
        ASSERT_EQ(bob.line(), "ann: " + std::to_string(n));
        ASSERT_EQ(ann.line(), "ann: " + std::to_string(n));
    }
}

constexpr int chat_rounds = 40;
constexpr int in_one_go = 20;

// Says so many lines in one packet, again and again.
void say_in_one_go(Client client, const std::string& name) {
    for (int round = 0; round < chat_rounds; ++round) {
        const std::string start = std::to_string(round) + " ";
        std::string all;
        for (int n = 0; n < in_one_go; ++n) all += start + std::to_string(n) + "\n";
        client.send(all);
        client.until(name + ": " + start + std::to_string(in_one_go - 1));
    }
}

TEST_P(ServerChat, LinesSentInOneGoHaveNothingBetweenThemAndAreMessagesOfTheirOwn) {
    const Lines names = {"pa", "pb", "pc", "pd", "pe", "pf", "pg", "ph"};
    Client eve = person("eve");
    eve.say("/format json");
    eve.until("{");
    std::vector<std::future<void>> talking;
    for (const std::string& name : names)
        talking.push_back(std::async(std::launch::async, say_in_one_go, person(name), name));

    std::map<std::string, int> round_of;
    std::uint64_t id = 0;
    for (std::size_t i = 0; i < names.size() * chat_rounds; ++i) {
        std::string from;
        for (int n = 0; n < in_one_go; ++n) {
            const std::string line = eve.line();
            if (n == 0) from = line.substr(line.find("\"from\""), std::string_view("\"from\":\"pa\"").size());
            const std::string text = std::to_string(round_of[from]) + " " + std::to_string(n);
            ASSERT_TRUE(line.ends_with(from + ",\"text\":\"" + text + "\"}")) << line << ", not " << text;
            ASSERT_NE(line.find("\"id\":" + std::to_string(++id) + ","), std::string::npos) << line;
        }
        ++round_of[from];
    }
    for (std::future<void>& each : talking) each.get();
}

TEST_P(ServerChat, WhoIsInTwoRoomsSeesBothInTheOrderTheyWereSaid) {
    Client ann = person("ann");
    Client bob = person("bob");
    Client eve = person("eve");
    for (Client* client : {&ann, &bob}) {
        client->say("/join dev");
        client->so_far();
    }
    std::string all;
    for (int n = 0; n < 500; ++n)
        all += "/join lobby\nl " + std::to_string(n) + "\n/join dev\nd " + std::to_string(n) + "\n";
    ann.so_far();

    ann.send(all);

    for (int n = 0; n < 500; ++n) {
        ASSERT_EQ(bob.line(), "#lobby ann: l " + std::to_string(n));
        ASSERT_EQ(bob.line(), "#dev ann: d " + std::to_string(n));
        ASSERT_EQ(eve.line(), "ann: l " + std::to_string(n));
        ASSERT_EQ(ann.line(), "* now talking in #lobby");
        ASSERT_EQ(ann.line(), "#lobby ann: l " + std::to_string(n));
        ASSERT_EQ(ann.line(), "* now talking in #dev");
        ASSERT_EQ(ann.line(), "#dev ann: d " + std::to_string(n));
    }
}

TEST_P(ServerChat, ManyInManyRoomsAgreeOnTheOrderOfAllTheyShare) {
    std::vector<Client> people;
    const Lines rooms = {"/join one", "/join two", "/join three"};
    for (int i = 0; i < 6; ++i) {
        people.push_back(person("p" + std::string(1, static_cast<char>('a' + i))));
        for (const std::string& room : rooms) people.back().say(room);
        people.back().say(rooms[static_cast<std::size_t>(i) % 3]);
        if (i % 2 == 1) people.back().say("/timestamps on");
    }
    for (Client& client : people) client.so_far();
    for (Client& client : people) client.so_far();

    for (int n = 0; n < 200; ++n) {
        for (Client& client : people) client.say("n " + std::to_string(n));
    }

    const auto heard = [](Client& client) {
        Lines lines = client.lines(1200);
        for (std::string& line : lines) line.erase(0, line.find('#'));
        return lines;
    };
    const Lines order = heard(people.front());
    for (std::size_t i = 1; i < people.size(); ++i) ASSERT_EQ(heard(people[i]), order);
}

TEST_P(ServerChat, PrivateMessagesReachOneAndNobodyElse) {
    Client ann = person("ann");
    Client bob = person("bob");
    Client eve = person("eve");

    ann.say("/msg bob psst");

    EXPECT_EQ(bob.line(), "ann -> bob: psst");
    EXPECT_EQ(ann.line(), "ann -> bob: psst");
    EXPECT_EQ(eve.so_far(), Lines{});
}

TEST_P(ServerChat, BytesMayComeOneByOne) {
    Client ann = person("ann");
    Client bob = person("bob");

    for (const char c : std::string("h\xc3\xa9llo\r\nworld\r\n")) ann.send(std::string_view(&c, 1));

    EXPECT_EQ(bob.line(), "ann: h\xc3\xa9llo");
    EXPECT_EQ(bob.line(), "ann: world");
}

TEST_P(ServerChat, AfterTheEndOfInputAllAnswersCome) {
    Client ann = person("ann");
    Client bob = person("bob");

    bob.send("one\n/who\ntwo\nthree, without an end");
    bob.finish_sending();

    const Lines lines = bob.until_closed();
    ASSERT_EQ(lines.size(), 6U);
    EXPECT_EQ(lines[0], "bob: one");
    EXPECT_EQ(lines[1], "* 2 in #lobby:");
    EXPECT_EQ(lines[5], "bob: three, without an end");
    EXPECT_EQ(ann.lines(3), (Lines{"bob: one", "bob: two", "bob: three, without an end"}));
}

TEST_P(ServerChat, AFullServerSaysSoAndLetsTheNextOneInWhenSomeoneGoes) {
    net::ServerSettings settings = quiet_settings(GetParam());
    settings.limits.max_clients = 2;
    RunningServer small(settings);
    Client ann(small.port());
    ann.greeted();
    Client bob(small.port());
    bob.greeted();

    for (int i = 0; i < 20; ++i) {
        Client refused(small.port());
        EXPECT_EQ(refused.until_closed(), (Lines{"! the server is full (2 clients), try again later"}));
    }

    bob.say("/quit");
    EXPECT_EQ(bob.until_closed(), (Lines{"* goodbye"}));
    Client eve(small.port());
    EXPECT_EQ(eve.greeted(), "guest2");
}

TEST_P(ServerChat, ManyWhoConnectAndResetLeaveTheServerWell) {
    for (int i = 0; i < 200; ++i) {
        Client client(server.port());
        client.send("hello\n");
        if (i % 3 == 0) client.greeted();
        if (i % 2 == 0) client.reset();
    }
    Client ann = person("ann");

    ann.say("still here?");

    ann.until("ann: still here?");
}

}  // namespace
}  // namespace confab::integration
