// What is kept of a secret that nobody chose: one of at least 100 random bits needs no slow hash.
#pragma once

#include <string>
#include <string_view>

namespace confab {

// SHA-256 (FIPS 180-4), in hexadecimal.
std::string digest_of(std::string_view secret);

}  // namespace confab
