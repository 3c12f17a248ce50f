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

TEST(NotChat, PeopleMayTalkAboutIt) {
    for (const char* line : {"GET well soon", "GET / HTTP", "get / HTTP/1.1", "I use HTTP/1.1", "HTTP/1.1",
                             "", " ", "GET", "GET ", "hello", "SSH is down", "/help"}) {
        EXPECT_EQ(not_chat_line(line), "") << line;
    }
}

}  // namespace
}  // namespace confab::wire
