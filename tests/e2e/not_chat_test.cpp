#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "e2e/support/confabd.hpp"
#include "e2e/support/program.hpp"
#include "e2e/support/text.hpp"

namespace confab::e2e {
namespace {

using namespace std::literals;

// A TLS 1.2 record with a ClientHello in it, as openssl begins it.
const std::string tls_hello = "\x16\x03\x01\x00\xa5\x01\x00\x00\xa1\x03\x03"s + times(32, "\x5a") +
                              "\x00\x00\x02\x13\x01\x01\x00\n\r\n hi\n"s;

const std::vector<std::pair<std::string, std::string>> strangers{
    {"HTTP", "GET / HTTP/1.1\r\nHost: localhost\r\nUser-Agent: probe\r\n\r\n"},
    {"HTTP 1.0", "GET /health HTTP/1.0\r\n\r\n"},
    {"HTTP with LF alone", "GET / HTTP/1.1\nHost: localhost\n\n"},
    {"HEAD", "HEAD / HTTP/1.1\r\n\r\n"},
    {"POST", "POST /login HTTP/1.1\r\nContent-Length: 9\r\n\r\nuser=root"},
    {"OPTIONS", "OPTIONS * HTTP/1.1\r\n\r\n"},
    {"a proxy", "CONNECT example.com:443 HTTP/1.1\r\n\r\n"},
    {"TLS", tls_hello},
    {"IRC", "CAP LS 302\r\nPASS secret\r\nNICK ann\r\nUSER ann 0 * :Ann\r\n"},
    {"IRC with a password", "PASS secret\r\nNICK ann\r\nUSER ann 0 * :Ann\r\n"},
    {"irssi", "JOIN :\r\nCAP LS 302\r\n"},
    {"IRC with SASL", "AUTHENTICATE PLAIN\r\n"},
    {"SSH", "SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n"},
    {"old SSH", "SSH-1.99-Something\n"}};

class NotChat : public testing::Test {
  protected:
    // One `!` line after the greeting, and the end.
    static void expect_refusal(Client& client) {
        const std::vector<std::string> seen = client.until_closed();
        ASSERT_FALSE(seen.empty());
        for (const std::string& line : seen) {
            EXPECT_TRUE(line.starts_with(&line == &seen.back() ? "! " : "* ")) << join_lines(seen);
        }
    }

    void expect_nothing_said() {
        bob.say("quiet");
        bob.expect("bob: quiet");
    }

    Confabd daemon{std::vector<std::string>{"--history", "0"}};
    Client bob = daemon.client("bob");
};

TEST_F(NotChat, AStrangerGetsOneErrorLineAndIsClosed) {
    for (const auto& [name, hello] : strangers) {
        SCOPED_TRACE(name);
        Client client = daemon.connect();

        client.send(hello);

        expect_refusal(client);
        expect_nothing_said();
    }
}

TEST_F(NotChat, HoweverItsBytesAreSplit) {
    for (const auto& [name, hello] : strangers) {
        SCOPED_TRACE(name);
        Client client = daemon.connect();

        // The first line, or as much as a TLS record needs to show itself.
        for (const char byte : hello.substr(0, std::min<std::size_t>(hello.find('\n') + 1, 60))) {
            if (client.send_without_reading(std::string(1, byte)) == 0) break;
            client.wait_until_server_has_read();
        }

        expect_refusal(client);
        expect_nothing_said();
    }
}

TEST_F(NotChat, ItsFirstLineNeedsNoEndBeforeTheEndOfInput) {
    for (const std::string hello : {"GET / HTTP/1.1", "SSH-2.0-OpenSSH_9.2p1"}) {
        Client client = daemon.connect();

        client.send(hello);
        client.finish_sending();

        expect_refusal(client);
        expect_nothing_said();
    }
}

TEST_F(NotChat, ItIsLogged) {
    Client client = daemon.connect();
    const std::string name = client.guest_name();
    client.send("GET / HTTP/1.1\r\n\r\n");
    client.until_closed();

    const auto says_why = [&name](const std::string& line) {
        return contains(line, name) && has_match(line, "HTTP|http|chat");
    };
    daemon.log().wait_for(says_why, "the reason and " + name);
}

TEST_F(NotChat, ALineThatOnlyBeginsLikeItIsALine) {
    for (const std::string line :
         {"GET well soon", "GET / the door", "POST it on the wall", "SSH is down again", "SSH-keys are due",
          "HTTP/1.1 is old", "HEAD over heels", "get / http/1.1"}) {
        SCOPED_TRACE(line);
        Client client = daemon.connect();
        const std::string name = client.guest_name();

        client.say(line);

        bob.expect(name + ": " + line);
    }
}

TEST_F(NotChat, AfterTheVeryFirstBytesItIsAnOrdinaryLine) {
    for (const std::string line : {"GET / HTTP/1.1", "SSH-2.0-OpenSSH_9.2p1"}) {
        Client client = daemon.connect();
        const std::string name = client.guest_name();

        client.say("hello");
        client.say(line);

        bob.expect(name + ": hello");
        bob.expect(name + ": " + line);
    }
}

TEST_F(NotChat, MakesNoJoinOrLeaveLines) {
    Confabd prompt({"--announce-after", "2"});
    Client alice = prompt.client("alice");
    for (const auto& [name, hello] : strangers) {
        Client client = prompt.connect();
        client.send(hello);
        client.until_closed();
    }

    alice.say("quiet");

    for (const std::string& line : alice.until_line("alice: quiet"))
        EXPECT_FALSE(contains(line, "guest")) << line;
}

TEST_F(NotChat, RealProbesAreToldToo) {
    const std::string url = "http://127.0.0.1:" + daemon.port() + "/";
    if (installed("curl")) run_with_input({"curl", "--silent", "--max-time", "5", url}, "");
    if (installed("openssl")) {
        run_with_input({"openssl", "s_client", "-connect", "127.0.0.1:" + daemon.port()}, "");
    }
    if (installed("ssh-keyscan"))
        run_with_input({"ssh-keyscan", "-T", "5", "-p", daemon.port(), "127.0.0.1"}, "");

    expect_nothing_said();
}

TEST_F(NotChat, ThroughNetcatTheReasonIsSeen) {
    const std::string seen =
        run_with_input({"nc", "127.0.0.1", daemon.port()}, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");

    EXPECT_TRUE(split_lines(seen).back().starts_with("! ")) << seen;
}

}  // namespace
}  // namespace confab::e2e
