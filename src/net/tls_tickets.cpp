#include "tls_tickets.hpp"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <openssl/ssl.h>

#include <algorithm>

namespace confab::net {

namespace {

MonoTime now_of_tickets() {
    return std::chrono::time_point_cast<Milliseconds>(std::chrono::steady_clock::now());
}

template <class Bytes>
bool fill(Bytes& bytes) {
    return RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) == 1;
}

bool set_key(EVP_MAC_CTX* mac, std::array<unsigned char, 32> key) {
    std::array<char, 7> digest{"SHA256"};
    const std::array parameters{OSSL_PARAM_construct_octet_string(OSSL_MAC_PARAM_KEY, key.data(), key.size()),
                                OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest.data(), 0),
                                OSSL_PARAM_construct_end()};
    return EVP_MAC_CTX_set_params(mac, parameters.data()) == 1;
}

}  // namespace

void TicketKeys::attach(SSL_CTX* context) {
    SSL_CTX_set_app_data(context, this);
    SSL_CTX_set_tlsext_ticket_key_evp_cb(context, use);
    SSL_CTX_set_timeout(context, std::chrono::seconds(lifetime).count());
    SSL_CTX_clear_options(context, SSL_OP_NO_TICKET);
    SSL_CTX_set_num_tickets(context, 1);
}

void TicketKeys::rotate(MonoTime now) {
    if (current_.is_valid(now, lifetime)) return;
    last_ = current_;
    Key fresh;
    if (!fill(fresh.name) || !fill(fresh.encryption) || !fill(fresh.authentication)) return;
    fresh.made = now;
    current_ = fresh;
}

// As SSL_CTX_set_tlsext_ticket_key_evp_cb wants it: below 0 is an error, 0 means that there is no such key, 2
// that the client is to get a new ticket.
int TicketKeys::use(SSL* ssl, unsigned char* name, unsigned char* start, EVP_CIPHER_CTX* cipher,
                    EVP_MAC_CTX* mac, int making) {
    auto* const keys = static_cast<TicketKeys*>(SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl)));
    return making == 1 ? keys->make(name, start, cipher, mac) : keys->take(name, start, cipher, mac);
}

int TicketKeys::make(unsigned char* name, unsigned char* start, EVP_CIPHER_CTX* cipher, EVP_MAC_CTX* mac) {
    rotate(now_of_tickets());
    const Key& key = current_;
    if (!key.is_valid(now_of_tickets(), lifetime)) return -1;
    if (RAND_bytes(start, EVP_CIPHER_get_iv_length(EVP_aes_256_cbc())) != 1) return -1;
    std::copy(key.name.begin(), key.name.end(), name);
    const bool ready =
        EVP_EncryptInit_ex(cipher, EVP_aes_256_cbc(), nullptr, key.encryption.data(), start) == 1;
    return ready && set_key(mac, key.authentication) ? 1 : -1;
}

int TicketKeys::take(const unsigned char* name, const unsigned char* start, EVP_CIPHER_CTX* cipher,
                     EVP_MAC_CTX* mac) const {
    const MonoTime now = now_of_tickets();
    for (const Key* key : {&current_, &last_}) {
        if (!key->is_valid(now, 2 * lifetime) || !std::equal(key->name.begin(), key->name.end(), name))
            continue;
        const bool ready =
            EVP_DecryptInit_ex(cipher, EVP_aes_256_cbc(), nullptr, key->encryption.data(), start) == 1;
        if (!ready || !set_key(mac, key->authentication)) return -1;
        return key->is_valid(now, lifetime) ? 1 : 2;
    }
    return 0;
}

}  // namespace confab::net
