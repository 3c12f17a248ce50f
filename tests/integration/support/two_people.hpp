// Alice at a terminal, and Bob with lines, who sees what comes of it.
#pragma once

#include <gtest/gtest.h>

#include "client.hpp"
#include "server.hpp"
#include "terminal_client.hpp"

namespace confab::integration {

class TwoPeople {
  public:
    explicit TwoPeople(const net::ServerSettings& settings, unsigned columns = 100, unsigned rows = 24)
        : server(settings),
          bob(server.port()),
          alice(server.port(1), {.user = "alice", .columns = columns, .rows = rows}) {
        bob.called("bob");
        alice.wait_for_input("alice>");
        alice.settle();
        bob.so_far();
    }

    // Alice has seen all that bob said, whatever is half-typed.
    void see_all_of_bob() {
        const std::string mark = std::string("mark ").append(std::to_string(++marks_));
        bob.say(mark);
        alice.wait_for(mark);
        bob.until(std::string("bob: ").append(mark));
    }

    RunningServer server;
    Client bob;
    TerminalClient alice;

  private:
    int marks_ = 0;
};

// Runs each test with one thread and with several.
class TwoPeopleTest : public testing::TestWithParam<unsigned> {
  protected:
    net::ServerSettings settings() const { return telnet_settings(GetParam()); }
};

}  // namespace confab::integration
