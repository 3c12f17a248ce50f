// Which commands /help shows together.
#include "dialect/text/help_topics.hpp"

#include <gtest/gtest.h>

#include <map>

#include "dialect/text/command_list.hpp"
#include "unit/support/chat.hpp"

namespace confab::unit {
namespace {

constexpr std::size_t screen_columns = 80;
constexpr std::size_t screen_rows = 24;

TEST(HelpTopics, EveryCommandIsInOneOfThem) {
    std::map<std::string_view, int> topics_of;
    for (const HelpTopic& topic : help_topics()) {
        for (const std::string_view name : topic.commands) ++topics_of[name];
    }

    for (const Command& command : commands()) EXPECT_EQ(topics_of[command.name], 1) << command.name;
    EXPECT_EQ(topics_of.size(), commands().size());
}

TEST(HelpTopics, WhatIsNeededEveryDayFitsOnAScreen) {
    Chat chat;
    const ClientId ann = chat.connect("ann");
    chat.line(ann, "/join dev");
    chat.line(ann, "/leave lobby");

    const Lines told = chat.answer(ann, "/help");

    EXPECT_LT(told.size(), screen_rows);  // one is for what is typed
    for (const std::string& line : told) EXPECT_LE(line.size(), screen_columns) << line;
}

TEST(HelpTopics, ACommandOfTheNameOfATopicComesFirst) {
    Chat chat;
    const ClientId ann = chat.connect("ann");

    const Lines told = chat.answer(ann, "/help history");

    EXPECT_EQ(told.front(), "* /history [N|TIME|since TIME]: what was said in the room before");
    EXPECT_EQ(count_prefix(told, "* /history"), 1U);
    EXPECT_EQ(count_prefix(told, "* /search"), 1U);
    EXPECT_EQ(count_prefix(chat.answer(ann, "/help names"), "* /register"), 1U);
}

TEST(UserSettings, EachIsTypedAsItIs) {
    Chat chat;
    const ClientId ann = chat.connect("ann");
    chat.hub.set_interactive(ann, true);
    chat.answer(ann, "/notify word soup");
    chat.answer(ann, "/tz Europe/Berlin");

    EXPECT_EQ(chat.answer(ann, "/notify"), Lines{"* your name, private messages and these words ring: soup"});
    EXPECT_EQ(chat.answer(ann, "/color"), Lines{"* using the colours that your terminal supports"});
    EXPECT_EQ(chat.answer(ann, "/status"), Lines{"* the status line is off"});
    const Lines all = chat.answer(ann, "/set");
    EXPECT_EQ(count_prefix(all, "* /notify word soup: "), 1U);
    EXPECT_EQ(count_prefix(all, "* /tz Europe/Berlin: "), 1U);
    EXPECT_EQ(count_prefix(all, "* /color auto: "), 1U);
}

}  // namespace
}  // namespace confab::unit
