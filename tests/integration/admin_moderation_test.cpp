// What operators at the tool may do to people: the same as those in the chat, and without being there.
#include <gtest/gtest.h>

#include "support/admin.hpp"

namespace confab::integration {
namespace {

TEST(AdminModeration, KickPutsSomeoneOffTheServer) {
    Operated server;
    Client bob = server.person("bob");

    const Reply kick = server.run("kick", {{"target", "bob"}, {"reason", "enough"}});

    EXPECT_EQ(kick.rows.at(0)["said"], "bob was put off the server");
    EXPECT_NE(bob.until_closed().at(0).find("enough"), std::string::npos);
}

TEST(AdminModeration, ABanIsListedAndLifted) {
    const Operated server;

    EXPECT_TRUE(server.run("ban", {{"target", "192.0.2.0/24"}, {"time", "2h"}, {"reason", "spam"}}).ok());
    const Reply bans = server.run("bans");
    EXPECT_TRUE(server.run("unban", {{"target", "192.0.2.0/24"}}).ok());

    ASSERT_EQ(bans.rows.size(), 1U);
    const Json& ban = bans.rows.front();
    EXPECT_EQ(ban["kind"], "ban");
    EXPECT_EQ(ban["network"], "192.0.2.0/24");
    EXPECT_EQ(ban["reason"], "spam");
    EXPECT_TRUE(ban["by"].get<std::string>().starts_with("confabctl ("));
    EXPECT_GT(ban["until"], ban["since"]);
    EXPECT_TRUE(server.run("bans").rows.empty());
}

TEST(AdminModeration, ATimeMayStandBeforeTheReasonAsInTheChat) {
    const Operated server;

    server.run("mute", {{"target", "192.0.2.7"}, {"reason", "2h spam spam"}});
    server.run("ban", {{"target", "192.0.2.8"}, {"reason", "two reasons"}});

    const Reply bans = server.run("bans");
    ASSERT_EQ(bans.rows.size(), 2U);
    EXPECT_EQ(bans.rows[0]["kind"], "mute");
    EXPECT_EQ(bans.rows[0]["reason"], "spam spam");
    EXPECT_TRUE(bans.rows[0].contains("until"));
    EXPECT_EQ(bans.rows[1]["reason"], "two reasons");
    EXPECT_FALSE(bans.rows[1].contains("until"));
}

TEST(AdminModeration, WhatIsNoTimeIsRefused) {
    const Operated server;

    const Reply ban = server.run("ban", {{"target", "192.0.2.7"}, {"time", "soon"}});
    const Reply typed = server.run("mute", {{"target", "192.0.2.7"}, {"reason", "2hh spam"}});

    EXPECT_EQ(ban.error(), "soon is not a valid duration; use 30m, 2h, 7d, 1w or 1d12h");
    EXPECT_EQ(typed.error(), "2hh is not a valid duration; use 30m, 2h, 7d, 1w or 1d12h");
    EXPECT_EQ(ban.code() + typed.code(), "usageusage");
    EXPECT_TRUE(server.run("bans").rows.empty());
}

TEST(AdminModeration, WhatIsEmptyIsNotTheWholeServerNorForEver) {
    const Operated server;

    EXPECT_EQ(server.run("ban", {{"target", "192.0.2.7"}, {"time", ""}}).code(), "usage");
    for (const char* command : {"ban", "mute", "kick", "unban", "unmute"}) {
        EXPECT_EQ(server.run(command, {{"target", "192.0.2.7"}, {"room", ""}}).code(), "usage") << command;
    }
    EXPECT_TRUE(server.run("bans").rows.empty());
}

TEST(AdminModeration, AReasonThatIsTooLongIsRefusedNotCut) {
    const Operated server;
    const std::string longest(200, 'r');

    for (const char* command : {"kick", "ban", "mute"}) {
        const Reply reply = server.run(command, {{"target", "192.0.2.7"}, {"reason", longest + "r"}});
        EXPECT_EQ(reply.error(), "a reason has 200 bytes at most, this one has 201") << command;
    }
    EXPECT_TRUE(server.run("bans").rows.empty());
    EXPECT_TRUE(server.run("ban", {{"target", "192.0.2.7"}, {"reason", longest}}).ok());
    EXPECT_EQ(server.run("bans").rows.at(0)["reason"], longest);
}

TEST(AdminModeration, ARoomThatIsNotThereIsRefused) {
    const Operated server;

    EXPECT_FALSE(server.run("ban", {{"target", "192.0.2.7"}, {"room", "nowhere"}}).ok());
    EXPECT_FALSE(server.run("unmute", {{"target", "192.0.2.7"}, {"room", "nowhere"}}).ok());
    EXPECT_FALSE(server.run("kick", {{"target", "bob"}, {"room", "nowhere"}}).ok());
    EXPECT_TRUE(server.run("bans").rows.empty());
}

TEST(AdminModeration, WhoIsNotThereCannotBeKicked) {
    const Operated server;

    const Reply kick = server.run("kick", {{"target", "bob"}});

    EXPECT_EQ(kick.error(), "nobody called bob is here");
}

TEST(AdminModeration, LockdownLetsGuestsOnlyRead) {
    Operated server;
    Client bob = server.person("bob");

    EXPECT_EQ(server.run("lockdown").rows.at(0)["on"], false);
    EXPECT_TRUE(server.run("lockdown", {{"on", true}}).ok());
    EXPECT_EQ(server.run("lockdown").rows.at(0)["on"], true);
    EXPECT_EQ(server.run("status").rows.at(0)["lockdown"], true);
    bob.say("hello?");
    bob.until("! the server is locked down");

    EXPECT_TRUE(server.run("lockdown", {{"on", false}}).ok());
}

TEST(AdminModeration, OnlyAnAccountCanBeAnOperator) {
    const Operated server;

    EXPECT_FALSE(server.run("op-add", {{"name", "nobody"}}).ok());
    EXPECT_TRUE(server.run("op-list").rows.empty());
}

}  // namespace
}  // namespace confab::integration
