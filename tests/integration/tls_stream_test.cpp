// What goes over one encrypted connection, and how it ends.
#include "integration/support/tls_pair.hpp"

namespace confab::integration {
namespace {

using TlsStreams = WithTlsPair;

TEST_F(TlsStreams, TextGoesBothWaysWithTheVersionsThatAreSafe) {
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        const auto both = connected({.version = version});

        EXPECT_EQ(both->server->send("from the server\n"), 16);
        EXPECT_EQ(both->client->send("from the client\n"), 16);

        EXPECT_EQ(both->client_reads(), "from the server\n");
        EXPECT_EQ(both->server_reads(), "from the client\n");
        both->server_reads();
        EXPECT_EQ(both->last, -1);
        EXPECT_EQ(both->last_errno, EAGAIN);
    }
}

// The kernel takes a little at a time, and the client reads less.
TEST_F(TlsStreams, ShortWritesLoseNothing) {
    const auto both = connected({}, 4096);
    std::string text;
    for (int i = 0; text.size() < 1'000'000; ++i) text += std::to_string(i) + " ";
    std::string got;
    std::size_t taken = 0;
    std::size_t rests = 0;

    for (int turn = 0; got.size() < text.size(); ++turn) {
        ASSERT_LT(turn, 100'000) << "after " << got.size() << " bytes";
        const std::string_view left = std::string_view(text).substr(taken);
        const std::array pieces{left.substr(0, left.size() / 3), left.substr(left.size() / 3)};
        const ssize_t sent = left.empty() ? both->server->flush() : both->server->send(pieces);
        if (sent < 0) ASSERT_EQ(errno, EAGAIN);
        if (!left.empty()) taken += static_cast<std::size_t>(std::max<ssize_t>(sent, 0));
        rests += both->server->has_rest() ? 1U : 0U;
        ASSERT_LE(both->server->pinned(), 64U * 1024);
        got += both->client_reads();
    }

    EXPECT_EQ(got, text);
    EXPECT_GT(rests, 10U);
    EXPECT_FALSE(both->server->has_rest());
    EXPECT_EQ(both->server->pinned(), 0U);
}

TEST_F(TlsStreams, WhatFitsIsOneRecord) {
    const auto both = connected();
    const std::array<std::string_view, 3> pieces{"one ", "two ", "three"};
    std::array<char, 4096> buffer;

    EXPECT_EQ(both->server->send(pieces), 13);

    const ssize_t count = ::recv(both->ends[1], buffer.data(), buffer.size(), MSG_PEEK);
    EXPECT_EQ(count, 5 + 13 + 1 + 16);  // header, text, kind, tag
    EXPECT_EQ(both->client_reads(), "one two three");
}

// The socket is silent then, and the reader must know that there is more.
TEST_F(TlsStreams, WhatIsDecryptedAlreadyIsKnown) {
    const auto both = connected();
    ASSERT_EQ(both->client->send(std::string(3000, 'x')), 3000);
    ASSERT_EQ(both->client->send(std::string(2000, 'y')), 2000);

    std::string all;
    do {
        all += both->server_reads(1000);
        ASSERT_EQ(both->last, 1000);
    } while (both->server->may_have_more());

    EXPECT_EQ(all, std::string(3000, 'x') + std::string(2000, 'y'));
}

TEST_F(TlsStreams, TheEndIsToldAndTheOtherSideMayStillSend) {
    const auto both = connected();

    both->server->send("bye\n");
    both->server->end();
    both->server->end();

    EXPECT_EQ(both->client_reads(), "bye\n");
    EXPECT_TRUE(both->client->was_ended());
    EXPECT_EQ(both->client->send("me too\n"), 7);
    both->client->end();
    EXPECT_EQ(both->server_reads(), "me too\n");
    both->server_reads();
    EXPECT_EQ(both->last, 0);
}

TEST_F(TlsStreams, APeerThatGoesWithoutAWordHasEndedItsInput) {
    const auto both = connected();
    both->client->send("last\n");
    ::shutdown(both->ends[1], SHUT_WR);

    EXPECT_EQ(both->server_reads(), "last\n");
    both->server_reads();

    EXPECT_EQ(both->last, 0);
    EXPECT_EQ(both->server->send("still here\n"), 11);
}

TEST_F(TlsStreams, GarbageBreaksTheConnectionForGood) {
    const auto both = connected();
    const std::string garbage(100, '!');
    ASSERT_EQ(::send(both->ends[1], garbage.data(), garbage.size(), 0), 100);

    for (int i = 0; i < 2; ++i) {
        both->server_reads();
        EXPECT_EQ(both->last, -1);
        EXPECT_EQ(both->last_errno, ECONNRESET);
    }

    EXPECT_EQ(both->server->send("x"), -1);
    EXPECT_EQ(errno, EPIPE);
}

TEST_F(TlsStreams, NewKeysAreFineAndAFloodOfThemIsNot) {
    const auto both = connected({.version = TLS1_3_VERSION});
    for (int i = 0; i < 20; ++i) {
        ASSERT_TRUE(both->client->renew_keys());
        both->client->send("x");
        std::string got;
        while (got.empty()) got = both->server_reads();
        ASSERT_EQ(got, "x");
    }
    both->server->send("y");
    EXPECT_EQ(both->client_reads(), "y");

    for (int i = 0; i < 40; ++i) {
        both->client->renew_keys();
        both->server_reads();
    }

    EXPECT_EQ(both->last, -1);
    EXPECT_EQ(both->last_errno, ECONNRESET);
}

TEST_F(TlsStreams, NobodyNegotiatesAgain) {
    const auto both = connected({.version = TLS1_2_VERSION});

    both->client->renegotiate();
    both->server_reads();
    both->client->connect();

    EXPECT_EQ(both->client->failure(), "no renegotiation");
}

}  // namespace
}  // namespace confab::integration
