// Coming back while another connection of the same person is still there: their rooms stay as they are.
#include <gtest/gtest.h>

#include "unit/support/registered.hpp"
#include "unit/support/resuming.hpp"

namespace confab::unit {
namespace {

using namespace std::chrono_literals;

class HubAttachment : public HubResume {
  protected:
    // A guest in the room den that it has made, and its code.
    std::pair<ClientId, std::string> alone_in_den() {
        auto ghost = arrive("gus");
        for (const char* line : {"/join den", "/topic tea", "hello"}) chat.line(ghost.first, line);
        chat.take(ghost.first);
        return ghost;
    }
    void keep_little() {
        ChatSettings small = settings();
        small.history_bytes = 8;
        chat.hub.configure(small);
    }
};

TEST_F(HubAttachment, ARoomInWhichOneIsAloneStays) {
    const auto [gus, code] = alone_in_den();
    const RoomId den = chat.room("den")->id();
    const auto [back, fresh] = arrive();

    const Lines lines = resume(back, code);

    EXPECT_EQ(lines, (Lines{"* last 1 line of #den:", "#den gus: hello", "* now live",
                            "* you are back as gus in #den"}));
    ASSERT_NE(chat.room("den"), nullptr);
    EXPECT_EQ(chat.room("den")->id(), den);
    EXPECT_EQ(chat.room("den")->topic, "tea");
    EXPECT_EQ(chat.room("den")->history.size(), 1U);
}

TEST_F(HubAttachment, ItsRulesBansAndOperatorsStay) {
    const auto [gus, code] = alone_in_den();
    for (const char* line : {"/room moderated on", "/room slow 5s", "/ban bob"}) {
        EXPECT_FALSE(chat.answer(gus, line).back().starts_with("! ")) << line;
    }
    const auto [back, fresh] = arrive();

    resume(back, code);

    const Room& den = *chat.room("den");
    ASSERT_TRUE(den.rules);
    EXPECT_TRUE(den.rules->moderated);
    EXPECT_EQ(den.rules->slow, 5U);
    EXPECT_EQ(chat.hub.sanctions().of_room(RoomKey::of_public("den")), 1U);
    EXPECT_FALSE(chat.answer(back, "/room slow off").back().starts_with("! "));
}

TEST_F(HubAttachment, AllOfThemStayWhileWhatWasMissedIsAskedFor) {
    keep_little();
    const auto [gus, code] = arrive("gus");
    for (const char* line : {"/join one", "/join two", "/topic second", "/join three", "/topic third"}) {
        chat.line(gus, line);
    }
    chat.line(bob, "/join one");
    const auto [back, fresh] = arrive();
    chat.line(back, "/resume " + code);
    for (const char* line : {"a long line", "another one"}) chat.line(bob, line);

    chat.measure();

    ASSERT_EQ(log.asked.size(), 1U);
    EXPECT_EQ(chat.room("two")->topic, "second");
    EXPECT_EQ(chat.room("three")->topic, "third");
    log.answer(chat.hub, chat.now);
    const Lines lines = chat.take(back);
    EXPECT_EQ(count_prefix(lines, "* 2 lines of #one since "), 1U) << joined(lines);
    EXPECT_EQ(lines.back(), "* you are back as gus in #three");
}

TEST_F(HubAttachment, WhatIsSaidWhileItIsAskedForIsShownOnce) {
    keep_little();
    const auto [gus, code] = arrive("gus");
    for (const char* line : {"/join one", "/join two"}) chat.line(gus, line);
    for (const char* line : {"/join one", "/join two"}) chat.line(bob, line);
    const auto [back, fresh] = arrive();
    chat.line(back, "/resume " + code);
    for (const char* line : {"in two", "/join one", "a long line", "another one", "/join two"}) {
        chat.line(bob, line);
    }
    chat.measure();
    ASSERT_EQ(log.asked.size(), 1U) << "of #one";

    chat.line(bob, "meanwhile");
    while (!log.asked.empty()) log.answer(chat.hub, chat.now);

    const Lines lines = chat.take(back);
    EXPECT_EQ(count_prefix(lines, "#two bob: meanwhile"), 1U) << joined(lines);
    EXPECT_EQ(count_prefix(lines, "* 1 line of #two since "), 1U) << joined(lines);
}

TEST_F(HubAttachment, AsManyRoomsAsOneMayBeInComeBack) {
    ChatSettings three = settings();
    three.max_joined = 3;
    chat.hub.configure(three);
    const auto [gus, code] = arrive("gus");
    for (const char* line : {"/join one", "/join two", "/leave lobby", "/join three", "/topic tea"}) {
        chat.line(gus, line);
    }
    const auto [back, fresh] = arrive();

    const Lines lines = resume(back, code);

    EXPECT_EQ(chat.client(back).rooms.size(), 3U) << joined(lines);
    EXPECT_EQ(lines.back(), "* you are back as gus in #three");
    EXPECT_EQ(chat.room("three")->topic, "tea");
}

TEST_F(HubAttachment, APrivateRoomWithoutAnOwnerStays) {
    const auto [gus, code] = alone_in_den();
    Room& den = *chat.room("den");
    den.rules_or_new().unlisted = true;
    den.rules->key = "word";
    const auto [back, fresh] = arrive();

    resume(back, code);

    ASSERT_TRUE(chat.room("den")->hidden());
    EXPECT_EQ(chat.room("den")->topic, "tea");
    EXPECT_EQ(chat.room("den")->history.size(), 1U);
}

class LoginAttachment : public Registered {
  protected:
    ClientId ann = registered("ann");
};

TEST_F(LoginAttachment, ARoomOfTheirOwnInWhichNothingWasSaidStays) {
    chat.line(ann, "/join dev");
    const RoomId dev = chat.room("dev")->id();
    const ClientId back = chat.connect();

    const Lines lines = answer(back, "/login ann secret of ann");

    EXPECT_EQ(chat.room("dev")->id(), dev);
    EXPECT_EQ(count_prefix(lines, "* #dev"), 0U) << joined(lines);
    EXPECT_EQ(lines.back(), "* you are back as ann in #dev");
}

TEST_F(LoginAttachment, ARoomWithoutAnOwnerStays) {
    for (const char* line : {"/join dev", "/room drop", "/topic tea"}) chat.line(ann, line);
    const ClientId back = chat.connect();

    answer(back, "/login ann secret of ann");

    EXPECT_EQ(chat.room("dev")->topic, "tea");
    EXPECT_FALSE(chat.answer(back, "/room slow 5s").back().starts_with("! ")) << "still an operator";
}

TEST_F(LoginAttachment, TheRoomsAndIgnoresOfTheGuestAreNotCarriedOver) {
    chat.connect("bob");
    chat.line(ann, "/join dev");
    const ClientId back = chat.connect("gus");
    for (const char* line : {"/join den", "/ignore bob"}) chat.line(back, line);

    answer(back, "/login ann secret of ann");

    EXPECT_EQ(chat.room("den"), nullptr);
    EXPECT_EQ(chat.hub.users().find_by_key("gus"), nullptr);
    EXPECT_EQ(chat.client(back).rooms.size(), 2U) << "the lobby and #dev, where ann was";
    EXPECT_EQ(chat.client(back).connection.current->name().text, "dev");
    EXPECT_EQ(chat.answer(back, "/ignore"), Lines{"* you ignore nobody"});
}

}  // namespace
}  // namespace confab::unit
