// One encrypted connection over a pair of sockets, both ends on this thread.
#pragma once

#include <fcntl.h>
#include <gtest/gtest.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>
#include <stdexcept>
#include <string>

#include "confab/net/tls_context.hpp"
#include "integration/support/tls.hpp"
#include "net/tls_stream.hpp"

namespace confab::integration {

using Accept = net::TlsStream::Accept;

class TlsPair {
  public:
    TlsPair(const net::TlsContext& context, const TlsWish& wish, int send_buffer = 0) {
        if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends.data()) != 0) {
            throw std::runtime_error("no socket pair");
        }
        if (send_buffer > 0) setsockopt(ends[0], SOL_SOCKET, SO_SNDBUF, &send_buffer, sizeof send_buffer);
        server = std::make_unique<net::TlsStream>(context.begin_with(), ends[0]);
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
    std::unique_ptr<net::TlsStream> server;
    std::unique_ptr<TlsPeer> client;
    ssize_t last = 0;
    int last_errno = 0;
};

class WithTlsPair : public testing::Test {
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

}  // namespace confab::integration
