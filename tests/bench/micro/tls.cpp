// What encryption costs a delivery: a turn sent to a connection through TlsStream, against a floor in C:
// AES-GCM of OpenSSL over the same bytes, and send() of the same record.
#include <benchmark/benchmark.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "confab/net/tls_context.hpp"
#include "cost.hpp"
#include "net/tls_stream.hpp"

namespace confab::micro {
namespace {

constexpr int sends_a_drain = 32;

// A TCP connection over loopback; the first end is the server's.
struct Link {
    Link() {
        const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in here{};
        here.sin_family = AF_INET;
        here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof here;
        auto* const address = reinterpret_cast<sockaddr*>(&here);
        ends[1] = ::socket(AF_INET, SOCK_STREAM, 0);
        if (::bind(listener, address, size) != 0 || ::listen(listener, 1) != 0 ||
            ::getsockname(listener, address, &size) != 0 || ::connect(ends[1], address, size) != 0) {
            throw std::runtime_error("no connection");
        }
        ends[0] = ::accept4(listener, nullptr, nullptr, SOCK_NONBLOCK);
        ::close(listener);
        const int on = 1;
        ::setsockopt(ends[0], IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    }
    ~Link() {
        ::close(ends[0]);
        ::close(ends[1]);
    }
    Link(const Link&) = delete;
    Link& operator=(const Link&) = delete;
    void drain() const {
        while (::recv(ends[1], nullptr, 1 << 20, MSG_TRUNC | MSG_DONTWAIT) > 0) {
        }
    }

    std::array<int, 2> ends{};
};

const net::TlsContext& context() {
    static const std::unique_ptr<net::TlsContext> made = [] {
        std::string folder = "/tmp/confab-bench-XXXXXX";
        if (::mkdtemp(folder.data()) == nullptr) throw std::runtime_error("no temporary directory");
        const std::string key = folder + "/key";
        const std::string certificate = folder + "/cert";
        const std::string command =
            "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 5 -subj "
            "/CN=bench -keyout " +
            key + " -out " + certificate + " 2>/dev/null";
        if (std::system(command.c_str()) != 0) throw std::runtime_error("openssl cannot make a certificate");
        return std::make_unique<net::TlsContext>(std::vector<net::CertificateFiles>{{certificate, key}});
    }();
    return *made;
}

// The client's end only makes the handshake; what comes later is thrown away.
struct Encrypted {
    Encrypted() : client(SSL_new(client_context())), server(context().begin_with(), link.ends[0]) {
        SSL_set_fd(client, link.ends[1]);
        SSL_set_connect_state(client);
        timeval moment{0, 1000};
        ::setsockopt(link.ends[1], SOL_SOCKET, SO_RCVTIMEO, &moment, sizeof moment);
        while (server.accept() != net::TlsStream::Accept::done) SSL_do_handshake(client);
    }
    ~Encrypted() { SSL_free(client); }
    static SSL_CTX* client_context() {
        static SSL_CTX* const made = SSL_CTX_new(TLS_client_method());
        return made;
    }

    Link link;
    SSL* client;
    net::TlsStream server;
};

void tls_stream(benchmark::State& state) {
    Encrypted encrypted;
    const std::string text(static_cast<std::size_t>(state.range(0)), 'x');
    int sent = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(encrypted.server.send(text));
        if (++sent % sends_a_drain != 0) continue;
        state.PauseTiming();
        encrypted.link.drain();
        state.ResumeTiming();
    }
}

void tls_floor(benchmark::State& state) {
    Link link;
    const std::string text(static_cast<std::size_t>(state.range(0)) + 1, 'x');  // with the kind of the record
    std::array<unsigned char, 5> header{};
    std::array<unsigned char, 32> key{};
    std::array<unsigned char, 12> nonce{};
    std::string record(5 + text.size() + 16, '\0');
    auto* const out = reinterpret_cast<unsigned char*>(record.data());
    EVP_CIPHER_CTX* cipher = EVP_CIPHER_CTX_new();
    EVP_EncryptInit_ex(cipher, EVP_aes_256_gcm(), nullptr, key.data(), nonce.data());
    int sent = 0;
    for (auto _ : state) {
        int size = 0;
        ++nonce[11];
        EVP_EncryptInit_ex(cipher, nullptr, nullptr, nullptr, nonce.data());
        EVP_EncryptUpdate(cipher, nullptr, &size, header.data(), 5);
        EVP_EncryptUpdate(cipher, out + 5, &size, reinterpret_cast<const unsigned char*>(text.data()),
                          static_cast<int>(text.size()));
        EVP_EncryptFinal_ex(cipher, out + 5 + size, &size);
        EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_GCM_GET_TAG, 16, out + 5 + text.size());
        benchmark::DoNotOptimize(
            ::send(link.ends[0], record.data(), record.size(), MSG_DONTWAIT | MSG_NOSIGNAL));
        if (++sent % sends_a_drain != 0) continue;
        state.PauseTiming();
        link.drain();
        state.ResumeTiming();
    }
    EVP_CIPHER_CTX_free(cipher);
}

// The same without encryption.
void tls_plain(benchmark::State& state) {
    Link link;
    const std::string text(static_cast<std::size_t>(state.range(0)), 'x');
    int sent = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(::send(link.ends[0], text.data(), text.size(), MSG_DONTWAIT | MSG_NOSIGNAL));
        if (++sent % sends_a_drain != 0) continue;
        state.PauseTiming();
        link.drain();
        state.ResumeTiming();
    }
}

BENCHMARK(tls_stream)->Arg(60)->Arg(1000)->Arg(10000);
BENCHMARK(tls_floor)->Arg(60)->Arg(1000)->Arg(10000);
BENCHMARK(tls_plain)->Arg(60)->Arg(1000)->Arg(10000);

}  // namespace
}  // namespace confab::micro
