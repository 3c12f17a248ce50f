// Coming in: the guest name, the greeting, and what was said before.
#include <gtest/gtest.h>

#include "unit/support/chat.hpp"

namespace confab::unit {
namespace {

TEST(HubGreeting, IsNoticesAndItsLastLineSaysWhoAndWhereOneIs) {
    Chat chat;

    const Lines lines = chat.take(chat.connect_unread());

    ASSERT_FALSE(lines.empty());
    EXPECT_EQ(count_prefix(lines, "* "), lines.size());
    EXPECT_EQ(lines.back(), "* You are guest1 in #lobby (1 here)");
}

TEST(HubGreeting, ShowsTheMotdAndTheTopicBeforeTheLastLine) {
    Chat chat({.motd = {"be kind", "", "and brief"}});
    chat.line(chat.connect(), "/topic tea");

    const Lines lines = chat.take(chat.connect_unread());

    const std::string all = joined(lines);
    EXPECT_LT(all.find("* be kind\n* \n* and brief\n"), all.find("* topic of #lobby: tea\n"));
    EXPECT_EQ(lines.back(), "* You are guest2 in #lobby (2 here)");
}

TEST(HubGreeting, IsFollowedByWhatWasSaidBeforeInItsFrame) {
    Chat chat;
    const ClientId ann = chat.connect("ann");
    chat.line(ann, "hello");
    chat.line(ann, "/me waves");

    const Lines lines = chat.take(chat.connect_unread());

    ASSERT_GE(lines.size(), 6U);
    const Lines end(lines.end() - 6, lines.end());
    EXPECT_TRUE(end[0].starts_with("* You are guest1 "));
    EXPECT_EQ(end[1], "* last 2 lines of #lobby:");
    EXPECT_TRUE(end[2].ends_with(" ann: hello")) << end[2];
    EXPECT_TRUE(end[3].ends_with(" ** ann waves")) << end[3];
    EXPECT_EQ(end[2][2], ':');
    EXPECT_EQ(end[4], "* now live");
    EXPECT_EQ(end[5], "* you are guest1 in #lobby, /help tells what you can do");
}

TEST(HubGreeting, OneLineIsALine) {
    Chat chat;
    chat.line(chat.connect(), "hello");

    EXPECT_NE(joined(chat.take(chat.connect_unread())).find("* last 1 line of #lobby:\n"), std::string::npos);
}

TEST(HubGreeting, ReplaysAtMostTheHistorySetting) {
    Chat chat({.history = 3, .motd = {}});
    const ClientId ann = chat.connect();
    for (int i = 1; i <= 5; ++i) chat.line(ann, "line " + std::to_string(i));

    const std::string all = joined(chat.take(chat.connect_unread()));

    EXPECT_EQ(all.find("line 2"), std::string::npos);
    EXPECT_NE(all.find("* last 3 lines of #lobby:\n"), std::string::npos);
    EXPECT_NE(all.find("line 3"), std::string::npos);
}

TEST(HubGreeting, WithHistoryZeroNothingIsReplayed) {
    Chat chat({.history = 0, .motd = {}});
    chat.line(chat.connect(), "hello");

    EXPECT_TRUE(chat.take(chat.connect_unread()).back().starts_with("* You are "));
}

TEST(HubGreeting, HistoryCountsWhatWasSaidAndNotNotices) {
    Chat chat({.history = 2, .motd = {}});
    const ClientId ann = chat.connect("ann");
    chat.line(ann, "one");
    chat.line(ann, "/topic tea");
    chat.line(ann, "/nick anna");
    chat.line(ann, "two");

    const std::string all = joined(chat.take(chat.connect_unread()));

    EXPECT_NE(all.find("ann: one"), std::string::npos);
    EXPECT_NE(all.find("anna: two"), std::string::npos);
}

TEST(HubGuestNumber, IsTheLowestThatIsFree) {
    Chat chat;
    const auto guests = chat.connect_many(3);
    chat.disconnect(guests[1]);
    chat.line(guests[0], "/nick ann");

    EXPECT_EQ(chat.client(chat.connect()).name.text, "guest1");
    EXPECT_EQ(chat.client(chat.connect()).name.text, "guest2");
    EXPECT_EQ(chat.client(chat.connect()).name.text, "guest4");
}

TEST(HubGuestNumber, IsPassedOverWhenSomeoneTookTheName) {
    Chat chat;
    const ClientId ann = chat.connect();
    ASSERT_EQ(count_prefix(chat.answer(ann, "/nick guest2"), "!"), 0U);

    EXPECT_EQ(chat.client(chat.connect()).name.text, "guest1");
    EXPECT_EQ(chat.client(chat.connect()).name.text, "guest3");
    chat.line(ann, "/nick ann");
    EXPECT_EQ(chat.client(chat.connect()).name.text, "guest2");
}

TEST(HubGuestNumber, IsPassedOverWhenSomeoneTookALookAlike) {
    Chat chat;
    const ClientId ann = chat.connect("guestl");
    ASSERT_EQ(chat.client(ann).name.text, "guestl");

    EXPECT_EQ(chat.client(chat.connect()).name.text, "guest2");
}

TEST(HubGuestNumber, ManyGuestsHaveNamesOfTheirOwn) {
    Chat chat;
    std::set<std::string> names;

    for (const ClientId id : chat.connect_many(300)) names.insert(chat.client(id).name.key);

    EXPECT_EQ(names.size(), 300U);
    EXPECT_EQ(chat.hub.clients(), 300U);
}

TEST(HubEdge, AnIdThatIsUnknownOrGoneIsIgnored) {
    Chat chat;
    const ClientId ann = chat.connect();
    const ClientId bob = chat.connect();
    chat.disconnect(ann);
    chat.forget_all();

    for (const ClientId nobody : {ann, ClientId{99, 99}, ClientId{}}) {
        chat.line(nobody, "hello");
        chat.line(nobody, "/join dev");
        chat.hub.reject(nobody, Code::line_too_long, chat.now);
        chat.hub.notice(nobody, Code::still_here, chat.now);
        chat.disconnect(nobody);
    }

    EXPECT_TRUE(chat.take(bob).empty());
    EXPECT_EQ(chat.hub.clients(), 1U);
}

TEST(HubEdge, RejectIsOneErrorAndNoticeOneNotice) {
    Chat chat;
    const ClientId ann = chat.connect();

    chat.hub.reject(ann, {Code::line_too_long, 9}, chat.now);
    chat.hub.notice(ann, Code::still_here, chat.now);

    EXPECT_EQ(chat.take(ann),
              (Lines{"! line too long (limit 9 bytes), nothing was sent", "* yes, still here"}));
}

}  // namespace
}  // namespace confab::unit
