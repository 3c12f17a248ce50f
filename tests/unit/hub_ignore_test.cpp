// Ignoring someone.
#include <gtest/gtest.h>

#include "unit/support/chat.hpp"

namespace confab::unit {
namespace {

class HubIgnore : public testing::Test {
  protected:
    void SetUp() override {
        chat.line(ann, "hello");
        chat.line(bob, "hello");
        chat.forget_all();
    }

    Chat chat;
    ClientId ann = chat.connect("ann");
    ClientId bob = chat.connect("bob");
    ClientId eve = chat.connect("eve");
};

TEST_F(HubIgnore, WhatAnIgnoredPersonSaysIsNotSeen) {
    EXPECT_EQ(chat.answer(ann, "/ignore BOB"), (Lines{"* you ignore bob now, /unignore ends it"}));

    for (const char* text : {"hi", "/me waves", "/topic tea", "/msg ann psst", "/nick rob", "/join dev"}) {
        chat.line(bob, text);
    }

    EXPECT_EQ(chat.take(ann), Lines{});
    EXPECT_EQ(count_prefix(chat.take(bob), "!"), 0U);
}

TEST_F(HubIgnore, NobodyElseNoticesAndNeitherDoesTheIgnored) {
    chat.line(ann, "/ignore bob");

    EXPECT_EQ(chat.answer(bob, "/msg ann psst"), (Lines{"bob -> ann: psst"}));
    EXPECT_EQ(chat.answer(bob, "hi"), (Lines{"bob: hi"}));
    EXPECT_EQ(chat.take(eve), (Lines{"bob: hi"}));
}

TEST_F(HubIgnore, AnIgnoredMessageIsNothingToReplyTo) {
    chat.line(ann, "/ignore bob");
    chat.line(bob, "/msg ann psst");

    EXPECT_EQ(chat.answer(ann, "/reply hm"), (Lines{"! nobody has sent you a private message yet"}));
}

TEST_F(HubIgnore, UnignoreEndsIt) {
    chat.line(ann, "/ignore bob");

    EXPECT_EQ(chat.answer(ann, "/unignore Bob"), (Lines{"* you see Bob again"}));
    chat.line(bob, "hi");
    EXPECT_EQ(chat.take(ann), (Lines{"bob: hi"}));
}

TEST_F(HubIgnore, WithoutANameItListsThem) {
    EXPECT_EQ(chat.answer(ann, "/ignore"), (Lines{"* you ignore nobody"}));
    chat.line(ann, "/ignore bob");
    chat.line(ann, "/ignore eve");
    EXPECT_EQ(chat.answer(ann, "/ignore"), (Lines{"* you ignore bob, eve"}));
}

TEST_F(HubIgnore, FollowsARename) {
    chat.line(ann, "/ignore bob");
    chat.line(bob, "/nick rob");
    chat.line(bob, "hi");

    EXPECT_EQ(chat.take(ann).back(), "* you ignore bob now, /unignore ends it");
    EXPECT_EQ(chat.answer(ann, "/ignore"), (Lines{"* you ignore rob"}));
}

TEST_F(HubIgnore, HoldsWhenThePersonComesBack) {
    chat.line(ann, "/ignore bob");
    chat.disconnect(bob);
    const ClientId again = chat.connect("bob");
    chat.forget_all();

    chat.line(again, "hi");

    EXPECT_EQ(chat.take(ann), Lines{});
}

TEST_F(HubIgnore, AGuestsNameIsNotIgnoredOnceTheGuestIsGone) {
    const ClientId guest = chat.connect();
    const std::string name = chat.client(guest).name.text;
    chat.line(ann, "/ignore " + name);
    chat.disconnect(guest);

    const ClientId stranger = chat.connect();
    ASSERT_EQ(chat.client(stranger).name.text, name);
    chat.forget_all();
    chat.line(stranger, "hi");

    EXPECT_EQ(chat.take(ann), (Lines{name + ": hi"}));
}

TEST_F(HubIgnore, WhoTakesANameOneselfIgnoresStillSeesOwnLines) {
    chat.line(ann, "/ignore bob");
    chat.disconnect(bob);
    chat.line(ann, "/nick bob");
    chat.forget_all();

    EXPECT_EQ(chat.answer(ann, "hi"), (Lines{"bob: hi"}));
    EXPECT_EQ(chat.answer(ann, "/topic tea"), (Lines{"* bob set the topic of #lobby: tea"}));
}

TEST_F(HubIgnore, LinesOfIgnoredPeopleAreNotReplayed) {
    chat.line(ann, "/ignore bob");
    chat.line(bob, "spam");
    chat.take(ann);

    const std::string all = joined(chat.answer(ann, "/history"));

    EXPECT_NE(all.find("ann: hello"), std::string::npos);
    EXPECT_EQ(all.find("bob"), std::string::npos);
    EXPECT_NE(all.find("* last 1 line of #lobby:"), std::string::npos);
}

TEST_F(HubIgnore, AHundredAreTheMost) {
    const auto guests = chat.connect_many(101);
    for (std::size_t i = 0; i < 100; ++i) {
        const Lines lines = chat.answer(ann, "/ignore " + chat.client(guests[i]).name.text);
        ASSERT_EQ(count_prefix(lines, "* you ignore "), 1U) << joined(lines);
    }

    const Lines lines = chat.answer(ann, "/ignore " + chat.client(guests[100]).name.text);

    EXPECT_EQ(lines, (Lines{"! you ignore 100 people already, /unignore one first"}));
    EXPECT_TRUE(chat.hub.ignores().ignores(chat.client(ann), chat.client(guests[99]).name.key));
    EXPECT_FALSE(chat.hub.ignores().ignores(chat.client(ann), chat.client(guests[100]).name.key));
}

TEST_F(HubIgnore, ComingsAndGoingsOfIgnoredPeopleAreNotSeen) {
    chat.line(ann, "/ignore bob");
    chat.pass(Milliseconds{5000});
    chat.forget_all();

    chat.disconnect(bob);

    EXPECT_EQ(chat.take(ann), Lines{});
    EXPECT_EQ(chat.take(eve), (Lines{"* bob left #lobby"}));
}

}  // namespace
}  // namespace confab::unit
