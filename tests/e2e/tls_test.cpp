// Encrypted listeners, as their clients see them.
#include <gtest/gtest.h>
#include <signal.h>

#include <string>
#include <vector>

#include "e2e/support/confabd.hpp"
#include "e2e/support/program.hpp"
#include "e2e/support/reload.hpp"
#include "e2e/support/text.hpp"

namespace confab::e2e {
namespace {

class TlsPrograms : public Reload {
  protected:
    // A pair of files that is there from now on.
    void make_pair(const std::string& name) {
        run_with_input(
            {"openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
             "-days", "5", "-subj", "/CN=" + name, "-addext", "subjectAltName=DNS:" + name, "-keyout",
             directory_.path(name + ".key"), "-out", directory_.path(name + ".pem")},
            "");
    }
    std::string pair(const std::string& certificate, const std::string& key) {
        return "listen = [\"tls://127.0.0.1:0\"]\ntls-cert = \"" + directory_.path(certificate) +
               "\"\ntls-key = \"" + directory_.path(key) + "\"\n";
    }
    // Who the certificate is for that the daemon shows now.
    static std::string shown(const Confabd& daemon) {
        return run_with_input({"openssl", "s_client", "-connect", "127.0.0.1:" + daemon.port()}, "");
    }
    Outcome check(const std::string& content) {
        return run_confabd({"--check-config", "--config", directory_.write("check.toml", content)});
    }
};

TEST_F(TlsPrograms, OpensslNcatAndSocatTalkToEachOther) {
    make_pair("one");
    configure(pair("one.pem", "one.key"));
    const auto daemon = start();
    const std::string place = "127.0.0.1:" + daemon->port();
    Program openssl({"openssl", "s_client", "-quiet", "-connect", place});
    openssl.wait_for("* You are guest1");

    for (const std::vector<std::string>& command :
         {std::vector<std::string>{"ncat", "--ssl", "127.0.0.1", daemon->port()},
          std::vector<std::string>{"socat", "-", "OPENSSL:" + place + ",verify=0"}}) {
        const std::string output = run_with_input(command, "hello from " + command[0] + "\n");
        EXPECT_TRUE(contains(output, "guest2: hello from " + command[0])) << output;
        openssl.wait_for("guest2: hello from " + command[0]);
    }
    openssl.type("hello to all\n/quit\n");
    openssl.wait_for("guest1: hello to all");
    openssl.wait_for("* goodbye");
    openssl.end_input();
    openssl.wait();
}

TEST_F(TlsPrograms, ACertificateOfTheClientLogsIn) {
    make_pair("one");
    make_pair("ann");
    configure(pair("one.pem", "one.key"));
    const auto daemon = start();
    const std::vector<std::string> command{"openssl",
                                           "s_client",
                                           "-quiet",
                                           "-connect",
                                           "127.0.0.1:" + daemon->port(),
                                           "-cert",
                                           directory_.path("ann.pem"),
                                           "-key",
                                           directory_.path("ann.key")};
    Program first(command);
    first.wait_for("* You are guest1");
    first.type("/nick ann\n/register tea at noon\n/cert add\n/quit\n");
    first.wait_for("* this certificate logs in as ann from now on");
    first.wait_for("* goodbye");
    first.end_input();
    first.wait();

    Program again(command);
    again.wait_for("* You are ann in #lobby");
    again.wait_for("* you are logged in as ann");
    daemon->log().wait_for("added a certificate to ann");
    again.type("/quit\n");
    again.wait_for("* goodbye");
    again.end_input();
    again.wait();
}

TEST_F(TlsPrograms, WithoutACertificateTheyAreBadUsage) {
    const Outcome none = run_confabd({"--check-config", "--listen", "tls://127.0.0.1:0"});
    const Outcome half = run_confabd({"--check-config", "--tls-cert", "/some/file"});
    const Outcome missing = check(pair("none.pem", "none.key"));

    EXPECT_EQ(none.status, 2);
    EXPECT_TRUE(contains(none.err, "tls://127.0.0.1:0 needs a certificate: ")) << none.err;
    EXPECT_EQ(half.status, 2);
    EXPECT_TRUE(contains(half.err, "one key for each certificate")) << half.err;
    EXPECT_EQ(missing.status, 2);
    EXPECT_TRUE(contains(missing.err, "none.pem: cannot read the certificate: ")) << missing.err;
}

TEST_F(TlsPrograms, AReloadTakesANewPairAndKeepsTheOldOneInsteadOfABadOne) {
    make_pair("one");
    make_pair("two");
    configure(pair("one.pem", "one.key") + "max-line = 200\n");
    const auto daemon = start();
    EXPECT_TRUE(contains(shown(*daemon), "CN = one"));

    configure(pair("two.pem", "one.key") + "max-line = 100\n");
    daemon->signal(SIGHUP);
    daemon->log().wait_for("one.key: this is not the key of the certificate");
    EXPECT_TRUE(contains(shown(*daemon), "CN = one"));

    configure(pair("two.pem", "two.key"));
    daemon->signal(SIGHUP);
    daemon->log().wait_for("two.pem ends on ");
    EXPECT_TRUE(contains(shown(*daemon), "CN = two"));
}

TEST_F(TlsPrograms, ACertificateThatEndsSoonIsWarnedOf) {
    make_pair("one");
    configure(pair("one.pem", "one.key"));

    const auto daemon = start();

    daemon->log().wait_for_match("warn.*the certificate .*one.pem ends on 20");
}

}  // namespace
}  // namespace confab::e2e
