// Programs that say something over HTTP.
#include <gtest/gtest.h>

#include <string>

#include "e2e/support/lasting.hpp"
#include "e2e/support/text.hpp"

namespace confab::e2e {
namespace {

class Webhooks : public testing::Test {
  protected:
    Webhooks() {
        Client ann = daemon.registered("ann");
        ann.answer("/join deploys");
        ann.answer("/room own");
        for (const std::string& told : ann.answer("/token add ci")) {
            if (contains(told, "shown only this once")) token = told.substr(told.rfind(' ') + 1);
        }
        daemon.wait_until_state_has("room WHERE rules LIKE '%digest%'");
    }
    // The status line of the response.
    std::string post(const std::string& body, const std::string& with, const std::string& room = "deploys") {
        const std::string line = daemon->log().wait_for("webhooks at http://127.0.0.1:");
        const std::size_t port = line.find("127.0.0.1:") + 10;
        Client client(Address{"127.0.0.1", static_cast<std::uint16_t>(std::stoi(line.substr(port)))});
        client.send("POST /rooms/" + room +
                    " HTTP/1.1\r\nHost: here\r\nConnection: close\r\nAuthorization: Bearer " + with +
                    "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
        return client.until_closed().front();
    }

    Lasting daemon{{"--listen", "tcp://127.0.0.1:0", "--listen", "http://:0", "--flood-rate", "0.1",
                    "--flood-burst", "40"}};
    std::string token;
};

TEST_F(Webhooks, SayIt) {
    Client bob = daemon->client("bob");
    bob.answer("/join deploys");

    EXPECT_EQ(post("build 1.4.2 is live\n", token), "HTTP/1.1 200 OK\r");
    bob.expect("#deploys ci: build 1.4.2 is live");
    EXPECT_EQ(post("x", "wrong"), "HTTP/1.1 401 Unauthorized\r");
    EXPECT_EQ(post("x", token, "lobby"), "HTTP/1.1 401 Unauthorized\r");
    EXPECT_EQ(post(" \n\x1b[31m\n", token), "HTTP/1.1 422 Unprocessable Content\r");
    EXPECT_EQ(post("\x1b[31mred\xff", token), "HTTP/1.1 200 OK\r");
    bob.expect("#deploys ci: red\xEF\xBF\xBD");
}

TEST_F(Webhooks, StillMayAfterARestart) {
    daemon.restart();
    Client bob = daemon->client("bob");
    bob.answer("/join deploys");

    post("again", token);

    bob.expect("#deploys ci: again");
}

TEST_F(Webhooks, AreAsFastAsAPersonAtMost) {
    for (int i = 0; i < 40; ++i) ASSERT_EQ(post(std::to_string(i), token), "HTTP/1.1 200 OK\r");

    EXPECT_EQ(post("one more", token), "HTTP/1.1 429 Too Many Requests\r");
}

TEST_F(Webhooks, TheTokenIsNowhereInTheLogOrOnDisk) {
    post("x", token);

    EXPECT_FALSE(contains(daemon->log().text(), token));
}

}  // namespace
}  // namespace confab::e2e
