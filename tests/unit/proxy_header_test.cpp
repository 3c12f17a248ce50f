// The header of a proxy, in both versions: good ones, parts of them, and all that is none.
#include "confab/wire/proxy_header.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace confab::wire {
namespace {

using Kind = ProxyProgress::Kind;
using namespace std::string_literals;

const std::string signature = "\r\n\r\n\0\r\nQUIT\n"s;

std::string two_bytes(std::size_t number) {
    return {static_cast<char>(number >> 8U & 0xffU), static_cast<char>(number & 0xffU)};
}

std::string version_2(char command, char family, const std::string& body) {
    return signature + command + family + two_bytes(body.size()) + body;
}

std::string value(char type, const std::string& bytes) { return type + two_bytes(bytes.size()) + bytes; }

const std::string ipv4 = "\xC0\x00\x02\x07\xC6\x33\x64\x01"s + two_bytes(56324) + two_bytes(4242);
const std::string ipv6 = std::string("\x20\x01\x0d\xb8\0\0\0\0\0\0\0\0\0\0\0\x07", 16) +
                         std::string("\x20\x01\x0d\xb8\0\0\0\0\0\0\0\0\0\0\0\x01", 16) + two_bytes(56324) +
                         two_bytes(4242);
const std::string over_tls = value('\x20', "\x01\0\0\0\0"s + value('\x21', "TLSv1.3"));

// Reads as it asks for bytes, so many at most each time. What follows the header must not be taken.
ProxyProgress read(const std::string& header, std::size_t most = SIZE_MAX) {
    const std::string input = header + "hello\n";
    std::size_t size = 0;
    for (;;) {
        const ProxyProgress progress = read_proxy_header(std::string_view(input).substr(0, size));
        if (progress.kind == Kind::complete) EXPECT_EQ(size, header.size());
        if (progress.kind != Kind::incomplete) return progress;
        EXPECT_GT(progress.wanted, 0U);
        size += std::min(progress.wanted, most);
        if (size > header.size()) {
            ADD_FAILURE() << "took a byte behind the header: " << header;
            return progress;
        }
    }
}

struct Good {
    std::string header;
    const char* address;  // "" if the real peer counts
    std::uint16_t port = 0;
    bool encrypted = false;
};

const std::vector<Good>& good_headers() {
    static const std::vector<Good> all{
        {"PROXY TCP4 192.0.2.7 198.51.100.1 56324 4242\r\n", "192.0.2.7", 56324},
        {"PROXY TCP4 0.0.0.0 0.0.0.0 0 0\r\n", "0.0.0.0", 0},
        {"PROXY TCP4 255.255.255.255 255.255.255.255 65535 65535\r\n", "255.255.255.255", 65535},
        {"PROXY TCP6 2001:db8::7 2001:db8::1 56324 4242\r\n", "2001:db8::7", 56324},
        {"PROXY TCP6 2001:DB8::7 ::1 1 2\r\n", "2001:db8::7", 1},
        {"PROXY TCP6 ::ffff:192.0.2.7 ::1 1 2\r\n", "192.0.2.7", 1},
        {"PROXY TCP6 ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff 65535 "
         "65535\r\n",
         "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", 65535},
        {"PROXY UNKNOWN\r\n", ""},
        {"PROXY UNKNOWN whatever the proxy likes\r\n", ""},
        {"PROXY UNKNOWN " + std::string(91, 'f') + "\r\n", ""},
        {version_2('\x21', '\x11', ipv4), "192.0.2.7", 56324},
        {version_2('\x21', '\x11', ipv4 + over_tls), "192.0.2.7", 56324, true},
        {version_2('\x21', '\x11', ipv4 + value('\x20', "\x00\0\0\0\0"s)), "192.0.2.7", 56324},
        {version_2('\x21', '\x11', ipv4 + value('\x05', "unique") + over_tls), "192.0.2.7", 56324, true},
        {version_2('\x21', '\x11', ipv4 + value('\x05', "")), "192.0.2.7", 56324},
        {version_2('\x21', '\x11', ipv4 + value('\x05', "unique")), "192.0.2.7", 56324},
        {version_2('\x21', '\x11', ipv4 + value('\x04', std::string(4096 - 12 - 3, '\0'))), "192.0.2.7",
         56324},
        {version_2('\x21', '\x21', ipv6), "2001:db8::7", 56324},
        {version_2('\x21', '\x21', ipv6 + over_tls), "2001:db8::7", 56324, true},
        {version_2('\x21', '\x31', std::string(216, 'x')), "local"},
        {version_2('\x21', '\x31', std::string(216, 'x') + over_tls), "local", 0, true},
        {version_2('\x20', '\x00', ""), ""},
        {version_2('\x20', '\x11', ipv4 + over_tls), ""},
        {version_2('\x20', '\x7f', "anything"), ""},
        {version_2('\x21', '\x00', ""), ""},
        {version_2('\x21', '\x00', "anything"), ""},
        {version_2('\x21', '\x12', ipv4 + over_tls), ""},
        {version_2('\x21', '\x22', ipv6), ""},
        {version_2('\x21', '\x32', std::string(216, 'x')), ""},
    };
    return all;
}

TEST(ProxyHeader, IsReadHoweverItComesAndNoByteBehindIt) {
    for (const Good& good : good_headers()) {
        for (const std::size_t most : {SIZE_MAX, std::size_t{1}, std::size_t{7}}) {
            const ProxyProgress progress = read(good.header, most);
            ASSERT_EQ(progress.kind, Kind::complete) << good.header << ": " << progress.why;
            const ProxyHeader& header = progress.header;
            EXPECT_EQ(header.relayed ? header.source.text() : "", good.address) << good.header;
            EXPECT_EQ(header.port, good.port) << good.header;
            EXPECT_EQ(header.encrypted, good.encrypted) << good.header;
        }
    }
}

TEST(ProxyHeader, IsIncompleteAtEachOfItsBytes) {
    for (const Good& good : good_headers()) {
        for (std::size_t size = 0; size < good.header.size(); ++size) {
            const ProxyProgress progress = read_proxy_header(std::string_view(good.header).substr(0, size));
            ASSERT_EQ(progress.kind, Kind::incomplete) << size << " bytes of " << good.header;
            ASSERT_LE(size + progress.wanted, good.header.size()) << size << " bytes of " << good.header;
        }
    }
}

TEST(ProxyHeader, IsBadAtTheFirstByteThatFitsNone) {
    EXPECT_EQ(read_proxy_header("G").kind, Kind::bad);
    EXPECT_EQ(read_proxy_header("PROXYING").kind, Kind::bad);
    EXPECT_EQ(read_proxy_header("proxy TCP4 ").kind, Kind::bad);
    EXPECT_EQ(read_proxy_header("\r\n\r\n\r").kind, Kind::bad);
    EXPECT_EQ(read_proxy_header("\x16\x03\x01").kind, Kind::bad);
    EXPECT_EQ(read_proxy_header(signature + '\x11').kind, Kind::bad) << "version 1 in binary";
}

TEST(ProxyHeader, OfVersion1IsExact) {
    const std::string end = " 192.0.2.1 1 2\r\n";
    for (const std::string& line : {"PROXY tcp4 192.0.2.7"s + end,
                                    "PROXY TCP5 192.0.2.7"s + end,
                                    "PROXY UDP4 192.0.2.7"s + end,
                                    "PROXY UNKNOWNS 192.0.2.7"s + end,
                                    "PROXY TCP4  192.0.2.7"s + end,
                                    "PROXY TCP4 192.0.2.07"s + end,
                                    "PROXY TCP4 192.0.2.256"s + end,
                                    "PROXY TCP4 192.0.2"s + end,
                                    "PROXY TCP4 0xc0.0.2.7"s + end,
                                    "PROXY TCP4 2001:db8::7"s + end,
                                    "PROXY TCP6 192.0.2.7 2001:db8::1 1 2\r\n"s,
                                    "PROXY TCP6 2001:db8::7"s + end,
                                    "PROXY TCP6 [2001:db8::7] ::1 1 2\r\n"s,
                                    "PROXY TCP6 fe80::1%eth0 ::1 1 2\r\n"s,
                                    "PROXY TCP6 :: ::1 1 2\r\n"s,
                                    "PROXY TCP6 100::7 ::1 1 2\r\n"s,
                                    "PROXY TCP4 192.0.2.7 192.0.2.1 65536 2\r\n"s,
                                    "PROXY TCP4 192.0.2.7 192.0.2.1 1 65536\r\n"s,
                                    "PROXY TCP4 192.0.2.7 192.0.2.1 01 2\r\n"s,
                                    "PROXY TCP4 192.0.2.7 192.0.2.1 1 00\r\n"s,
                                    "PROXY TCP4 192.0.2.7 192.0.2.1 -1 2\r\n"s,
                                    "PROXY TCP4 192.0.2.7 192.0.2.1 +1 2\r\n"s,
                                    "PROXY TCP4 192.0.2.7 192.0.2.1  2\r\n"s,
                                    "PROXY TCP4 192.0.2.7 192.0.2.1 1\r\n"s,
                                    "PROXY TCP4 192.0.2.7 192.0.2.1 1 2 \r\n"s,
                                    "PROXY TCP4 192.0.2.7 192.0.2.1 1 2 3\r\n"s,
                                    "PROXY TCP4 192.0.2.7 192.0.2.1 1 2\n"s,
                                    "PROXY TCP4 192.0.2.7 192.0.2.1 1 2\r\r\n"s,
                                    "PROXY TCP4\t192.0.2.7 192.0.2.1 1 2\r\n"s,
                                    "PROXY TCP4 192.0.2.7\0 192.0.2.1 1 2\r\n"s,
                                    "PROXY  TCP4 192.0.2.7 192.0.2.1 1 2\r\n"s,
                                    "PROXY \r\n more than 13"s,
                                    "PROXY TCP4 \r\n  "s}) {
        EXPECT_EQ(read(line).kind, Kind::bad) << line;
    }
}

TEST(ProxyHeader, IsNotReadBeyondTheLongest) {
    EXPECT_EQ(read("PROXY UNKNOWN " + std::string(92, 'f') + "\r\n").kind, Kind::bad);
    EXPECT_EQ(read("PROXY UNKNOWN " + std::string(5000, 'f')).kind, Kind::bad);
    EXPECT_EQ(read(version_2('\x21', '\x11', ipv4 + value('\x04', std::string(4096 - 14, '\0')))).kind,
              Kind::bad);
    EXPECT_EQ(read(version_2('\x20', '\x00', std::string(65535, '\0'))).kind, Kind::bad);
}

TEST(ProxyHeader, OfVersion2HasWhatItsFamilyNeeds) {
    for (const std::string& header :
         {version_2('\x22', '\x11', ipv4), version_2('\x2f', '\x11', ipv4), version_2('\x01', '\x11', ipv4),
          version_2('\x31', '\x11', ipv4), version_2('\x21', '\x13', ipv4), version_2('\x21', '\x41', ipv4),
          version_2('\x21', '\xff', ipv4), version_2('\x21', '\x11', ipv4.substr(1)),
          version_2('\x21', '\x11', ""), version_2('\x21', '\x21', ipv4),
          version_2('\x21', '\x21', ipv6.substr(1)), version_2('\x21', '\x31', std::string(215, 'x')),
          version_2('\x21', '\x12', ipv4.substr(1)), version_2('\x21', '\x21', std::string(36, '\0'))}) {
        EXPECT_EQ(read(header).kind, Kind::bad) << header;
    }
}

TEST(ProxyHeader, OfVersion2HasWholeValues) {
    for (const std::string& values :
         {"\x05"s, "\x05\x00"s, "\x05\x00\x01"s, value('\x05', "x") + "\x05", "\x20\x00\x06\x01\0\0\0\0"s,
          value('\x20', "\x01\0\0\0"s), value('\x20', "")}) {
        EXPECT_EQ(read(version_2('\x21', '\x11', ipv4 + values)).kind, Kind::bad) << values.size();
    }
}

}  // namespace
}  // namespace confab::wire
