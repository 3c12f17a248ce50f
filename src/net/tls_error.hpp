// What OpenSSL says about the last thing that failed on this thread.
#pragma once

#include <string>

namespace confab::net {

// A few words, or what was given if it says nothing. Forgets them.
std::string take_tls_error(const char* otherwise);

}  // namespace confab::net
