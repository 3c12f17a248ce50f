// What is not seen is not there: before a '/', and as a whole text.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "confab/base/visible.hpp"
#include "unit/support/moderated.hpp"

namespace confab::unit {
namespace {

const std::vector<std::string> unseen = {" ",          "   ",        "\u00a0",
                                         "\u3000",     "\u2003",     "\u202f",
                                         "\u200b",     "\u200d",     "\u200e",
                                         "\u2060",     "\ufeff",     "\u00ad",
                                         "\u034f",     "\u061c",     "\u115f",
                                         "\u3164",     "\uffa0",     "\u17b4",
                                         "\u180e",     "\u2800",     "\ufe0f",
                                         "\ufff9",     "\U0001d159", "\U000e0001",
                                         "\U000e0100", "\U00013430", "\ufeff \u00a0\u200b"};

class HubFirstSeen : public testing::Test {
  protected:
    void SetUp() override { chat.forget_all(); }
    std::size_t said() { return chat.room("lobby")->history.size(); }

    Chat chat;
    ClientId ann = chat.connect("ann");
    ClientId bob = chat.connect("bob");
};

TEST(Visible, IsWhatHasAGlyph) {
    for (const std::string& text : unseen) EXPECT_TRUE(is_blank(text)) << text;
    for (const char* text : {"a", " a", "\u200ba", "/", "\u2764\ufe0f", "\u0915\u093f", "\u0301", "\ufffd",
                             "\u0600", "\ue000", "\u00a0\u0301", "\U0001f468\u200d\U0001f469"}) {
        EXPECT_FALSE(is_blank(text)) << text;
    }
    EXPECT_TRUE(is_blank(""));
    EXPECT_TRUE(is_blank(" \n "));
}

TEST_F(HubFirstSeen, ASlashMakesACommand) {
    for (const std::string& before : unseen) {
        const ClientId eve = chat.connect("eve");
        EXPECT_EQ(chat.answer(eve, before + "/nick al").back(), "* eve is now called al") << before;
        EXPECT_EQ(count_prefix(chat.answer(eve, before + "/foo bar"), "! unknown command /foo"), 1U)
            << before;
        chat.disconnect(eve);
    }
    EXPECT_EQ(said(), 0U);
}

TEST_F(HubFirstSeen, TwoSlashesSayOne) {
    EXPECT_EQ(chat.answer(ann, "  //usr is full"), (Lines{"ann: /usr is full"}));
    EXPECT_EQ(chat.answer(ann, "\u00a0//\u00a0"), (Lines{"ann: /\u00a0"}));
}

TEST_F(HubFirstSeen, WhatMayHoldAPasswordIsNeverSaid) {
    for (const char* line :
         {"\u0301/login bob secret", "\ufffd/login bob secret", "\ufffd\ufffd/register secret",
          "\uff0flogin bob secret", "\uff0f\uff4c\uff4f\uff47\uff49\uff4e\u3000bob\u3000secret",
          "\u2215passwd old new", " \u2044join dev key"}) {
        EXPECT_EQ(chat.answer(ann, line),
                  (Lines{"! that may hold a password, nothing was sent: a command begins with /"}))
            << line;
    }
    for (const std::string& before : unseen) chat.line(ann, before + "/login bob secret");
    EXPECT_EQ(chat.take(bob), Lines{});
    EXPECT_EQ(said(), 0U);
}

TEST_F(HubFirstSeen, OtherLinesStayAsTheyAre) {
    for (const char* line :
         {"  indented", "\u00a0nbsp", "\uff0f(^o^)\uff3c", "\ufffd/ea", "a /login bob", "1/2"}) {
        EXPECT_EQ(chat.answer(ann, line), (Lines{std::string("ann: ") + line}));
    }
}

TEST_F(HubFirstSeen, ABlockWithALineThatMayHoldASecretIsRefused) {
    const Lines refusal{
        "! one of these lines may hold a password or a key, nothing was sent: type it alone, or take it out"};
    for (const char* block :
         {"/login bob secret\nhello", "hello\n/register secret", "a\n  /passwd old new\nb",
          "a\n\u00a0/room key tuna", "a\n/join dev tuna", "/resume abc-def"}) {
        chat.hub.block(ann, block, chat.now);
        EXPECT_EQ(chat.take(ann), refusal) << block;
    }
    EXPECT_EQ(chat.take(bob), Lines{});
    EXPECT_EQ(said(), 0U);
    chat.hub.block(ann, "/nick al\n/usr/bin is full", chat.now);
    EXPECT_EQ(chat.take(bob).size(), 1U);
}

TEST_F(HubFirstSeen, ATextOfNothingIsNone) {
    for (const std::string& text : unseen) {
        EXPECT_EQ(chat.answer(ann, text), Lines{}) << text;
        EXPECT_EQ(chat.answer(ann, "/me " + text), (Lines{"! usage: /me TEXT"})) << text;
        EXPECT_EQ(chat.answer(ann, "/msg bob " + text), (Lines{"! usage: /msg NAME TEXT"})) << text;
        EXPECT_EQ(chat.answer(ann, "/away " + text), (Lines{"* you are away"})) << text;
        EXPECT_EQ(chat.answer(ann, "/search " + text).size(), 1U) << text;
        chat.line(ann, "/topic " + text);
        chat.hub.block(ann, text + "\n" + text, chat.now);
        chat.take(ann);
    }
    EXPECT_EQ(chat.room("lobby")->topic, "");
    EXPECT_EQ(said(), 0U);
    EXPECT_EQ(chat.take(bob), Lines{});
}

// What everybody is told of a quit, a mute and a kick with that reason.
std::string told_of(const std::string& reason) {
    KeptState state;
    Place place(state);
    const ClientId op = place.server_operator("op");
    const ClientId eve = place.guest("eve", "192.0.2.9");
    const ClientId dan = place.guest("dan", "192.0.2.10");
    place.chat.line(dan, "hello");
    place.chat.pass(Milliseconds{5'000});
    place.chat.forget_all();

    place.chat.line(dan, "/quit" + reason);
    place.chat.line(op, "/mute eve 1h" + reason);
    place.chat.line(op, "/kick #lobby eve" + reason);
    place.chat.line(op, "/kick eve" + reason);
    return joined(place.chat.take(op)) + joined(place.chat.take(eve)) + joined(place.chat.take(dan));
}

TEST_F(HubFirstSeen, AReasonOfNothingIsNone) {
    const std::string none = told_of("");
    EXPECT_NE(none.find("dan left #lobby"), std::string::npos) << none;

    for (const std::string& reason : unseen) EXPECT_EQ(told_of(" " + reason), none) << reason;
}

TEST_F(HubFirstSeen, AKeyOfNothingIsNone) {
    KeptState state;
    Place place(state);
    const ClientId eve = place.registered("eve");
    place.enter(eve, "dev");

    for (const std::string& text : unseen) place.chat.line(eve, "/room key " + text);

    EXPECT_EQ(place.chat.room("dev")->rules->key, "");
}

}  // namespace
}  // namespace confab::unit
