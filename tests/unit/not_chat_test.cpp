// Programs that came to the wrong port.
#include "confab/wire/not_chat.hpp"

#include <gtest/gtest.h>

namespace confab::wire {
namespace {

TEST(NotChat, ATlsHandshakeIsKnownByTwoBytes) {
    EXPECT_EQ(not_chat_bytes("\x16\x03"), "TLS");
    EXPECT_EQ(not_chat_bytes("\x16\x03\x01\x02"), "TLS");
    EXPECT_EQ(not_chat_bytes("\x16"), "");
    EXPECT_EQ(not_chat_bytes("\x16x"), "");
    EXPECT_EQ(not_chat_bytes(""), "");
}

TEST(NotChat, AnHttpRequestIsKnownByItsLine) {
    for (const char* line :
         {"GET / HTTP/1.1", "POST /a?b=c HTTP/1.0", "OPTIONS * HTTP/1.1", "PRI * HTTP/2.0"}) {
        EXPECT_EQ(not_chat_line(line), "HTTP") << line;
    }
}

TEST(NotChat, AnSshHelloIsKnownByItsLine) { EXPECT_EQ(not_chat_line("SSH-2.0-OpenSSH_9.2"), "SSH"); }

TEST(NotChat, AnIrcClientIsKnownByWhatItSaysFirst) {
    for (const char* line : {"PASS x", "PASS :two words", "PASS two words", "CAP LS 302", "CAP LS",
                             "CAP REQ :sasl", "CAP END", "JOIN :", "JOIN #lobby", "JOIN #a,#b key", "JOIN 0",
                             "AUTHENTICATE PLAIN", "AUTHENTICATE AGFubgBzZWNyZXQ=", "USER a 0 * :b",
                             "USER a a localhost :Ann B", "WEBIRC secret gateway host 192.0.2.1"}) {
        EXPECT_EQ(not_chat_line(line), "IRC") << line;
    }
}

TEST(NotChat, ANickIsOfIrcOnlyIfTheSameReadHasMoreOfIt) {
    for (const char* after :
         {"USER a 0 * :b\r\n", "\nUSER a 0 * :b\r\n", "USER a 0 * :b", "\nCAP LS\r\nUSER a 0 * :b"}) {
        EXPECT_EQ(not_chat_line("NICK ann", after), "IRC") << after;
    }
    for (const char* after :
         {"", "USER", "hello\n", "user a 0 * :b\n", "USERS are here\n", "USER is a word\n"}) {
        EXPECT_EQ(not_chat_line("NICK ann", after), "") << after;
    }
    EXPECT_EQ(not_chat_line("NICK of time", "USER a 0 * :b\n"), "");
    EXPECT_EQ(not_chat_line("nick ann", "USER a 0 * :b\n"), "");
}

TEST(NotChat, AUserWithAPasswordInTheSameReadIsNoPerson) {
    EXPECT_EQ(not_chat_line("USER ann", "PASS secret\r\n"), "IRC");
    EXPECT_EQ(not_chat_line("USER ann", "hello\r\n"), "");
}

TEST(NotChat, AProxyIsKnownByItsHeader) {
    EXPECT_EQ(not_chat_line("PROXY TCP4 203.0.113.5 10.0.0.1 1 2"), "the PROXY protocol");
    EXPECT_EQ(not_chat_line("PROXY UNKNOWN"), "the PROXY protocol");
    EXPECT_EQ(not_chat_line("PROXY servers are slow"), "");
    EXPECT_EQ(not_chat_bytes(std::string_view("\r\n\r\n\0\r\nQUIT\n", 12)), "the PROXY protocol");
    EXPECT_EQ(not_chat_bytes("\r\n\r\nhello"), "");
}

TEST(NotChat, Utf16IsKnownByItsMark) {
    EXPECT_EQ(not_chat_bytes(std::string_view("\xff\xfe/\0l\0", 6)), "UTF-16");
    EXPECT_EQ(not_chat_bytes(std::string_view("\xfe\xff\0/\0l", 6)), "UTF-16");
    EXPECT_EQ(not_chat_bytes("\xff\xfe\x01"), "") << "IAC DONT ECHO";
    EXPECT_EQ(not_chat_bytes("\xff\xfe\x01\xff\xfb\x1f"), "");
}

TEST(NotChat, AByteOrderMarkIsNoPartOfTheFirstLine) {
    EXPECT_EQ(without_byte_order_mark("\xEF\xBB\xBF/nick ci"), "/nick ci");
    EXPECT_EQ(without_byte_order_mark("\xEF\xBB\xBF"), "");
    EXPECT_EQ(without_byte_order_mark("\xEF\xBB"), "\xEF\xBB");
    EXPECT_EQ(without_byte_order_mark("a\xEF\xBB\xBF"), "a\xEF\xBB\xBF");
}

TEST(NotChat, PeopleMayTalkAboutIt) {
    for (const char* line : {"GET well soon",
                             "GET / HTTP",
                             "get / HTTP/1.1",
                             "I use HTTP/1.1",
                             "HTTP/1.1",
                             "",
                             " ",
                             "GET",
                             "GET ",
                             "hello",
                             "SSH is down",
                             "/help",
                             "pass the salt",
                             "PASS",
                             "PASSWORD x",
                             "CAP",
                             "CAPS LOCK",
                             "CAP the bottle",
                             "JOIN",
                             "JOIN us",
                             "join #lobby",
                             "AUTHENTICATE",
                             "AUTHENTICATE me please",
                             "USER",
                             "USER is a word",
                             "NICK ann",
                             "Nick of time"}) {
        EXPECT_EQ(not_chat_line(line), "") << line;
    }
}

}  // namespace
}  // namespace confab::wire
