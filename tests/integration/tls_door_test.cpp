// Coming in by an encrypted listener, being refused there, and its certificates.
#include <chrono>

#include "integration/support/tls_server.hpp"

namespace confab::integration {
namespace {

using Lines = std::vector<std::string>;
using TlsDoor = WithTlsServer;

INSTANTIATE_TEST_SUITE_P(Threads, TlsDoor, testing::Values(1U, 3U));

TEST_P(TlsDoor, AClientThatDoesNotEncryptIsToldAtOnce) {
    RunningServer server(settings());
    Client plain(server.port(0));

    plain.say("hello");

    EXPECT_EQ(plain.until_closed(),
              Lines{"! this port is encrypted: connect with ncat --ssl, or with openssl "
                    "s_client -quiet -connect HOST:PORT"});
}

TEST_P(TlsDoor, AClientThatSaysNothingIsToldWhenItsTimeIsOver) {
    net::ServerSettings wanted = settings();
    wanted.limits.handshakes.time = std::chrono::milliseconds(200);
    RunningServer server(wanted);
    Client plain(server.port(0));

    EXPECT_TRUE(plain.line().starts_with("! this port is encrypted"));
}

TEST_P(TlsDoor, AFullServerSaysSoThroughTheEncryption) {
    net::ServerSettings wanted = settings();
    wanted.limits.max_clients = 1;
    RunningServer server(wanted);
    Client ann(server.port(0), encrypted);
    ann.greeted();

    Client next(server.port(0), encrypted);

    EXPECT_EQ(next.until_closed(), Lines{"! the server is full (1 clients), try again later"});
    EXPECT_TRUE(next.tls().was_ended());
}

// Strangers who connect and say nothing take neither a client's place nor anybody's time.
TEST_P(TlsDoor, SilentHandshakesHoldNobodyUp) {
    net::ServerSettings wanted = settings();
    wanted.limits.max_clients = 3;
    wanted.limits.handshakes = {20, std::chrono::milliseconds(1000)};
    RunningServer server(wanted);
    Client ann(server.port(1));
    ann.called("ann");
    std::vector<Client> silent;
    for (int i = 0; i < 200; ++i) silent.emplace_back(server.port(0));
    const auto start = std::chrono::steady_clock::now();

    Client bob(server.port(1));
    bob.called("bob");
    ann.say("hello");
    ann.until("ann: hello");

    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::milliseconds(900));
    for (Client& each : silent)
        each.next_line();  // each of them is told something, at the deadline at the latest
    Client carl(server.port(0), encrypted);
    carl.greeted();
}

TEST_P(TlsDoor, ManyThatAreRefusedAtTheSameTimeAreToldAtOnce) {
    net::ServerSettings wanted = settings();
    wanted.limits.max_clients = 1;
    wanted.limits.max_refusals = 64;
    RunningServer server(wanted);
    Client ann(server.port(0), encrypted);
    ann.greeted();
    std::vector<Client> refused;
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < 500; ++i) refused.emplace_back(server.port(1));

    for (Client& each : refused) ASSERT_TRUE(each.line().starts_with("! the server is full"));

    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
    ann.say("still here");
    ann.until("guest1: still here");
}

TEST_P(TlsDoor, AReloadGivesNewOnesTheNewCertificateAndLeavesTheOthersAlone) {
    net::ServerSettings wanted = settings();
    RunningServer server(wanted);
    Client ann(server.port(0), encrypted);
    ann.called("ann");
    wanted.tls = std::make_shared<net::TlsContext>(std::vector{make_certificate(folder, "new.example.org")});

    ASSERT_TRUE(server.reload(wanted));

    Client bob(server.port(0), encrypted);
    bob.called("bob");
    EXPECT_EQ(ann.tls().certificate(), "chat.example.org");
    EXPECT_EQ(bob.tls().certificate(), "new.example.org");
    bob.say("hello");
    ann.until("bob: hello");
}

TEST_P(TlsDoor, AClientComesBackWithItsTicketAfterAReloadToo) {
    net::ServerSettings wanted = settings();
    RunningServer server(wanted);
    TlsWish again;
    {
        Client ann(server.port(0), encrypted);
        ann.greeted();
        again.session = ann.tls().session();
    }
    wanted.tls = std::make_shared<net::TlsContext>(std::vector{files});
    ASSERT_TRUE(server.reload(wanted));

    Client ann(server.port(0), again);

    ann.greeted();
    EXPECT_TRUE(ann.tls().was_resumed());
}

}  // namespace
}  // namespace confab::integration
