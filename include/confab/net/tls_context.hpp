// What all encrypted connections have in common: certificates, versions, suites, the keys of their tickets.
#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "confab/base/time.hpp"

struct ssl_ctx_st;

namespace confab::net {

class TicketKeys;

// A certificate, followed by those that lead to its root, and its key: files in PEM.
struct CertificateFiles {
    std::string certificate;
    std::string key;
};

struct CertificateStatus {
    std::string file;
    WallTime ends{};
    std::string fingerprint{};  // SHA-256, in hexadecimal
};

// One line that names the file, and says what is wrong and what to do.
struct BadCertificate : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// Does not change while handshakes use it; a reload makes a new one.
class TlsContext {
  public:
    // One certificate at least. The first one is shown to clients that ask for no name, or for one that
    // nobody has. Throws BadCertificate; a certificate that has ended is a bad one only for the client.
    explicit TlsContext(const std::vector<CertificateFiles>& files);
    ~TlsContext();
    TlsContext(const TlsContext&) = delete;
    TlsContext& operator=(const TlsContext&) = delete;

    // Before the first handshake. Without keys nobody gets a ticket. They outlive all connections.
    void use_tickets(TicketKeys& keys);
    ssl_ctx_st* begin_with() const { return contexts_.front(); }
    // The one for that name, or the first one.
    ssl_ctx_st* find(const char* name) const;
    const std::vector<CertificateStatus>& certificates() const { return certificates_; }

  private:
    void add(const CertificateFiles& files);

    std::vector<ssl_ctx_st*> contexts_;
    std::vector<CertificateStatus> certificates_;
};

// A line for each certificate that has ended or soon will, for the log.
std::vector<std::string> certificate_warnings(const std::vector<CertificateStatus>& certificates,
                                              WallTime now);

}  // namespace confab::net
