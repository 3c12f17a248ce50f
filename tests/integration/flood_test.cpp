// In the middle of a flood of lines: answers, joins, views and ignores find their place.
#include <gtest/gtest.h>

#include "integration/support/client.hpp"
#include "integration/support/server.hpp"

namespace confab::integration {
namespace {

using Lines = std::vector<std::string>;

class ServerFlood : public testing::TestWithParam<unsigned> {
  protected:
    static constexpr int last = 4000;

    void SetUp() override {
        ann.called("ann");
        bob.called("bob");
        ann.say("/echo off");
        ann.so_far();
    }
    // Ann says the numbers from `first` to before `end`, as fast as she can.
    void flood(int first, int end) {
        std::string all;
        for (int n = first; n < end; ++n) all += "n" + std::to_string(n) + "\n";
        ann.send(all);
    }
    // The number in a line of the flood, in whatever view; -1 if it is none.
    static int number(const std::string& line) {
        const bool json = line.find("\"type\":\"message\"") != std::string::npos;
        const std::string before = json ? "\"text\":\"n" : "ann: n";
        const std::size_t start = line.find(before);
        return start == std::string::npos ? -1 : std::stoi(line.substr(start + before.size()));
    }

    RunningServer server{quiet_settings(GetParam())};
    Client ann{server.port()};
    Client bob{server.port()};
};

INSTANTIATE_TEST_SUITE_P(Threads, ServerFlood, testing::Values(1U, 3U));

TEST_P(ServerFlood, AnswersAreNeitherOvertakenNorReordered) {
    constexpr int asked = 300;
    for (int i = 0; i < asked; ++i) {
        flood(i * 10, (i + 1) * 10);
        bob.say("said " + std::to_string(i) + "\n/msg bob note " + std::to_string(i));
    }

    int n = 0;
    int said = 0;
    int noted = 0;
    while (n < asked * 10 || noted < asked) {
        const std::string line = bob.line();
        if (number(line) >= 0) {
            ASSERT_EQ(number(line), n++);
        } else if (line.starts_with("bob: ")) {
            ASSERT_EQ(said, noted) << line;
            ASSERT_EQ(line, "bob: said " + std::to_string(said++));
        } else {
            ASSERT_EQ(line, "bob -> bob: note " + std::to_string(noted++));
            ASSERT_EQ(said, noted);
        }
    }
}

TEST_P(ServerFlood, WhoJoinsInTheMiddleSeesAWholeEnd) {
    net::ServerSettings settings = quiet_settings(GetParam());
    settings.chat.history = 20;
    ASSERT_TRUE(server.reload([&] {
        settings.listen = {ops::parse_listen_url("tcp://127.0.0.1:0")};
        return settings;
    }()));
    ann.say("/join dev");
    ann.so_far();
    for (int round = 0; round < 20; ++round) {
        const int end = (round + 1) * 200;
        flood(round * 200, end - 100);
        bob.say("/join dev");
        flood(end - 100, end);

        const Lines before = bob.until("#dev * bob joined #dev");
        for (const std::string& line : before) ASSERT_EQ(number(line), -1) << line;
        int next = -1;
        while (next != end) {
            const std::string line = bob.line();
            const int n = number(line);
            if (n < 0) continue;
            if (next >= 0) {
                ASSERT_EQ(n, next) << line;
            }
            next = n + 1;
        }
        bob.say("/leave dev");
        bob.until("* now talking in #lobby");
    }
}

TEST_P(ServerFlood, ViewChangesLoseNothing) {
    const Lines changes = {"/format json", "/timestamps on", "/join side",
                           "/format text", "/leave side",    "/timestamps off"};
    std::size_t change = 0;
    for (int n = 0; n < last; n += 20) {
        flood(n, n + 20);
        bob.say(changes[change++ % changes.size()]);
    }

    for (int n = 0; n < last;) {
        const std::string line = bob.line();
        if (number(line) >= 0) {
            ASSERT_EQ(number(line), n++) << line;
        }
    }
}

TEST_P(ServerFlood, EveryLineIsWhollyInOneView) {
    bob.say("/format json");
    bob.until("{");
    for (int n = 0; n < last; n += 20) {
        flood(n, n + 20);
        bob.say(n % 40 == 0 ? "/format text" : "/format json");
    }

    bool json = true;
    for (int n = 0; n < last;) {
        const std::string line = bob.line();
        if (line.find("format is json") != std::string::npos) json = true;
        if (line.find("format is text") != std::string::npos) json = false;
        if (number(line) < 0) continue;
        ++n;
        ASSERT_EQ(line.starts_with("{\"type\""), json) << line;
    }
}

TEST_P(ServerFlood, EchoOffInTheMiddleHidesExactlyOnesOwnLines) {
    for (int i = 0; i < 200; ++i) {
        flood(i * 10, i * 10 + 10);
        bob.say("/echo on\nseen " + std::to_string(i) + "\n/echo off\nhidden " + std::to_string(i));
    }
    Lines mine;
    int n = 0;
    while (n < 2000 || mine.size() < 600) {
        const std::string line = bob.line();
        if (number(line) >= 0) {
            ASSERT_EQ(number(line), n++);
        } else {
            mine.push_back(line);
        }
    }
    for (std::size_t i = 0; i < 200; ++i) {
        EXPECT_TRUE(mine[3 * i].starts_with("* echo is on"));
        EXPECT_EQ(mine[3 * i + 1], "bob: seen " + std::to_string(i));
        EXPECT_TRUE(mine[3 * i + 2].starts_with("* echo is off"));
    }
    EXPECT_EQ(bob.so_far(), Lines{});
}

TEST_P(ServerFlood, IgnoringInTheMiddleHidesExactlyWhatComesBetween) {
    Client eve(server.port());
    eve.called("eve");
    for (int i = 0; i < 100; ++i) {
        flood(i * 20, i * 20 + 20);
        bob.say(i % 2 == 0 ? "/ignore ann" : "/unignore ann");
        eve.say("e" + std::to_string(i));
    }
    ann.say("the end");
    bob.say("/unignore ann");

    int ignoring = 0;
    int next = 0;
    int eves = 0;
    bool gap = false;
    // Eve's line was the last thing sent, so with hers all there, the rest is so_far().
    const auto look = [&](const std::string& line) {
        if (line.starts_with("* you ignore ann")) ignoring = 1, gap = true;
        if (line.starts_with("* you see ann")) ignoring = 0;
        if (line.starts_with("eve: ")) {
            EXPECT_EQ(line, "eve: e" + std::to_string(eves++));
        }
        if (number(line) < 0) return;
        EXPECT_EQ(ignoring, 0) << line;
        EXPECT_GE(number(line), next);
        if (!gap) {
            EXPECT_EQ(number(line), next);
        }
        gap = false;
        next = number(line) + 1;
    };
    while (eves < 100) look(bob.line());
    for (const std::string& line : bob.so_far()) look(line);
    for (int n = 0; n < 2000; ++n) {
        for (;;) {
            const std::string line = eve.line();
            if (number(line) < 0) continue;
            ASSERT_EQ(number(line), n);
            break;
        }
    }
}

TEST_P(ServerFlood, WhoQuitsInTheMiddleSeesAWholeBeginningAndGoodbye) {
    for (int round = 0; round < 20; ++round) {
        Client eve(server.port());
        eve.greeted();
        flood(0, 200);
        eve.say("/quit");
        flood(200, 400);

        const Lines lines = eve.until_closed();

        ASSERT_FALSE(lines.empty());
        EXPECT_EQ(lines.back(), "* goodbye");
        int n = lines.size() > 1 ? number(lines.front()) : 0;
        for (std::size_t i = 0; i + 1 < lines.size(); ++i) ASSERT_EQ(number(lines[i]), n++) << lines[i];
    }
}

}  // namespace
}  // namespace confab::integration
