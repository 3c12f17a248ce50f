// What a certificate is known by.
#pragma once

#include <string>

struct x509_st;

namespace confab::net {

// Its SHA-256, in hexadecimal and small letters, as `openssl x509 -fingerprint -sha256` shows it but for the
// colons.
std::string fingerprint_of(const x509_st* certificate);

}  // namespace confab::net
