// Messages of IRC, their tags, and the colours in them.
#include "dialect/irc/message.hpp"

#include <gtest/gtest.h>

#include "dialect/irc/formats.hpp"
#include "dialect/irc/interpreter.hpp"

namespace confab::dialect::irc {
namespace {

std::vector<std::string> params_of(std::string_view line) {
    std::vector<std::string> params;
    for (const std::string_view each : parse_message(line).params) params.emplace_back(each);
    return params;
}

TEST(IrcMessage, HasACommandAndParametersOfWhichTheLastMayHaveSpaces) {
    const Message message = parse_message("PRIVMSG #dev :hello  there");

    EXPECT_EQ(message.command, "PRIVMSG");
    EXPECT_EQ(params_of("PRIVMSG #dev :hello  there"), (std::vector<std::string>{"#dev", "hello  there"}));
    EXPECT_EQ(params_of("MODE   #dev  +o   ann "), (std::vector<std::string>{"#dev", "+o", "ann"}));
    EXPECT_EQ(params_of("TOPIC #dev :"), (std::vector<std::string>{"#dev", ""}));
    EXPECT_EQ(params_of("QUIT"), std::vector<std::string>{});
}

TEST(IrcMessage, APrefixOfAClientIsLeftOut) {
    EXPECT_EQ(parse_message(":root!root@host QUIT :bye").command, "QUIT");
    EXPECT_EQ(parse_message(":").command, "");
    EXPECT_EQ(parse_message("").command, "");
}

TEST(IrcMessage, TheFifteenthParameterIsTheRest) {
    EXPECT_EQ(params_of("X 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16").back(), "15 16");
}

TEST(IrcMessage, TagsAreReadAsTheyStand) {
    const Message message = parse_message("@label=x;+typing=active;msgid TAGMSG #dev");

    EXPECT_EQ(message.command, "TAGMSG");
    EXPECT_EQ(tag_value(message.tags, "label"), "x");
    EXPECT_EQ(tag_value(message.tags, "msgid"), "");
    EXPECT_EQ(tag_value(message.tags, "lab"), "");
    EXPECT_EQ(client_tags(message.tags), "+typing=active");
    EXPECT_EQ(client_tags("+=x;+;time=y"), "");
}

TEST(IrcMessage, IsTooLongByItsTagsOrByTheRest) {
    const std::string tags = "@" + std::string(max_tags - 2, 'a') + " ";

    EXPECT_FALSE(is_too_long(std::string(max_rest, 'x')));
    EXPECT_TRUE(is_too_long(std::string(max_rest + 1, 'x')));
    EXPECT_FALSE(is_too_long(tags + std::string(max_rest, 'x')));
    EXPECT_TRUE(is_too_long("@a" + tags.substr(1) + "PING x"));
    EXPECT_TRUE(is_too_long(tags + std::string(max_rest + 1, 'x')));
    EXPECT_FALSE(is_too_long("@"));
}

TEST(IrcFormats, GoWithTheirDigits) {
    EXPECT_EQ(without_formats("\x02"
                              "bold\x02 \x1ditalics\x0f"),
              "bold italics");
    EXPECT_EQ(without_formats("\x03"
                              "04,12red\x03 and"),
              "red and");
    EXPECT_EQ(without_formats("\x03"
                              "4,not a colour"),
              ",not a colour");
    EXPECT_EQ(without_formats("\x03"
                              "123"),
              "3");
    EXPECT_EQ(without_formats("\x04"
                              "ff0000,00ff00x"),
              "x");
    EXPECT_EQ(without_formats("\x03"), "");
    EXPECT_EQ(without_formats("\x01"
                              "ACTION x\x01"),
              "\x01"
              "ACTION x\x01");
}

TEST(IrcMasks, MatchInAnyCaseOfAscii) {
    EXPECT_TRUE(matches("*", ""));
    EXPECT_TRUE(matches("a*C", "ABBC"));
    EXPECT_TRUE(matches("?nn", "Ann"));
    EXPECT_FALSE(matches("?nn", "nn"));
    EXPECT_FALSE(matches("", "x"));
    EXPECT_TRUE(matches("*#*", "a#b"));
}

}  // namespace
}  // namespace confab::dialect::irc
