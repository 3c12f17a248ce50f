// Passwords that are checked elsewhere.
#include "unit/support/registered.hpp"

namespace confab::unit {
namespace {

class HubAuthCommand : public Registered {
  protected:
    HubAuthCommand() { passwords.external = true; }
};

TEST_F(HubAuthCommand, ARightPasswordOfAnUnknownNameMakesAnAccountWithoutAHash) {
    const ClientId who = chat.connect();

    const Lines told = answer(who, "/login ann secret of ann");

    EXPECT_EQ(count_prefix(told, "* you are logged in as ann"), 1U);
    EXPECT_EQ(saved("ann").password_hash, "");
    EXPECT_EQ(name_of(who), "ann");
}

TEST_F(HubAuthCommand, TheSecondTimeItIsTheSameAccount) {
    const ClientId first = chat.connect();
    answer(first, "/login ann secret of ann");
    const AccountId id = chat.client(first).account->id;
    chat.disconnect(first);

    const ClientId again = chat.connect();
    answer(again, "/login ANN secret of ann");

    EXPECT_EQ(chat.client(again).account->id, id);
    EXPECT_EQ(chat.hub.accounts().size(), 1U);
}

TEST_F(HubAuthCommand, AnotherConnectionIsOneMore) {
    const ClientId first = chat.connect();
    answer(first, "/login ann secret of ann");
    const ClientId second = chat.connect();
    answer(second, "/login ann secret of ann");

    EXPECT_EQ(&chat.client(first), &chat.client(second));
}

TEST_F(HubAuthCommand, AWrongPasswordMakesNothing) {
    EXPECT_EQ(answer(chat.connect(), "/login ann wrong"),
              (Lines{"! wrong name or password, nothing has changed"}));
    EXPECT_EQ(chat.hub.accounts().size(), 0U);
}

TEST_F(HubAuthCommand, ANameThatCannotBeHadIsRefused) {
    EXPECT_EQ(count_prefix(answer(chat.connect(), "/login root secret of root"), "! "), 1U);
    EXPECT_EQ(count_prefix(answer(chat.connect(), "/login guest7 secret of guest7"), "! guest7 is a guest's"),
              1U);
    EXPECT_EQ(chat.hub.accounts().size(), 0U);
}

TEST_F(HubAuthCommand, AGuestOfThatNameGivesItBack) {
    const ClientId eve = chat.connect("ann");

    answer(chat.connect(), "/login ann secret of ann");

    EXPECT_EQ(name_of(eve), "guest2");
}

TEST_F(HubAuthCommand, NothingIsRegisteredOrChangedHere) {
    const ClientId who = chat.connect("bob");
    EXPECT_EQ(answer(who, "/register green teapots"),
              (Lines{"! names cannot be registered here, ask an operator of the server for one"}));
    answer(who, "/login ann secret of ann");
    EXPECT_EQ(answer(who, "/passwd secret of ann green teapots"),
              (Lines{"! passwords are not kept here, so they are changed where you got yours"}));
}

TEST_F(HubAuthCommand, WhatCannotBeCheckedIsNoWrongPassword) {
    passwords.unknown = true;
    const ClientId who = chat.connect();

    for (int i = 0; i < 8; ++i) {
        EXPECT_EQ(answer(who, "/login ann secret of ann"),
                  (Lines{"! passwords cannot be checked now, nothing has changed; try again soon"}));
    }
    EXPECT_TRUE(chat.audience.logins.empty());

    passwords.unknown = false;
    EXPECT_EQ(count_prefix(answer(who, "/login ann secret of ann"), "* you are logged in as ann"), 1U);
}

TEST_F(HubAuthCommand, ACountThatWasMadeBeforeIsTakenBack) {
    const ClientId who = chat.connect();
    for (int i = 0; i < 3; ++i) answer(who, "/login ann wrong");
    passwords.unknown = true;
    for (int i = 0; i < 5; ++i) {
        chat.pass(Milliseconds{1'500});
        EXPECT_EQ(count_prefix(answer(who, "/login ann secret of ann"), "! passwords cannot be checked"), 1U)
            << i;
    }
}

TEST_F(HubAuthCommand, WithoutGuestsItLetsIn) {
    ChatSettings changed = settings();
    changed.guests = Guests::no;
    changed.registration = Registration::closed;
    chat.hub.configure(changed);
    const ClientId who = chat.connect();

    answer(who, "/login ann secret of ann");

    EXPECT_EQ(name_of(who), "ann");
    EXPECT_EQ(chat.client(who).rooms.size(), 1U);
}

}  // namespace
}  // namespace confab::unit
