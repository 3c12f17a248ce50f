// A client that is gone for good is gone at once, whatever the flood limit still holds back; a client that
// only sends no more is served to the end, for a while.
#include <gtest/gtest.h>

#include <chrono>
#include <stdexcept>

#include "integration/support/client.hpp"
#include "integration/support/server.hpp"
#include "integration/support/terminal_client.hpp"

namespace confab::integration {
namespace {

using Seen = std::vector<std::string>;

std::string numbers(int count) {
    std::string all;
    for (int n = 0; n < count; ++n) all += std::to_string(n) + "\n";
    return all;
}

class Gone : public testing::TestWithParam<unsigned> {
  protected:
    // Two lines at once, and none more for as long as a test lasts.
    static net::ServerSettings held_back() {
        net::ServerSettings settings = telnet_settings(GetParam());
        settings.limits.flood = {0.001, 3};
        settings.chat.announce_after = Milliseconds{0};
        return settings;
    }
};

INSTANTIATE_TEST_SUITE_P(Threads, Gone, testing::Values(1U, 3U));

TEST_P(Gone, AResetIsNoticedThoughTheFloodLimitHoldsLinesBack) {
    RunningServer server(held_back());
    Client bob(server.port());
    bob.greeted();
    Client ann(server.port());
    ann.called("ann");

    ann.send(numbers(4000));
    ann.until("! slow down");
    ann.reset();

    EXPECT_EQ(bob.until("* ann left #lobby (connection lost)"),
              (Seen{"* guest2 joined #lobby", "* guest2 is now called ann", "ann: 0", "ann: 1"}));
}

// What lies in the kernel's buffers is not read first.
TEST_P(Gone, AResetIsNoticedBehindMoreThanIsEverReadAhead) {
    RunningServer server(held_back());
    Client bob(server.port());
    bob.greeted();
    Client ann(server.port());
    ann.called("ann");

    ann.send(numbers(40000));
    ann.until("! slow down");
    ann.reset();

    bob.until("* ann left #lobby (connection lost)");
}

TEST_P(Gone, AResetAfterUrgentDataIsNoticed) {
    RunningServer server(held_back());
    Client bob(server.port());
    bob.greeted();
    Client ann(server.port());
    ann.called("ann");

    ann.send(numbers(40));
    ann.until("! slow down");
    ann.send_urgent('\xf2');
    ann.reset();

    bob.until("* ann left #lobby (connection lost)");
}

TEST_P(Gone, AResetOfATerminalIsNoticedThoughItsLinesAreHeldBack) {
    RunningServer server(held_back());
    Client bob(server.port());
    bob.greeted();
    Client ann(server.port(1));

    ann.send("\xff\xfd\x01\xff\xfd\x03one\rtwo\rthree\rfour\rfive\r");
    while (ann.line().find("slow down") == std::string::npos) continue;
    ann.reset();

    bob.until("* guest2 left #lobby (connection lost)");
}

TEST_P(Gone, AUnixSocketThatIsClosedIsNoticedToo) {
    TemporaryFolder folder;
    net::ServerSettings settings = held_back();
    settings.listen.push_back(ops::parse_listen_url("unix://" + folder.file("confab.sock")));
    RunningServer server(settings);
    Client bob(server.port());
    bob.greeted();
    {
        Client ann(folder.file("confab.sock"));
        ann.called("ann");
        ann.send(numbers(4000));
        ann.until("! slow down");
    }

    bob.until("* ann left #lobby (connection lost)");
}

TEST_P(Gone, WhoSendsNoMoreIsServedToTheEnd) {
    net::ServerSettings settings = held_back();
    settings.limits.flood = {200, 3};
    RunningServer server(settings);
    Client ann(server.port());
    ann.greeted();

    ann.send(numbers(60));
    ann.finish_sending();

    Seen lines = ann.until_closed();
    std::erase_if(lines, [](const std::string& line) { return line.starts_with("! slow down"); });
    EXPECT_EQ(lines.size(), 60U);
}

TEST_P(Gone, WhatIsLeftOfAnEndedInputIsDroppedAfterAWhileAndSaid) {
    net::ServerSettings settings = held_back();
    settings.limits.eof_grace = Milliseconds{1000};
    RunningServer server(settings);
    Client ann(server.port());
    ann.greeted();

    ann.send(numbers(60));
    ann.finish_sending();

    const Seen lines = ann.until_closed();
    ASSERT_EQ(lines.size(), 5U);
    EXPECT_EQ(lines.back(), "! the rest of what you sent was not handled: your input ended 1 second ago");
}

// The end of input is noticed where it is, not where it has been read.
TEST_P(Gone, TheTimeForWhatIsLeftBeginsWhenTheInputEnds) {
    net::ServerSettings settings = held_back();
    settings.limits.eof_grace = Milliseconds{1000};
    RunningServer server(settings);
    Client ann(server.port());
    ann.greeted();

    ann.send(numbers(20000));
    ann.finish_sending();

    EXPECT_EQ(ann.until_closed().back(),
              "! the rest of what you sent was not handled: your input ended 1 second ago");
}

TEST_P(Gone, WhoIsRefusedAndGoesOnSendingIsClosedAndTheNextIsTold) {
    net::ServerSettings settings = quiet_settings(GetParam());
    settings.limits.max_clients = 1;
    RunningServer server(settings);
    Client only(server.port());
    only.greeted();
    std::vector<Client> refused;
    for (int i = 0; i < 8; ++i) refused.emplace_back(server.port());
    for (Client& client : refused) EXPECT_TRUE(client.line().starts_with("! the server is full"));
    const std::string block(65536, 'x');

    for (Client& client : refused) {
        EXPECT_THROW(for (int i = 0; i < 10000; ++i) client.send(block), std::runtime_error);
    }

    Client next(server.port());
    EXPECT_TRUE(next.line().starts_with("! the server is full"));
}

TEST_P(Gone, WhoHasQuitAndGoesOnSendingIsClosed) {
    RunningServer server(quiet_settings(GetParam()));
    Client ann(server.port());
    ann.greeted();
    ann.say("/quit");
    ann.until("* goodbye");
    const std::string block(65536, 'x');

    EXPECT_THROW(for (int i = 0; i < 10000; ++i) ann.send(block), std::runtime_error);
}

}  // namespace
}  // namespace confab::integration
