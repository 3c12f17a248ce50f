// The other end of an encrypted connection, and certificates to try it with.
#pragma once

#include <sys/types.h>

#include <memory>
#include <string>
#include <string_view>

#include "confab/net/tls_context.hpp"
#include "integration/support/server.hpp"

struct ssl_st;
struct ssl_ctx_st;
struct ssl_session_st;

namespace confab::integration {

// What a client asks for.
struct TlsWish {
    std::string server_name{};
    int version = 0;       // this one alone; 0: the newest
    std::string suites{};  // of TLS 1.2
    std::string groups{};  // of the exchange of keys
    std::shared_ptr<ssl_session_st> session{};
    net::CertificateFiles certificate{};  // which it shows; empty: none
};

// A client's side, over a connected socket, which may block or not.
class TlsPeer {
  public:
    TlsPeer(int fd, const TlsWish& wish);
    ~TlsPeer();
    TlsPeer(const TlsPeer&) = delete;
    TlsPeer& operator=(const TlsPeer&) = delete;

    // Waits for a blocking socket. Over another one: true once it is done, see wants_more().
    bool connect();
    bool wants_more() const { return wants_more_; }
    const std::string& failure() const { return failure_; }

    // As recv and send.
    ssize_t receive(char* to, std::size_t size);
    ssize_t send(std::string_view text);
    bool has_pending() const;
    // Over TCP: nothing is sent while it is on, so that several records come at once.
    void hold_back(bool on);
    // Tells the server that nothing comes any more.
    void end();
    // The server said so.
    bool was_ended() const;
    // New keys, and the server is asked for some too.
    bool renew_keys();
    bool renegotiate();

    std::string certificate() const;  // whose it is
    std::string version() const;
    std::string suite() const;
    bool was_resumed() const;
    std::shared_ptr<ssl_session_st> session() const;  // after the first text was received

  private:
    ssize_t failed(int result);

    std::unique_ptr<ssl_ctx_st, void (*)(ssl_ctx_st*)> context_;
    std::unique_ptr<ssl_st, void (*)(ssl_st*)> ssl_;
    std::string failure_;
    bool wants_more_ = false;
};

// Makes a certificate that signs itself, for a name, with its key. `days` may be below 0.
net::CertificateFiles make_certificate(const TemporaryFolder& folder, const std::string& name, int days = 30);

// A tls listener only, with that certificate.
net::ServerSettings tls_settings(const net::CertificateFiles& files, unsigned threads = 1);

}  // namespace confab::integration
