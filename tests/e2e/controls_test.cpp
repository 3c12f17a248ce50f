#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "e2e/support/confabd.hpp"
#include "e2e/support/text.hpp"

namespace confab::e2e {
namespace {

using namespace std::literals;
using Vectors = std::vector<std::pair<std::string, std::string>>;

class Controls : public testing::Test {
  protected:
    void expect_cleaned(const Vectors& vectors) {
        for (const auto& [sent, wanted] : vectors) {
            SCOPED_TRACE(visible(sent));
            alice.say("<" + sent + ">");
            EXPECT_EQ(visible(bob.line()), visible("alice: <" + wanted + ">"));
        }
        for (const auto& [sent, wanted] : vectors) {
            SCOPED_TRACE("byte by byte " + visible(sent));
            alice.send_piecemeal("<" + sent + ">\n");
            EXPECT_EQ(visible(bob.line()), visible("alice: <" + wanted + ">"));
        }
    }

    Confabd daemon;
    Client alice = daemon.client("alice");
    Client bob = daemon.client("bob");
};

TEST_F(Controls, WholeEscapeSequencesVanish) {
    expect_cleaned({{"a\x1b[31mred\x1b[0m", "ared"},
                    {"a\x1b[2J\x1b[1;1Hb", "ab"},
                    {"a\x1b[?25lb", "ab"},
                    {"a\x1b[>0;276;0c"
                     "b",
                     "ab"},
                    {"a\x1b[1 qb", "ab"},
                    {"up\x1b[A\x1b[B\x1b[C\x1b[D", "up"},
                    {"delete\x1b[3~", "delete"},
                    {"a\x1b[38:2::255:0:0mb", "ab"},
                    {"a\x1bOPb", "ab"},
                    {"a\x1bNxb", "ab"},
                    {"a\x1b]0;title\x07"
                     "b",
                     "ab"},
                    {"a\x1b]0;title\x1b\\b", "ab"},
                    {"a\x1b]8;;http://example.com\x1b\\link\x1b]8;;\x1b\\b", "alinkb"},
                    {"a\x1b]52;c;aGVsbG8=\x07"
                     "b",
                     "ab"},
                    {"a\x1bP1$r0m\x1b\\b", "ab"},
                    {"a\x1bXsos\x1b\\b", "ab"},
                    {"a\x1b^pm\x1b\\b", "ab"},
                    {"a\x1b_apc\x1b\\b", "ab"},
                    {"a\x1b]0;bad \xc3 byte\x1b\\b", "ab"},
                    {"a\x1b]0;t\xc3\xaftle\xe2\x82\xac\x1b\\b", "ab"}});
}

TEST_F(Controls, SoDoThoseThatBeginWithAC1Control) {
    expect_cleaned({{"a\xc2\x9b"
                     "31mred",
                     "ared"},
                    {"a\xc2\x9b"
                     "2Jb",
                     "ab"},
                    {"a\xc2\x8fPb", "ab"},
                    {"a\xc2\x8exb", "ab"},
                    {"a\xc2\x9d"
                     "0;title\x07"
                     "b",
                     "ab"},
                    {"a\xc2\x9d"
                     "0;title\xc2\x9c"
                     "b",
                     "ab"},
                    {"a\xc2\x9d"
                     "0;title\x1b\\b",
                     "ab"},
                    {"a\x1b]0;title\xc2\x9c"
                     "b",
                     "ab"},
                    {"a\xc2\x90q\xc2\x9c"
                     "b",
                     "ab"},
                    {"a\xc2\x98sos\xc2\x9c"
                     "b",
                     "ab"},
                    {"a\xc2\x9epm\xc2\x9c"
                     "b",
                     "ab"},
                    {"a\xc2\x9f"
                     "apc\xc2\x9c"
                     "b",
                     "ab"}});
}

TEST_F(Controls, ASequenceWithoutAnEndDoesNotReachIntoTheNextLine) {
    for (const std::string start :
         {"\x1b", "\x1b[", "\x1b[3", "\x1b]0;ti", "\x1bP", "\x1bX", "\x1b^", "\x1b_", "\x1bO", "\x1bN",
          "\xc2\x9b", "\xc2\x9d", "\xc2\x90", "\x1b]0;title\x1b"}) {
        SCOPED_TRACE(visible(start));

        alice.send("begin" + start + "\nnext line\n");

        const std::string first = bob.line();
        EXPECT_TRUE(first.starts_with("alice: begin")) << visible(first);
        EXPECT_FALSE(has_controls(first)) << visible(first);
        bob.expect("alice: next line");
    }
}

TEST(ControlsOfMallory, NeverReachTheLogByAnyWay) {
    Confabd daemon({"--log-messages", "--log-level", "trace", "--announce-after", "0"});
    const std::string hostile =
        "x\x1b[31m\x1b]0;t\x07\xc2\x9b"
        "2J\xc2\x85\x01\x7f\xe2\x80\xae\xe2\x80\xa8\0y"s;
    Client mallory = daemon.client("mallory");
    for (const std::string command :
         {"", "/me ", "/topic ", "/nick m", "/join r", "/nosuch", "/msg ", "/away ", "/leave "}) {
        mallory.answer(command + hostile);
    }
    mallory.say("/quit " + hostile);
    mallory.until_closed();
    Client http = daemon.connect();
    http.send("GET /" + hostile + " HTTP/1.1\r\n\r\n");
    http.until_closed();
    EXPECT_EQ(daemon.stop(), 0);

    for (const std::string& line : daemon.log().lines()) {
        EXPECT_FALSE(has_controls(line)) << visible(line);
        EXPECT_FALSE(contains(line, "\xe2\x80\xae") || contains(line, "\xe2\x80\xa8")) << visible(line);
    }
}

}  // namespace
}  // namespace confab::e2e
