#include "tls.hpp"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstdio>
#include <stdexcept>

namespace confab::integration {

namespace {

using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

File open_file(const std::string& path) {
    File file(std::fopen(path.c_str(), "w"), std::fclose);
    if (!file) throw std::runtime_error("cannot write " + path);
    return file;
}

void add_name(X509* certificate, const std::string& name) {
    X509_NAME* subject = X509_get_subject_name(certificate);
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
    X509_set_issuer_name(certificate, subject);
    X509_EXTENSION* names =
        X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, ("DNS:" + name).c_str());
    X509_add_ext(certificate, names, -1);
    X509_EXTENSION_free(names);
}

}  // namespace

net::CertificateFiles make_certificate(const TemporaryFolder& folder, const std::string& name, int days) {
    const std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)> key(EVP_EC_gen("P-256"), EVP_PKEY_free);
    const std::unique_ptr<X509, void (*)(X509*)> certificate(X509_new(), X509_free);
    constexpr long day = 24L * 60 * 60;
    X509_set_version(certificate.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -100 * day);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), days * day + 3600);
    add_name(certificate.get(), name);
    X509_set_pubkey(certificate.get(), key.get());
    X509_sign(certificate.get(), key.get(), EVP_sha256());

    net::CertificateFiles files{folder.file(name + ".pem"), folder.file(name + ".key")};
    PEM_write_X509(open_file(files.certificate).get(), certificate.get());
    PEM_write_PrivateKey(open_file(files.key).get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    return files;
}

net::ServerSettings tls_settings(const net::CertificateFiles& files, unsigned threads) {
    net::ServerSettings settings = quiet_settings(threads);
    settings.listen = {ops::parse_listen_url("tls://127.0.0.1:0")};
    settings.tls = std::make_shared<net::TlsContext>(std::vector{files});
    return settings;
}

TlsPeer::TlsPeer(int fd, const TlsWish& wish)
    : context_(SSL_CTX_new(TLS_client_method()), SSL_CTX_free), ssl_(nullptr, SSL_free) {
    if (wish.version != 0) {
        SSL_CTX_set_min_proto_version(context_.get(), wish.version);
        SSL_CTX_set_max_proto_version(context_.get(), wish.version);
    }
    SSL_CTX_set_security_level(context_.get(), 0);  // it may ask for what it must not get
    if (!wish.suites.empty()) SSL_CTX_set_cipher_list(context_.get(), wish.suites.c_str());
    if (!wish.groups.empty()) SSL_CTX_set1_groups_list(context_.get(), wish.groups.c_str());
    SSL_CTX_set_mode(context_.get(), SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    ssl_.reset(SSL_new(context_.get()));
    SSL_set_fd(ssl_.get(), fd);
    if (!wish.server_name.empty()) {
        std::string name = wish.server_name;
        SSL_ctrl(ssl_.get(), SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, name.data());
    }
    if (!wish.certificate.certificate.empty()) {
        SSL_use_certificate_file(ssl_.get(), wish.certificate.certificate.c_str(), SSL_FILETYPE_PEM);
        SSL_use_PrivateKey_file(ssl_.get(), wish.certificate.key.c_str(), SSL_FILETYPE_PEM);
    }
    if (wish.session) SSL_set_session(ssl_.get(), wish.session.get());
}

// Or its session could not be used again.
TlsPeer::~TlsPeer() { SSL_set_shutdown(ssl_.get(), SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN); }

ssize_t TlsPeer::failed(int result) {
    const int error = SSL_get_error(ssl_.get(), result);
    if (error == SSL_ERROR_ZERO_RETURN) return 0;
    wants_more_ = error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE;
    if (!wants_more_) {
        const char* reason = ERR_reason_error_string(ERR_peek_last_error());
        failure_ = reason == nullptr ? "the connection is broken" : reason;
    }
    errno = wants_more_ ? EAGAIN : ECONNRESET;
    return -1;
}

bool TlsPeer::connect() {
    ERR_clear_error();
    const int result = SSL_connect(ssl_.get());
    return result == 1 || failed(result) > 0;
}

ssize_t TlsPeer::receive(char* to, std::size_t size) {
    ERR_clear_error();
    const int count = SSL_read(ssl_.get(), to, static_cast<int>(size));
    return count > 0 ? count : failed(count);
}

ssize_t TlsPeer::send(std::string_view text) {
    ERR_clear_error();
    const int count = SSL_write(ssl_.get(), text.data(), static_cast<int>(text.size()));
    return count > 0 ? count : failed(count);
}

bool TlsPeer::has_pending() const { return SSL_pending(ssl_.get()) > 0; }

void TlsPeer::hold_back(bool on) {
    const int value = on ? 1 : 0;
    setsockopt(SSL_get_fd(ssl_.get()), IPPROTO_TCP, TCP_CORK, &value, sizeof value);
}

void TlsPeer::end() { SSL_shutdown(ssl_.get()); }

bool TlsPeer::was_ended() const { return (SSL_get_shutdown(ssl_.get()) & SSL_RECEIVED_SHUTDOWN) != 0; }

bool TlsPeer::renew_keys() {
    ERR_clear_error();
    return SSL_key_update(ssl_.get(), SSL_KEY_UPDATE_REQUESTED) == 1 && SSL_do_handshake(ssl_.get()) == 1;
}

bool TlsPeer::renegotiate() {
    ERR_clear_error();
    if (SSL_renegotiate(ssl_.get()) != 1) return false;
    const int result = SSL_do_handshake(ssl_.get());
    return result == 1 || failed(result) > 0;
}

std::string TlsPeer::certificate() const {
    const std::unique_ptr<X509, void (*)(X509*)> shown(SSL_get1_peer_certificate(ssl_.get()), X509_free);
    std::string name(100, '\0');
    const int size =
        X509_NAME_get_text_by_NID(X509_get_subject_name(shown.get()), NID_commonName, name.data(), 100);
    name.resize(static_cast<std::size_t>(size));
    return name;
}

std::string TlsPeer::version() const { return SSL_get_version(ssl_.get()); }

std::string TlsPeer::suite() const { return SSL_get_cipher_name(ssl_.get()); }

bool TlsPeer::was_resumed() const { return SSL_session_reused(ssl_.get()) == 1; }

std::shared_ptr<ssl_session_st> TlsPeer::session() const {
    return {SSL_get1_session(ssl_.get()), SSL_SESSION_free};
}

}  // namespace confab::integration
