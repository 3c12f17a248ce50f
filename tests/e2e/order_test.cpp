#include <gtest/gtest.h>

#include <future>
#include <string>
#include <vector>

#include "e2e/support/confabd.hpp"
#include "e2e/support/text.hpp"

namespace confab::e2e {
namespace {

using Lines = std::vector<std::string>;

constexpr int lines_each = 1500;
const std::vector<std::string> talkers{"anna", "bert", "cleo", "dora"};

bool is_last(const std::string& line) { return line.ends_with(": line " + std::to_string(lines_each - 1)); }

// Everything that is said in the room, until each of the talkers has said the last line.
Lines hear_all(Client& client) {
    Lines heard;
    for (std::size_t ended = 0; ended < talkers.size();) {
        heard.push_back(client.line());
        if (is_last(heard.back())) ++ended;
    }
    return heard;
}

Lines talk(Client client, const std::string& name) {
    // Never far ahead of the echo, so that no queue overflows.
    constexpr int ahead = 50;
    Lines heard;
    std::size_t ended = 0;
    for (int said = 0, echoed = 0; ended < talkers.size();) {
        for (; said < lines_each && said - echoed < ahead; ++said) client.say("line " + std::to_string(said));
        heard.push_back(client.line());
        if (heard.back().starts_with(name + ": ")) ++echoed;
        if (is_last(heard.back())) ++ended;
    }
    return heard;
}

void expect_one_order(const std::string& threads) {
    Confabd daemon({"--threads", threads, "--history", "0"});
    std::vector<Client> talking;
    for (const std::string& name : talkers) talking.push_back(daemon.client(name));
    std::vector<Client> listening = daemon.guests(20);
    std::vector<std::future<Lines>> running;
    for (std::size_t i = 0; i < talkers.size(); ++i) {
        running.push_back(std::async(std::launch::async, talk, std::move(talking[i]), talkers[i]));
    }
    const auto hear = [](Client client) { return hear_all(client); };
    for (Client& client : listening)
        running.push_back(std::async(std::launch::async, hear, std::move(client)));

    const Lines first = running[0].get();

    EXPECT_EQ(first.size(), talkers.size() * lines_each);
    for (std::size_t i = 1; i < running.size(); ++i) EXPECT_EQ(running[i].get(), first) << "another order";
    for (const std::string& name : talkers) {
        int next = 0;
        for (const std::string& line : first) {
            if (!line.starts_with(name + ": ")) continue;
            ASSERT_EQ(line, name + ": line " + std::to_string(next));
            ++next;
        }
        EXPECT_EQ(next, lines_each);
    }
}

TEST(Order, IsTheSameForEveryMemberTheSendersIncluded) { expect_one_order("1"); }

TEST(Order, IsTheSameWithManyThreads) { expect_one_order("3"); }

TEST(Order, OfMessagesPrivateOnesAndAnswersIsThatInWhichTheyWereAskedFor) {
    Confabd daemon;
    Client alice = daemon.client("alice");
    Client bob = daemon.client("bob");
    std::string burst;
    for (int i = 0; i < 200; ++i) {
        const std::string number = std::to_string(i);
        burst += "say " + number + "\n/msg bob private " + number + "\n/me emotes " + number + "\n/no" +
                 number + "\n";
    }

    alice.send(burst);

    for (int i = 0; i < 200; ++i) {
        const std::string number = std::to_string(i);
        for (Client* client : {&alice, &bob}) {
            client->expect("alice: say " + number);
            client->expect("alice -> bob: private " + number);
            client->expect("** alice emotes " + number);
        }
        EXPECT_TRUE(alice.line().starts_with("! unknown command /no" + number));
    }
}

}  // namespace
}  // namespace confab::e2e
