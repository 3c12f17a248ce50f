// Where to listen, as operators write it.
#include "confab/ops/listen_url.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <vector>

namespace confab::ops {
namespace {

TEST(ListenUrl, ATcpAddressHasHostAndPort) {
    const ListenUrl url = parse_listen_url("tcp://127.0.0.1:4242");

    EXPECT_EQ(url.scheme, ListenUrl::Scheme::tcp);
    EXPECT_EQ(url.host, "127.0.0.1");
    EXPECT_EQ(url.port, 4242);
}

TEST(ListenUrl, AnAddressAloneMeansTcp) {
    EXPECT_EQ(parse_listen_url("127.0.0.1:4242"), parse_listen_url("tcp://127.0.0.1:4242"));
    EXPECT_EQ(parse_listen_url("[::1]:4242"), parse_listen_url("tcp://[::1]:4242"));
}

TEST(ListenUrl, Ipv6StandsInBrackets) {
    EXPECT_EQ(parse_listen_url("tcp://[::1]:1").host, "::1");
    EXPECT_EQ(parse_listen_url("[::]:0").host, "::");
    EXPECT_THROW(parse_listen_url("tcp://::1:4242"), std::invalid_argument);
}

TEST(ListenUrl, AUnixSocketHasAnAbsolutePath) {
    const ListenUrl url = parse_listen_url("unix:///run/confab/confab.sock");

    EXPECT_EQ(url.scheme, ListenUrl::Scheme::unix_socket);
    EXPECT_EQ(url.path, "/run/confab/confab.sock");
    EXPECT_THROW(parse_listen_url("unix://run/x"), std::invalid_argument);
    EXPECT_THROW(parse_listen_url("unix://"), std::invalid_argument);
}

TEST(ListenUrl, APathOfAHundredAndSevenBytesIsTheLongest) {
    const std::string longest = "/" + std::string(106, 'x');

    EXPECT_EQ(parse_listen_url("unix://" + longest).path, longest);
    EXPECT_THROW(parse_listen_url("unix://" + longest + "x"), std::invalid_argument);
}

TEST(ListenUrl, ProxiesAreNetworksAndOfAUnixSocketUsers) {
    const ListenUrl url = parse_listen_url("telnet://[::]:4242?proxy=192.0.2.7,10.0.0.0/8,2001:db8::/32");

    EXPECT_EQ(url.port, 4242);
    ASSERT_EQ(url.proxies.size(), 3U);
    EXPECT_EQ(url.text(), "telnet://[::]:4242?proxy=192.0.2.7,10.0.0.0/8,2001:db8::/32");
    EXPECT_EQ(parse_listen_url("unix:///run/x?proxy=uid:33,uid:0").text(),
              "unix:///run/x?proxy=uid:33,uid:0");
    EXPECT_EQ(parse_listen_url("unix:///run/x?proxy=uid:33").path, "/run/x");
    for (const char* bad :
         {"127.0.0.1:1?proxy=", "127.0.0.1:1?proxy=all", "127.0.0.1:1?proxy=10.0.0.1,", "127.0.0.1:1?",
          "127.0.0.1:1?proxy=uid:33", "127.0.0.1:1?proxy=0.0.0.0/0,::/0", "127.0.0.1:1?other=1",
          "unix:///run/x?proxy=127.0.0.1", "unix:///run/x?proxy=uid:", "?proxy=10.0.0.1"}) {
        EXPECT_THROW(parse_listen_url(bad), std::invalid_argument) << bad;
    }
}

TEST(ListenUrl, ASocketOfSystemdHasANameAndSaysHowItIsSpokenTo) {
    const ListenUrl plain = parse_listen_url("systemd:confabd.socket");
    EXPECT_TRUE(plain.is_passed());
    EXPECT_EQ(plain.socket_name, "confabd.socket");
    EXPECT_EQ(plain.scheme, ListenUrl::Scheme::tcp);
    EXPECT_EQ(plain.socket_number, 0U);

    const ListenUrl all = parse_listen_url("systemd:chat?as=tlstelnet&proxy=10.0.0.0/8,192.0.2.7&socket=2");
    EXPECT_EQ(all.socket_name, "chat");
    EXPECT_EQ(all.scheme, ListenUrl::Scheme::tlstelnet);
    EXPECT_EQ(all.proxies.size(), 2U);
    EXPECT_EQ(all.socket_number, 2U);
    for (const char* text : {"systemd:chat", "systemd:chat?as=telnet", "systemd:chat?proxy=uid:33",
                             "systemd:chat?as=tls&proxy=10.0.0.0/8&socket=3"}) {
        EXPECT_EQ(parse_listen_url(text).text(), text);
    }
}

TEST(ListenUrl, OfASocketOfSystemdNothingElseIsTaken) {
    for (const char* text :
         {"systemd:", "systemd:?as=tcp", "systemd:a:b", "systemd:a b", "systemd:a?as=gopher",
          "systemd:a?as=unix", "systemd:a?", "systemd:a?as=tcp&", "systemd:a?socket=0", "systemd:a?socket=x",
          "systemd:a?proxy=", "systemd:a?proxy=::/0", "systemd:a?port=1", "systemd:a\nb"}) {
        EXPECT_THROW(parse_listen_url(text), std::invalid_argument) << text;
    }
}

TEST(ListenUrl, OfIrcHasAUsualPortAndTellsWhereOneIsAtFirst) {
    const ListenUrl irc = parse_listen_url("irc://[::1]");
    EXPECT_EQ(irc.port, 6667);
    EXPECT_FALSE(irc.joins_nothing);
    EXPECT_EQ(parse_listen_url("ircs://127.0.0.1").port, 6697);
    EXPECT_TRUE(parse_listen_url("ircs://127.0.0.1").is_encrypted());
    EXPECT_TRUE(parse_listen_url("irc+unix:///run/irc").is_file());
    for (const char* text : {"irc://127.0.0.1:6667?join=none", "irc://[::1]:1?proxy=10.0.0.0/8&join=none",
                             "systemd:chat?as=irc&join=none"}) {
        EXPECT_TRUE(parse_listen_url(text).joins_nothing) << text;
        EXPECT_EQ(parse_listen_url(text).text(), text);
    }
    EXPECT_EQ(parse_listen_url("irc://127.0.0.1:1?join=lobby").text(), "irc://127.0.0.1:1");
    for (const char* text :
         {"tcp://127.0.0.1:1?join=none", "irc://127.0.0.1:1?join=dev", "irc://127.0.0.1:1?join="}) {
        EXPECT_THROW(parse_listen_url(text), std::invalid_argument) << text;
    }
}

TEST(ListenUrl, PortsGoFromZeroTo65535) {
    EXPECT_EQ(parse_listen_url("localhost:0").port, 0);
    EXPECT_EQ(parse_listen_url("localhost:65535").port, 65535);
    for (const char* port : {"65536", "-1", "", "x", "80x", " 80", "0x50", "+80"}) {
        EXPECT_THROW(parse_listen_url(std::string("127.0.0.1:") + port), std::invalid_argument) << port;
    }
}

TEST(ListenUrl, WhatIsMissingIsSaid) {
    for (const char* url :
         {"", ":", ":4242", "tcp://:4242", "[]:1", "127.0.0.1", "tcp://127.0.0.1", "[::1]", "4242"}) {
        EXPECT_THROW(parse_listen_url(url), std::invalid_argument) << url;
    }
}

TEST(ListenUrl, WhatCannotBeAnAddressIsRefused) {
    for (const char* host : {"not an address",
                             "256.0.0.1",
                             "1.2.3",
                             "127.1",
                             "1.2.3.4.5",
                             "0x7f.1",
                             "0x7f000001",
                             "2130706433",
                             "1.2.3.4.",
                             "01.2.3.4x.5",
                             "*",
                             "user@localhost",
                             "localhost/path",
                             "a..b",
                             ".a",
                             "-a",
                             "a-",
                             "a%eth0",
                             "1.2.3.4%eth0",
                             "[::g]",
                             "[1::2::3]",
                             "[127.0.0.1]",
                             "[localhost]",
                             "[::1]x",
                             "x[::1]",
                             "[]",
                             "[fe80::1%]",
                             "[fe80::1%e/0]",
                             "[::1",
                             "::1]",
                             "b\xc3\xbc"
                             "cher",
                             "a\tb",
                             "a\nb",
                             "'a'"}) {
        EXPECT_THROW(parse_listen_url(std::string("tcp://") + host + ":1"), std::invalid_argument) << host;
        EXPECT_THROW(parse_listen_url(std::string(host) + ":1"), std::invalid_argument) << host;
    }
    EXPECT_THROW(parse_listen_url("tcp://" + std::string(64, 'a') + ":1"), std::invalid_argument);
    EXPECT_THROW(parse_listen_url("tcp://" + std::string(254, 'a') + ":1"), std::invalid_argument);
}

TEST(ListenUrl, WhatCanBeAnAddressIsTaken) {
    for (const char* host : {"localhost", "a", "3com", "1server", "chat.example.net", "chat.example.net.",
                             "a-b_c", "0.0.0.0", "255.255.255.255", "[::]", "[fe80::1%eth0]",
                             "[::ffff:127.0.0.1]", "xn--bcher-kva.example", "dead.beef"}) {
        EXPECT_NO_THROW(parse_listen_url(std::string("telnet://") + host + ":1")) << host;
    }
    EXPECT_NO_THROW(parse_listen_url("tcp://" + std::string(63, 'a') + ":1"));
}

TEST(ListenUrl, ThePathOfADirectoryIsRefused) {
    for (const char* url : {"unix:///", "unix:///tmp/", "unix:///run/confab/"}) {
        EXPECT_THROW(parse_listen_url(url), std::invalid_argument) << url;
    }
}

TEST(ListenUrl, AComplaintIsOneLineWhateverTheUrl) {
    const std::vector<std::string> urls{"tcp://a\nb:1", std::string("unix:///a\0b", 11), "\n"};
    for (const std::string& url : urls) {
        try {
            parse_listen_url(url);
            ADD_FAILURE() << url;
        } catch (const std::invalid_argument& error) {
            EXPECT_EQ(std::string(error.what()).find('\n'), std::string::npos);
        }
    }
}

TEST(ListenUrl, OtherSchemesAreRefusedAndTheUrlIsNamed) {
    for (const char* url :
         {"http://127.0.0.1:80", "TCP://127.0.0.1:80", "https://127.0.0.1:80", "://127.0.0.1:80"}) {
        try {
            parse_listen_url(url);
            ADD_FAILURE() << url;
        } catch (const std::invalid_argument& error) {
            EXPECT_NE(std::string(error.what()).find(url), std::string::npos);
        }
    }
}

TEST(ListenUrl, ItsTextCanBeReadAgain) {
    for (const char* url : {"tcp://127.0.0.1:4242", "tcp://[::1]:0", "tcp://localhost:1", "unix:///run/x"}) {
        EXPECT_EQ(parse_listen_url(url).text(), url);
        EXPECT_EQ(parse_listen_url(parse_listen_url(url).text()), parse_listen_url(url));
    }
}

}  // namespace
}  // namespace confab::ops
