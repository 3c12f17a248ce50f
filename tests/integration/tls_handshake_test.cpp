// How an encrypted connection begins: versions, suites, names, tickets, and what is no handshake.
#include "integration/support/tls_pair.hpp"
#include "net/tls_tickets.hpp"

namespace confab::integration {
namespace {

using TlsHandshake = WithTlsPair;

TEST_F(TlsHandshake, OlderVersionsAreRefusedAndTheClientIsTold) {
    for (const int version : {TLS1_VERSION, TLS1_1_VERSION}) {
        TlsPair both(context, {.version = version});

        EXPECT_EQ(both.shake_hands(), Accept::failed);
        EXPECT_EQ(both.client->failure(), "tlsv1 alert protocol version");
        EXPECT_EQ(both.server->failure(), "unsupported protocol");
    }
}

TEST_F(TlsHandshake, SuitesWithoutAuthenticatedEncryptionAreRefused) {
    for (const char* suites :
         {"ECDHE-ECDSA-AES128-SHA", "ECDHE-ECDSA-AES128-SHA256", "ECDHE-ECDSA-AES256-CCM8"}) {
        TlsPair both(context, {.version = TLS1_2_VERSION, .suites = suites});

        EXPECT_EQ(both.shake_hands(), Accept::failed) << suites;
        EXPECT_EQ(both.server->failure(), "no shared cipher");
    }
    for (const char* suites : {"ECDHE-ECDSA-AES128-GCM-SHA256", "ECDHE-ECDSA-CHACHA20-POLY1305"}) {
        const auto both = connected({.version = TLS1_2_VERSION, .suites = suites});
        EXPECT_EQ(both->client->suite(), suites);
    }
}

TEST_F(TlsHandshake, AnExchangeOfKeysThatIsSlowIsRefused) {
    for (const char* groups : {"ffdhe4096", "X448", "P-521"}) {
        TlsPair both(context, {.version = TLS1_3_VERSION, .groups = groups});
        EXPECT_EQ(both.shake_hands(), Accept::failed) << groups;
    }
    connected({.version = TLS1_3_VERSION, .groups = "P-384"});
}

TEST_F(TlsHandshake, GarbageIsNoHandshake) {
    TlsPair both(context, {});
    const std::string garbage = "\x16\x03\x01 GET / HTTP/1.1";
    ASSERT_GT(::send(both.ends[1], garbage.data(), garbage.size(), 0), 0);
    ::shutdown(both.ends[1], SHUT_WR);

    EXPECT_EQ(both.server->accept(), Accept::failed);

    EXPECT_FALSE(both.server->failure().empty());
}

TEST_F(TlsHandshake, HalfAHandshakeIsNone) {
    TlsPair both(context, {});
    both.client->connect();
    EXPECT_EQ(both.server->accept(), Accept::wants_read);
    ::shutdown(both.ends[1], SHUT_WR);

    EXPECT_EQ(both.server->accept(), Accept::failed);

    EXPECT_EQ(both.server->failure(), "the peer has gone");
}

// The first message says that it is 100,000 bytes long, and comes in records of 16,000.
TEST_F(TlsHandshake, AHandshakeWithoutEndIsEnded) {
    TlsPair both(context, {});
    std::string record("\x16\x03\x01\x3e\x80\x01\x01\x86\xa0\x03\x03", 11);
    record.resize(5 + 16000, 'x');
    std::string next("\x16\x03\x01\x3e\x80", 5);
    next.resize(5 + 16000, 'x');

    Accept state = Accept::wants_read;
    std::size_t sent = 0;
    for (int i = 0; i < 10 && state == Accept::wants_read; ++i) {
        const std::string& bytes = i == 0 ? record : next;
        ASSERT_EQ(::send(both.ends[1], bytes.data(), bytes.size(), 0), static_cast<ssize_t>(bytes.size()));
        sent += bytes.size();
        state = both.server->accept();
    }

    EXPECT_EQ(state, Accept::failed);
    EXPECT_EQ(both.server->failure(), "it is too long");
    EXPECT_LT(sent, 64U * 1024);
}

TEST_F(TlsHandshake, TheCertificateIsThatOfTheNameTheClientAskedFor) {
    EXPECT_EQ(connected({.server_name = "other.example.org"})->client->certificate(), "other.example.org");
    EXPECT_EQ(connected({.server_name = "chat.example.org"})->client->certificate(), "chat.example.org");
    EXPECT_EQ(connected({.server_name = "nobody.example.org"})->client->certificate(), "chat.example.org");
    EXPECT_EQ(connected()->client->certificate(), "chat.example.org");
}

TEST_F(TlsHandshake, WithoutKeysThereAreNoTickets) {
    const auto both = connected({.version = TLS1_2_VERSION});
    both->server->send("x");
    both->client_reads();

    EXPECT_FALSE(connected({.session = both->client->session()})->client->was_resumed());
}

// For two days at most, however often it is used.
TEST_F(TlsHandshake, ATicketLeadsBackAndItsKeyIsForgotten) {
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        net::TicketKeys keys;
        context.use_tickets(keys);
        const TlsWish wish{.server_name = "other.example.org", .version = version};
        const auto first = connected(wish);
        first->server->send("x");
        first->client_reads();
        TlsWish again = wish;
        again.session = first->client->session();
        const auto now = std::chrono::time_point_cast<Milliseconds>(std::chrono::steady_clock::now());

        EXPECT_TRUE(connected(again)->client->was_resumed());
        keys.rotate(now + std::chrono::hours(25));
        EXPECT_TRUE(connected(again)->client->was_resumed());
        keys.rotate(now + std::chrono::hours(50));
        EXPECT_FALSE(connected(again)->client->was_resumed());
    }
}

TEST_F(TlsHandshake, ACertificateOfTheClientIsKnownByItsFingerprint) {
    const net::CertificateFiles mine = make_certificate(folder, "ann");
    const std::string fingerprint = net::TlsContext({mine}).certificates()[0].fingerprint;
    ASSERT_EQ(fingerprint.size(), 64U);
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        net::TicketKeys keys;
        context.use_tickets(keys);
        TlsWish wish{.version = version, .certificate = mine};
        const auto first = connected(wish);
        first->server->send("x");
        first->client_reads();
        wish.session = first->client->session();
        const auto again = connected(wish);

        EXPECT_EQ(first->server->certificate(), fingerprint);
        EXPECT_TRUE(again->client->was_resumed());
        EXPECT_EQ(again->server->certificate(), fingerprint);
        EXPECT_EQ(connected({.version = version})->server->certificate(), "");
    }
}

}  // namespace
}  // namespace confab::integration
