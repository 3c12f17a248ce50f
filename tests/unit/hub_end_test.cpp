// Leaving the server, and the server's own end.
#include <gtest/gtest.h>

#include "unit/support/chat.hpp"

namespace confab::unit {
namespace {

TEST(HubEnd, QuitSaysGoodbyeAndHangsUp) {
    Chat chat;
    const ClientId ann = chat.connect("ann");

    EXPECT_EQ(chat.answer(ann, "/quit"), (Lines{"* goodbye"}));
    EXPECT_TRUE(chat.audience.heard[ann].hung_up);
    EXPECT_EQ(chat.hub.clients(), 0U);
}

TEST(HubEnd, TheLastWordIsToldToTheRoomAndTheLog) {
    Chat chat;
    const ClientId ann = chat.connect("ann");
    const ClientId bob = chat.connect("bob");
    chat.pass(Milliseconds{3000});
    chat.forget_all();

    chat.line(ann, "/quit gone home");

    EXPECT_EQ(chat.take(bob), (Lines{"* ann left #lobby (gone home)"}));
    EXPECT_EQ(chat.audience.heard[ann].reason, "gone home");
}

TEST(HubEnd, EveryRoomOfWhoeverGoesIsTold) {
    Chat chat;
    const ClientId ann = chat.connect("ann");
    const ClientId bob = chat.connect("bob");
    const ClientId eve = chat.connect("eve");
    for (const ClientId id : {ann, bob}) chat.line(id, "/join dev");
    chat.pass(Milliseconds{3000});
    chat.forget_all();

    chat.disconnect(ann, "bye");

    EXPECT_EQ(chat.take(bob), (Lines{"#dev * ann left #dev (bye)", "#lobby * ann left #lobby (bye)"}));
    EXPECT_EQ(chat.take(eve), (Lines{"* ann left #lobby (bye)"}));
}

TEST(HubEnd, NothingIsSentAfterTheHangUp) {
    Chat chat;
    const ClientId ann = chat.connect("ann");
    chat.line(ann, "/quit");
    chat.take(ann);

    chat.line(ann, "hello?");
    chat.line(chat.connect(), "hello");
    chat.pass(Milliseconds{5000});

    EXPECT_EQ(chat.take(ann), Lines{});
    EXPECT_TRUE(chat.audience.heard[ann].rooms.empty());
}

TEST(HubEnd, ARoomWhoseLastMemberGoesIsGone) {
    Chat chat;
    const ClientId ann = chat.connect("ann");
    chat.line(ann, "/join dev");

    chat.disconnect(ann);

    EXPECT_EQ(chat.room("dev"), nullptr);
    EXPECT_EQ(chat.hub.rooms().size(), 1U);
    EXPECT_TRUE(chat.audience.rooms.empty());
}

TEST(HubEnd, WhatIsDueOfWhoeverGoesIsForgotten) {
    Chat chat;
    chat.disconnect(chat.connect());

    chat.pass(Milliseconds{5000});

    EXPECT_EQ(chat.hub.deadline(), std::nullopt);
}

TEST(HubEnd, StoppingTellsEveryoneAndNobodyWhoLeaves) {
    Chat chat;
    const auto clients = chat.connect_many(5);
    chat.line(clients[0], "/join dev");
    chat.pass(Milliseconds{5000});
    chat.forget_all();

    chat.hub.stop(chat.now);

    for (const ClientId id : clients) {
        EXPECT_EQ(chat.take(id), (Lines{"* the server is stopping, goodbye"}));
        EXPECT_TRUE(chat.audience.heard[id].hung_up);
        EXPECT_EQ(chat.audience.heard[id].reason, "server stopping");
    }
    EXPECT_EQ(chat.hub.clients(), 0U);
}

TEST(HubSettings, HoldFromTheNextLineOn) {
    Chat chat;
    const ClientId ann = chat.connect("ann");
    for (int i = 0; i < 5; ++i) chat.line(ann, "x");
    ChatSettings settings;
    settings.history = 2;
    settings.max_joined = 1;
    settings.announce_after = Milliseconds{0};

    chat.hub.configure(settings);

    EXPECT_EQ(count_prefix(chat.answer(ann, "/join dev"), "! you are in 1"), 1U);
    EXPECT_NE(joined(chat.take(chat.connect_unread())).find("* last 2 lines"), std::string::npos);
    EXPECT_EQ(count_prefix(chat.take(ann), "* guest1 joined #lobby"), 1U);
}

}  // namespace
}  // namespace confab::unit
