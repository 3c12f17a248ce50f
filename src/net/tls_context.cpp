#include "confab/net/tls_context.hpp"

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <chrono>
#include <ctime>

#include "confab/base/text.hpp"
#include "confab/base/time_text.hpp"
#include "confab/ops/regular_file.hpp"
#include "tls_error.hpp"
#include "tls_fingerprint.hpp"
#include "tls_tickets.hpp"

namespace confab::net {

namespace {

// Authenticated encryption with a key that is forgotten, and nothing else. TLS 1.3 has no others.
constexpr const char* suites_of_1_2 = "ECDHE+CHACHA20:ECDHE+AESGCM";
// The quick ones: a client that chose ffdhe8192 would cost us a hundred times what it costs the client.
constexpr const char* groups = "X25519:P-256:P-384";
// Of a client's certificate, and those that signed it, in bytes.
constexpr long max_certificates = 16 * 1024;
constexpr int max_key_bits = 8192;
constexpr std::size_t max_file = 1024 * 1024;  // bytes of a chain or a key
constexpr const char* client_signatures =
    "ed25519:ECDSA+SHA256:ECDSA+SHA384:ECDSA+SHA512:RSA-PSS+SHA256:RSA-PSS+SHA384:RSA-PSS+SHA512:RSA+SHA256:"
    "RSA+SHA384:RSA+SHA512";
constexpr auto warned_before = std::chrono::hours(24 * 14);

[[noreturn]] void bad(const std::string& file, const std::string& why) {
    throw BadCertificate(fmt::format("{}: {}", one_line(file, '?'), why));
}

// OpenSSL says neither which file nor, for a directory, what is wrong, and waits for whoever writes to a
// pipe.
void check_readable(const std::string& file, const char* what) {
    const std::string why = ops::why_not_readable(file, max_file);
    if (!why.empty())
        bad(file, fmt::format("cannot read the {}: {}; confabd must be able to read it", what, why));
}

// Nobody is there to type a passphrase.
int no_passphrase(char* /*buffer*/, int /*size*/, int /*writing*/, void* asked) {
    *static_cast<bool*>(asked) = true;
    return -1;
}

void load_key(SSL_CTX* context, const CertificateFiles& files) {
    bool asked = false;
    SSL_CTX_set_default_passwd_cb(context, no_passphrase);
    SSL_CTX_set_default_passwd_cb_userdata(context, &asked);
    const int loaded = SSL_CTX_use_PrivateKey_file(context, files.key.c_str(), SSL_FILETYPE_PEM);
    SSL_CTX_set_default_passwd_cb_userdata(context, nullptr);
    const unsigned long error = ERR_peek_last_error();
    if (loaded == 1 && SSL_CTX_check_private_key(context) == 1) return;
    if (asked)
        bad(files.key, "the key has a passphrase, and nobody is there to type it; store it without one");
    if (loaded == 1 ||
        (ERR_GET_LIB(error) == ERR_LIB_X509 && ERR_GET_REASON(error) == X509_R_KEY_VALUES_MISMATCH)) {
        bad(files.key,
            fmt::format("this is not the key of the certificate {}", one_line(files.certificate, '?')));
    }
    bad(files.key, fmt::format("this is no private key in PEM ({})", take_tls_error("unknown form")));
}

void load_certificate(SSL_CTX* context, const std::string& file) {
    if (SSL_CTX_use_certificate_chain_file(context, file.c_str()) == 1) return;
    bad(file,
        fmt::format("this is no certificate in PEM that can be used ({})", take_tls_error("unknown form")));
}

WallTime end_of(const X509* certificate) {
    std::tm time{};
    if (ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &time) != 1) return WallTime::max();
    return WallTime(std::chrono::seconds(timegm(&time)));
}

// Whoever signed it: what is asked of a client's certificate is whose it is. But a key whose signatures take
// long to check is refused before one is checked.
int take_client(X509_STORE_CTX* store, void* /*unused*/) {
    const EVP_PKEY* key = X509_get0_pubkey(X509_STORE_CTX_get0_cert(store));
    if (key != nullptr && EVP_PKEY_get_bits(key) <= max_key_bits) return 1;
    X509_STORE_CTX_set_error(store, X509_V_ERR_CERT_REJECTED);
    return 0;
}

// Nobody needs one.
void ask_for_certificate(SSL_CTX* context) {
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
    SSL_CTX_set_cert_verify_callback(context, take_client, nullptr);
    SSL_CTX_set1_client_sigalgs_list(context, client_signatures);
    SSL_CTX_set_max_cert_list(context, max_certificates);
    // Without it a session that has a certificate cannot go on with a ticket.
    constexpr unsigned char name[] = "confab";
    SSL_CTX_set_session_id_context(context, name, sizeof name);
}

void set_rules(SSL_CTX* context) {
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    SSL_CTX_set_cipher_list(context, suites_of_1_2);
    SSL_CTX_set1_groups_list(context, groups);
    // The end of a connection that says nothing is that of input: people leave netcat with Ctrl-C.
    SSL_CTX_set_options(context, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION |
                                     SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_PRIORITIZE_CHACHA |
                                     SSL_OP_IGNORE_UNEXPECTED_EOF);
    SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);  // an idle connection keeps none
    SSL_CTX_set_read_ahead(context, 1);
    ask_for_certificate(context);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_options(context, SSL_OP_NO_TICKET);  // until there are keys
    SSL_CTX_set_num_tickets(context, 0);
}

// Of the names in its certificate, which may have wildcards.
bool is_for(const SSL_CTX* context, const char* name) {
    X509* certificate = SSL_CTX_get0_certificate(context);
    return X509_check_host(certificate, name, 0, X509_CHECK_FLAG_NEVER_CHECK_SUBJECT, nullptr) == 1;
}

int choose_by_name(SSL* ssl, int* /*alert*/, void* all) {
    const char* name = SSL_get_servername(ssl, TLSEXT_NAMETYPE_host_name);
    if (name == nullptr) return SSL_TLSEXT_ERR_NOACK;
    SSL_set_SSL_CTX(ssl, static_cast<const TlsContext*>(all)->find(name));
    return SSL_TLSEXT_ERR_OK;
}

}  // namespace

std::string take_tls_error(const char* otherwise) {
    const char* reason = ERR_reason_error_string(ERR_peek_last_error());
    ERR_clear_error();
    return reason == nullptr ? otherwise : reason;
}

TlsContext::TlsContext(const std::vector<CertificateFiles>& files) {
    try {
        for (const CertificateFiles& each : files) add(each);
    } catch (...) {
        for (SSL_CTX* context : contexts_) SSL_CTX_free(context);
        throw;
    }
    // The macro for it has a cast of C.
    SSL_CTX_callback_ctrl(begin_with(), SSL_CTRL_SET_TLSEXT_SERVERNAME_CB,
                          reinterpret_cast<void (*)()>(choose_by_name));
    SSL_CTX_set_tlsext_servername_arg(begin_with(), this);
}

TlsContext::~TlsContext() {
    for (SSL_CTX* context : contexts_) SSL_CTX_free(context);
}

void TlsContext::add(const CertificateFiles& files) {
    check_readable(files.certificate, "certificate");
    check_readable(files.key, "key");
    ERR_clear_error();
    SSL_CTX* context = SSL_CTX_new(TLS_server_method());
    if (context == nullptr) throw BadCertificate(take_tls_error("no memory for TLS"));
    contexts_.push_back(context);
    set_rules(context);
    load_certificate(context, files.certificate);
    load_key(context, files);
    const X509* certificate = SSL_CTX_get0_certificate(context);
    certificates_.push_back({files.certificate, end_of(certificate), fingerprint_of(certificate)});
}

void TlsContext::use_tickets(TicketKeys& keys) {
    for (SSL_CTX* context : contexts_) keys.attach(context);
}

SSL_CTX* TlsContext::find(const char* name) const {
    const auto found = std::find_if(contexts_.begin(), contexts_.end(),
                                    [name](const SSL_CTX* context) { return is_for(context, name); });
    return found == contexts_.end() ? begin_with() : *found;
}

std::vector<std::string> certificate_warnings(const std::vector<CertificateStatus>& certificates,
                                              WallTime now) {
    std::vector<std::string> lines;
    for (const CertificateStatus& each : certificates) {
        if (each.ends - now > warned_before) continue;
        lines.push_back(fmt::format("the certificate {} {} on {}; renew it and reload",
                                    one_line(each.file, '?'), each.ends <= now ? "ended" : "ends",
                                    rfc3339(each.ends)));
    }
    return lines;
}

}  // namespace confab::net
