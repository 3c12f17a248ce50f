// /register, /passwd and /unregister.
#include "unit/support/registered.hpp"

namespace confab::unit {
namespace {

class HubRegister : public Registered {};

TEST_F(HubRegister, ANameBecomesOnesOwn) {
    const ClientId ann = chat.connect("ann");

    const Lines told = answer(ann, "/register green teapots");

    EXPECT_EQ(told, (Lines{"* ann is yours now: /login ann brings you back with your rooms and settings"}));
    EXPECT_EQ(saved("ann").password_hash, "hash of green teapots");
    EXPECT_EQ(saved("ann").created, chat.now.wall);
    EXPECT_EQ(chat.client(ann).account->name.text, "ann");
}

TEST_F(HubRegister, NobodyIsHeldWhoDoesNotWait) {
    const ClientId ann = chat.connect("ann");

    chat.line(ann, "/register green teapots");
    EXPECT_TRUE(chat.audience.heard[ann].held);
    passwords.answer(chat.hub, chat.now);

    EXPECT_FALSE(chat.audience.heard[ann].held);
}

TEST_F(HubRegister, AGuestsNameCannotBeRegistered) {
    const ClientId guest = chat.connect();
    const ClientId other = chat.connect("guest77");

    EXPECT_EQ(answer(guest, "/register green teapots"),
              (Lines{"! guest1 is a guest's name, take one of your own first: /nick NAME"}));
    EXPECT_EQ(count_prefix(answer(other, "/register green teapots"), "! guest77 is a guest's name"), 1U);
    EXPECT_TRUE(state.accounts.empty());
}

TEST_F(HubRegister, WhereNothingIsKeptNothingIsRegistered) {
    passwords.open = false;
    const ClientId ann = chat.connect("ann");

    for (const char* line :
         {"/register green teapots", "/register", "/login ann", "/login ann green teapots"}) {
        EXPECT_EQ(answer(ann, line), (Lines{"! names cannot be registered here: this server keeps nothing"}));
    }
}

TEST_F(HubRegister, APasswordObeysTheRules) {
    const ClientId ann = chat.connect("annanann");
    const std::string end = ", nothing has changed; choose another";

    EXPECT_EQ(answer(ann, "/register 1234567"), (Lines{"! a password has at least 8 characters" + end}));
    EXPECT_EQ(answer(ann, "/register Anna\u0435\u0301"),  // five, however many bytes
              (Lines{"! a password has at least 8 characters" + end}));
    EXPECT_EQ(answer(ann, "/register " + std::string(129, 'x')),
              (Lines{"! a password has at most 128 bytes" + end}));
    EXPECT_EQ(answer(ann, "/register ANNANANN"), (Lines{"! a password is not one's name" + end}));
    EXPECT_EQ(answer(ann, "/register /greenteapots"), (Lines{"! a password does not begin with /" + end}));
    EXPECT_TRUE(state.accounts.empty());
    EXPECT_EQ(count_prefix(answer(ann, "/register " + std::string(128, 'x')), "* annanann is yours now"), 1U);
}

TEST_F(HubRegister, APasswordThatWasLeftOutIsAskedForTwice) {
    const ClientId ann = chat.connect("ann");

    EXPECT_EQ(answer(ann, "/register"), Lines{});
    EXPECT_EQ(secret(ann), "a new password for ann");
    EXPECT_EQ(answer(ann, "green teapots"), Lines{});
    EXPECT_EQ(secret(ann), "the same again");
    EXPECT_EQ(count_prefix(answer(ann, "green teapots"), "* ann is yours now"), 1U);

    EXPECT_EQ(secret(ann), "");
    EXPECT_EQ(saved("ann").password_hash, "hash of green teapots");
}

TEST_F(HubRegister, ASecretIsNotSaid) {
    const ClientId ann = chat.connect("ann");
    const ClientId bob = chat.connect("bob");
    answer(ann, "/register");
    chat.forget_all();

    answer(ann, "green teapots");
    chat.hub.block(ann, "green teapots\ngreen teapots", chat.now);
    answer(ann, "green teapots");

    EXPECT_EQ(chat.take(bob), Lines{});
    EXPECT_EQ(chat.room("lobby")->history.size(), 0U);
}

TEST_F(HubRegister, TwoThatDifferChangeNothing) {
    const ClientId ann = chat.connect("ann");
    answer(ann, "/register");
    answer(ann, "green teapots");

    EXPECT_EQ(answer(ann, "green teapot"), (Lines{"! the two are not the same, nothing has changed"}));

    EXPECT_EQ(secret(ann), "");
    EXPECT_TRUE(state.accounts.empty());
    EXPECT_EQ(answer(ann, "hello"), (Lines{"ann: hello"}));
}

TEST_F(HubRegister, ACommandCallsTheQuestionOff) {
    const ClientId ann = chat.connect("ann");

    answer(ann, "/register");
    EXPECT_EQ(answer(ann, "/cancel"), (Lines{"* called off, nothing has changed"}));
    EXPECT_EQ(secret(ann), "");
    answer(ann, "/register");
    EXPECT_EQ(answer(ann, "/echo on"), (Lines{"* echo is on: you see your own lines"}));
    EXPECT_EQ(secret(ann), "");

    EXPECT_EQ(answer(ann, "hello"), (Lines{"ann: hello"}));
}

TEST_F(HubRegister, WhoGoesInTheMiddleOfAQuestionIsGone) {
    const ClientId ann = chat.connect("ann");
    answer(ann, "/register");

    EXPECT_EQ(answer(ann, "/quit"), (Lines{"* goodbye"}));

    EXPECT_TRUE(chat.audience.heard[ann].hung_up);
}

TEST_F(HubRegister, OnlyAFarConnectionIsWarnedOf) {
    const ClientId near = chat.connect("ann");
    chat.from = parse_network("192.0.2.7")->address;
    const ClientId far = chat.connect("bob");

    EXPECT_EQ(answer(near, "/register"), Lines{});
    EXPECT_EQ(answer(far, "/register"),
              (Lines{"* careful: this connection is not encrypted, your password can be read on the way"}));
}

TEST_F(HubRegister, ABusyServerSaysSo) {
    const ClientId ann = chat.connect("ann");
    const std::string busy = "! the server is too busy for that now, nothing has changed; try again soon";
    passwords.full = true;
    EXPECT_EQ(answer(ann, "/register green teapots"), (Lines{busy}));
    passwords.full = false;

    chat.line(ann, "/register green teapots");
    chat.pass(PendingRequests::longest);

    EXPECT_EQ(chat.take(ann), (Lines{busy}));
    EXPECT_TRUE(state.accounts.empty());
    EXPECT_EQ(answer(ann, "hello"), (Lines{"ann: hello"}));
}

TEST_F(HubRegister, NoMoreAreRegisteredThanThereIsRoomFor) {
    ChatSettings few = settings();
    few.max_accounts = 1;
    chat.hub.configure(few);
    registered("ann");
    const ClientId bob = chat.connect("bob");

    EXPECT_EQ(answer(bob, "/register green teapots"),
              (Lines{"! no more names can be registered here (limit 1)"}));
}

TEST_F(HubRegister, OneSourceDoesNotTakeAllNames) {
    chat.from = parse_network("192.0.2.7")->address;
    for (int i = 0; i < 20; ++i) registered("person-" + std::string(1, static_cast<char>('a' + i)));
    const ClientId more = chat.connect("more");

    EXPECT_EQ(answer(more, "/register green teapots"),
              (Lines{"! too many names were registered from where you are, try again in 1m"}));
    chat.pass(Milliseconds{60'000});
    EXPECT_EQ(count_prefix(answer(more, "/register green teapots"), "* more is yours now"), 1U);
}

TEST_F(HubRegister, ARegisteredNameIsNobodyElses) {
    const ClientId ann = registered("bob");
    chat.disconnect(ann);
    const ClientId other = chat.connect();
    const std::string why = "! the name bob is registered, /login bob if it is yours, or choose another";

    EXPECT_EQ(answer(other, "/nick bob"), (Lines{why}));
    EXPECT_EQ(answer(other, "/nick B0B"), (Lines{why}));
}

TEST_F(HubRegister, APasswordIsChangedByWhoKnowsIt) {
    const ClientId ann = registered("ann");

    EXPECT_EQ(answer(ann, "/passwd wrong greenteapots"),
              (Lines{"! that is not your password, nothing has changed"}));
    EXPECT_EQ(saved("ann").password_hash, "hash of secret of ann");
    answer(ann, "/passwd");
    EXPECT_EQ(secret(ann), "your old password");
    answer(ann, "secret of ann");
    EXPECT_EQ(secret(ann), "a new password for ann");
    answer(ann, "greenteapots");
    EXPECT_EQ(answer(ann, "greenteapots"), (Lines{"* your password has been changed"}));
    EXPECT_EQ(saved("ann").password_hash, "hash of greenteapots");

    EXPECT_EQ(answer(ann, "/passwd greenteapots blueteapots"), (Lines{"* your password has been changed"}));
    EXPECT_EQ(answer(ann, "/passwd blueteapots"), (Lines{"! usage: /passwd [OLD NEW]"}));
}

TEST_F(HubRegister, GuestsHaveNoPassword) {
    const ClientId bob = chat.connect("bob");

    EXPECT_EQ(answer(bob, "/passwd a b"), (Lines{"! you have no password: /register or /login first"}));
    EXPECT_EQ(answer(bob, "/unregister x"),
              (Lines{"! you are not logged in: /login first, then /unregister"}));
}

TEST_F(HubRegister, ANameIsGivenUpByWhoKnowsThePassword) {
    const ClientId ann = registered("ann");

    EXPECT_EQ(answer(ann, "/unregister wrong"), (Lines{"! that is not your password, nothing has changed"}));
    EXPECT_EQ(state.accounts.size(), 1U);
    answer(ann, "/unregister");
    EXPECT_EQ(secret(ann), "your password, to give up ann");
    EXPECT_EQ(answer(ann, "secret of ann"),
              (Lines{"* ann is not registered any more, and what was kept with it is gone"}));

    EXPECT_TRUE(state.accounts.empty());
    EXPECT_EQ(chat.client(ann).account, nullptr);
    chat.disconnect(ann);
    EXPECT_EQ(answer(chat.connect(), "/nick ann"), (Lines{"* guest1 is now called ann"}));
}

TEST_F(HubRegister, WhoHasANameCannotRegisterItAgain) {
    const ClientId ann = registered("ann");

    EXPECT_EQ(answer(ann, "/register green teapots"),
              (Lines{"! ann is yours already, /passwd changes its password"}));
}

}  // namespace
}  // namespace confab::unit
