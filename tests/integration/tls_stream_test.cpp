// One encrypted connection over a pair of sockets, both ends on this thread.
#include "net/tls_stream.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <string>

#include "confab/net/tls_context.hpp"
#include "integration/support/tls.hpp"
#include "net/tls_tickets.hpp"

namespace confab::integration {
namespace {

using net::TlsStream;
using Accept = TlsStream::Accept;

class TlsPair {
  public:
    TlsPair(const net::TlsContext& context, const TlsWish& wish, int send_buffer = 0) {
        if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends.data()) != 0) {
            throw std::runtime_error("no socket pair");
        }
        if (send_buffer > 0) setsockopt(ends[0], SOL_SOCKET, SO_SNDBUF, &send_buffer, sizeof send_buffer);
        server = std::make_unique<TlsStream>(context.begin_with(), ends[0]);
        client = std::make_unique<TlsPeer>(ends[1], wish);
    }
    ~TlsPair() {
        close(ends[0]);
        close(ends[1]);
    }
    TlsPair(const TlsPair&) = delete;
    TlsPair& operator=(const TlsPair&) = delete;

    // As far as it goes; how it ended for the server.
    Accept shake_hands() {
        Accept state = Accept::wants_read;
        for (int i = 0; i < 1000; ++i) {
            const bool connected = client->connect();
            if (state != Accept::done) state = server->accept();
            if (state == Accept::failed) client->connect();
            if (state == Accept::failed || (state == Accept::done && connected)) break;
        }
        return state;
    }
    std::string client_reads() {
        std::string all;
        std::array<char, 4096> buffer;
        for (;;) {
            const ssize_t count = client->receive(buffer.data(), buffer.size());
            if (count <= 0) return all;
            all.append(buffer.data(), static_cast<std::size_t>(count));
        }
    }
    // What one call gives; `last` is its result.
    std::string server_reads(std::size_t size = 4096) {
        std::string text(size, '\0');
        last = server->receive(text);
        last_errno = errno;
        text.resize(static_cast<std::size_t>(std::max<ssize_t>(last, 0)));
        return text;
    }

    std::array<int, 2> ends{};
    std::unique_ptr<TlsStream> server;
    std::unique_ptr<TlsPeer> client;
    ssize_t last = 0;
    int last_errno = 0;
};

class TlsStreams : public testing::Test {
  protected:
    TlsPair pair(const TlsWish& wish = {}, int send_buffer = 0) { return {context, wish, send_buffer}; }
    // One whose handshake is done.
    std::unique_ptr<TlsPair> connected(const TlsWish& wish = {}, int send_buffer = 0) {
        auto both = std::make_unique<TlsPair>(context, wish, send_buffer);
        EXPECT_EQ(both->shake_hands(), Accept::done) << both->server->failure();
        return both;
    }

    TemporaryFolder folder;
    net::CertificateFiles files = make_certificate(folder, "chat.example.org");
    net::CertificateFiles other_files = make_certificate(folder, "other.example.org");
    net::TlsContext context{{files, other_files}};
};

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

TEST_F(TlsStreams, OlderVersionsAreRefusedAndTheClientIsTold) {
    for (const int version : {TLS1_VERSION, TLS1_1_VERSION}) {
        TlsPair both(context, {.version = version});

        EXPECT_EQ(both.shake_hands(), Accept::failed);
        EXPECT_EQ(both.client->failure(), "tlsv1 alert protocol version");
        EXPECT_EQ(both.server->failure(), "unsupported protocol");
    }
}

TEST_F(TlsStreams, SuitesWithoutAuthenticatedEncryptionAreRefused) {
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

TEST_F(TlsStreams, AnExchangeOfKeysThatIsSlowIsRefused) {
    for (const char* groups : {"ffdhe4096", "X448", "P-521"}) {
        TlsPair both(context, {.version = TLS1_3_VERSION, .groups = groups});
        EXPECT_EQ(both.shake_hands(), Accept::failed) << groups;
    }
    connected({.version = TLS1_3_VERSION, .groups = "P-384"});
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

TEST_F(TlsStreams, GarbageIsNoHandshake) {
    TlsPair both(context, {});
    const std::string garbage = "\x16\x03\x01 GET / HTTP/1.1";
    ASSERT_GT(::send(both.ends[1], garbage.data(), garbage.size(), 0), 0);
    ::shutdown(both.ends[1], SHUT_WR);

    EXPECT_EQ(both.server->accept(), Accept::failed);

    EXPECT_FALSE(both.server->failure().empty());
}

TEST_F(TlsStreams, HalfAHandshakeIsNone) {
    TlsPair both(context, {});
    both.client->connect();
    EXPECT_EQ(both.server->accept(), Accept::wants_read);
    ::shutdown(both.ends[1], SHUT_WR);

    EXPECT_EQ(both.server->accept(), Accept::failed);

    EXPECT_EQ(both.server->failure(), "the peer has gone");
}

// The first message says that it is 100,000 bytes long, and comes in records of 16,000.
TEST_F(TlsStreams, AHandshakeWithoutEndIsEnded) {
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

TEST_F(TlsStreams, TheCertificateIsThatOfTheNameTheClientAskedFor) {
    EXPECT_EQ(connected({.server_name = "other.example.org"})->client->certificate(), "other.example.org");
    EXPECT_EQ(connected({.server_name = "chat.example.org"})->client->certificate(), "chat.example.org");
    EXPECT_EQ(connected({.server_name = "nobody.example.org"})->client->certificate(), "chat.example.org");
    EXPECT_EQ(connected()->client->certificate(), "chat.example.org");
}

TEST_F(TlsStreams, WithoutKeysThereAreNoTickets) {
    const auto both = connected({.version = TLS1_2_VERSION});
    both->server->send("x");
    both->client_reads();

    EXPECT_FALSE(connected({.session = both->client->session()})->client->was_resumed());
}

// For two days at most, however often it is used.
TEST_F(TlsStreams, ATicketLeadsBackAndItsKeyIsForgotten) {
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

}  // namespace
}  // namespace confab::integration
