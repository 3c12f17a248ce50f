// A server with an encrypted listener, which is the first one, and a plain one.
#pragma once

#include <gtest/gtest.h>

#include "integration/support/client.hpp"
#include "integration/support/server.hpp"
#include "integration/support/tls.hpp"

namespace confab::integration {

inline const TlsWish encrypted;

// With so many threads.
class WithTlsServer : public testing::TestWithParam<unsigned> {
  protected:
    net::ServerSettings settings() const {
        net::ServerSettings both = tls_settings(files, GetParam());
        both.listen.push_back(ops::parse_listen_url("tcp://127.0.0.1:0"));
        return both;
    }

    TemporaryFolder folder;
    net::CertificateFiles files = make_certificate(folder, "chat.example.org");
};

}  // namespace confab::integration
