#include <gtest/gtest.h>

#include <random>
#include <string>
#include <utility>
#include <vector>

#include "e2e/support/confabd.hpp"
#include "e2e/support/text.hpp"

namespace confab::e2e {
namespace {

const std::string bad = "\xef\xbf\xbd";  // U+FFFD

// How long a prefix of `bytes` is a well-formed character, or else its maximal bad part (Unicode,
// table 3-7); negative for the latter.
int first_part(std::string_view bytes) {
    const auto at = [&bytes](std::size_t i) {
        return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : static_cast<unsigned char>(0);
    };
    const unsigned char lead = at(0);
    if (lead < 0x80) return 1;
    if (lead < 0xc2 || lead > 0xf4) return -1;
    const int length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    unsigned char low = 0x80;
    unsigned char high = 0xbf;
    if (lead == 0xe0) low = 0xa0;
    if (lead == 0xed) high = 0x9f;
    if (lead == 0xf0) low = 0x90;
    if (lead == 0xf4) high = 0x8f;
    for (int i = 1; i < length; ++i) {
        const unsigned char next = at(static_cast<std::size_t>(i));
        if (next < low || next > high) return -i;
        low = 0x80;
        high = 0xbf;
    }
    return length;
}

std::string repaired(std::string_view bytes) {
    std::string text;
    while (!bytes.empty()) {
        const int part = first_part(bytes);
        const auto length = static_cast<std::size_t>(part < 0 ? -part : part);
        text += part < 0 ? bad : std::string(bytes.substr(0, length));
        bytes.remove_prefix(length);
    }
    return text;
}

// From Unicode 15, tables 3-8 to 3-11, and the encoding tests of the web platform.
const std::vector<std::pair<std::string, std::string>> vectors{
    {"\x80", bad},
    {"\xbf", bad},
    {"\xc0\x80", bad + bad},
    {"\xc1\xbf", bad + bad},
    {"\xc2", bad},
    {"\xc3(", bad + "("},
    {"\xe0\x80\x80", bad + bad + bad},
    {"\xe0\x9f\xbf", bad + bad + bad},
    {"\xe2\x82", bad},
    {"\xe2\x82(", bad + "("},
    {"\xe2(\xa1", bad + "(" + bad},
    {"\xed\xa0\x80", bad + bad + bad},
    {"\xed\xbf\xbf", bad + bad + bad},
    {"\xed\xa0\xbd\xed\xb8\x80", bad + bad + bad + bad + bad + bad},
    {"\xf0\x80\x80\x80", bad + bad + bad + bad},
    {"\xf0\x8f\xbf\xbf", bad + bad + bad + bad},
    {"\xf0\x9f\x99", bad},
    {"\xf0\x9f\x99(", bad + "("},
    {"\xf0\x9f(\x99", bad + "(" + bad},
    {"\xf4\x90\x80\x80", bad + bad + bad + bad},
    {"\xf5\x80", bad + bad},
    {"\xf8\x88\x80\x80\x80", bad + bad + bad + bad + bad},
    {"\xfe", bad},
    {"\xc0\xaf\xe0\x80\xbf\xf0\x81\x82\x41", times(8, bad) + "A"},
    {"\xed\xa0\x80\xed\xbf\xbf\xed\xaf\x41", times(8, bad) + "A"},
    {"\xe1\x80\xe2\xf0\x91\x92\xf1\xbf\x41", times(4, bad) + "A"},
    {"\xf4\x91\x92\x93\xff\xff\x41\x80\xbf\x42", times(5, bad) + "A" + times(2, bad) + "B"},
    {"\xff\xff", bad},
    {"\xff\xff\xff\xff", bad + bad},
    {"caf\xe9 latin-1", "caf" + bad + " latin-1"},
    {"\xef\xbf\xbd", bad},
    {"\xc3\xa9\xe2\x82\xac\xf0\x9f\x99\x82", "\xc3\xa9\xe2\x82\xac\xf0\x9f\x99\x82"},
    {"\xf4\x8f\xbf\xbd", "\xf4\x8f\xbf\xbd"},
    {"\xee\x80\x80", "\xee\x80\x80"}};

TEST(Utf8, TheSameByteByByte) {
    Confabd daemon;
    Client alice = daemon.client("alice");
    Client bob = daemon.client("bob");
    for (const auto& [sent, wanted] : vectors) {
        SCOPED_TRACE(visible(sent));

        alice.send_piecemeal("<" + sent + ">\n");

        bob.expect("alice: <" + wanted + ">");
    }
}

TEST(Utf8, TheSameAsADecoderByTheBookForAnythingElse) {
    Confabd daemon;
    Client alice = daemon.client("alice");
    Client bob = daemon.client("bob");
    // No byte of a control, a mark or an IAC can come out of these.
    const std::string alphabet = "Az\x80\x82\x8f\x90\x9f\xa0\xbf\xc0\xc3\xc5\xe2\xe3\xed\xf0\xf4\xf5\xfe";
    std::mt19937 random(20260101);
    std::uniform_int_distribution<std::size_t> letter(0, alphabet.size() - 1);
    for (int line = 0; line < 3000; ++line) {
        std::string sent = "<";
        for (int i = 0; i < 10; ++i) sent += alphabet[letter(random)];
        sent += ">";

        alice.say(sent);

        ASSERT_EQ(visible(bob.line()), visible("alice: " + repaired(sent))) << visible(sent);
    }
}

TEST(Utf8, TheSameAtTheEndOfInput) {
    Confabd daemon;
    Client bob = daemon.client("bob");
    for (const auto& [sent, wanted] : vectors) {
        SCOPED_TRACE(visible(sent));
        Client alice = daemon.client("alice");

        alice.send("<" + sent);
        alice.finish_sending();

        bob.expect("alice: <" + wanted);
        alice.until_closed();
    }
}

}  // namespace
}  // namespace confab::e2e
