#include "confab/base/digest.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sodium/crypto_hash_sha256.h>

#include <array>

namespace confab {

std::string digest_of(std::string_view secret) {
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(secret.data()), secret.size());
    return fmt::format("{:02x}", fmt::join(digest, ""));
}

}  // namespace confab
