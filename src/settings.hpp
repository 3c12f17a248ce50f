// What the options mean for the server and its chat.
#pragma once

#include <memory>

#include "confab/net/server.hpp"
#include "confab/net/tls_context.hpp"
#include "confab/ops/options.hpp"

namespace confab {

// Raises the limit of descriptors as far as it may be, and reads the certificates. Throws ops::BadOptions.
net::ServerSettings settings_from(const ops::Options& options);

// None if the options name no certificate. Throws ops::BadOptions.
std::shared_ptr<net::TlsContext> encryption_from(const ops::Options& options);

}  // namespace confab
