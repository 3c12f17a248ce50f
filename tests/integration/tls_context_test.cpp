// Certificates and keys as files, and what is wrong with them.
#include "confab/net/tls_context.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "integration/support/tls.hpp"

namespace confab::integration {
namespace {

std::string complaint(const net::CertificateFiles& files) {
    try {
        const net::TlsContext context({files});
    } catch (const net::BadCertificate& error) {
        return error.what();
    }
    return "none";
}

class TlsFiles : public testing::Test {
  protected:
    TemporaryFolder folder;
    net::CertificateFiles good = make_certificate(folder, "chat.example.org");
};

TEST_F(TlsFiles, AreReadWithTheEndOfTheCertificate) {
    const net::TlsContext context({good});

    ASSERT_EQ(context.certificates().size(), 1U);
    const net::CertificateStatus& status = context.certificates()[0];
    EXPECT_EQ(status.file, good.certificate);
    EXPECT_EQ(status.fingerprint.size(), 64U);
    const auto left = status.ends - std::chrono::system_clock::now();
    EXPECT_GT(left, std::chrono::hours(24 * 30));
    EXPECT_LT(left, std::chrono::hours(24 * 31));
}

TEST_F(TlsFiles, ThatAreMissingAreNamed) {
    EXPECT_EQ(
        complaint({folder.file("none.pem"), good.key}),
        folder.file("none.pem") +
            ": cannot read the certificate: No such file or directory; confabd must be able to read it");
    EXPECT_EQ(complaint({good.certificate, folder.file("none.key")}),
              folder.file("none.key") +
                  ": cannot read the key: No such file or directory; confabd must be able to read it");
}

TEST_F(TlsFiles, ThatAreNoneAreNamed) {
    std::ofstream(folder.file("text")) << "hello\n";

    EXPECT_TRUE(complaint({folder.file("text"), good.key})
                    .starts_with(folder.file("text") + ": this is no certificate in PEM"));
    EXPECT_TRUE(complaint({good.certificate, folder.file("text")})
                    .starts_with(folder.file("text") + ": this is no private key in PEM"));
    EXPECT_TRUE(complaint({folder.file("."), good.key}).starts_with(folder.file(".") + ": "));
}

TEST_F(TlsFiles, ThatDoNotBelongTogetherAreNamed) {
    const net::CertificateFiles other = make_certificate(folder, "other.example.org");

    EXPECT_EQ(complaint({good.certificate, other.key}),
              other.key + ": this is not the key of the certificate " + good.certificate);
}

TEST_F(TlsFiles, AKeyWithAPassphraseIsNotAskedFor) {
    std::ofstream(folder.file("secret.key")) << "-----BEGIN RSA PRIVATE KEY-----\n"
                                                "Proc-Type: 4,ENCRYPTED\n"
                                                "DEK-Info: AES-128-CBC,00112233445566778899AABBCCDDEEFF\n\n"
                                                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"
                                                "-----END RSA PRIVATE KEY-----\n";

    EXPECT_NE(complaint({good.certificate, folder.file("secret.key")}).find("passphrase"), std::string::npos);
}

TEST_F(TlsFiles, ThatEndSoonAreWarnedOf) {
    const net::CertificateFiles soon = make_certificate(folder, "soon.example.org", 13);
    const net::CertificateFiles over = make_certificate(folder, "over.example.org", -2);
    const net::TlsContext context({good, soon, over});
    const auto now = std::chrono::time_point_cast<Milliseconds>(std::chrono::system_clock::now());

    const std::vector<std::string> lines = net::certificate_warnings(context.certificates(), now);

    ASSERT_EQ(lines.size(), 2U);
    EXPECT_TRUE(lines[0].starts_with("the certificate " + soon.certificate + " ends on 20")) << lines[0];
    EXPECT_TRUE(lines[1].starts_with("the certificate " + over.certificate + " ended on 20")) << lines[1];
}

}  // namespace
}  // namespace confab::integration
