// /login: the people that may, what comes back with it, and what becomes of a connection that is still there.
#include "unit/support/registered.hpp"

namespace confab::unit {
namespace {

class HubLogin : public Registered {};

const Lines refused = {"! wrong name or password, nothing has changed"};

TEST_F(HubLogin, BringsANameBack) {
    chat.disconnect(registered("ann"));
    const ClientId other = chat.connect();
    chat.line(other, "hi");

    const Lines told = answer(other, "/login ANN secret of ann");

    EXPECT_EQ(told, (Lines{"* guest1 is now called ann", "* you are logged in as ann, last seen 2026-09-21",
                           "* you are back as ann in #lobby"}));
    EXPECT_EQ(name_of(other), "ann");
}

// What it was in as a guest, that is, and what is its own.
TEST_F(HubLogin, IsNotInTwoRoomsOfOneName) {
    const ClientId ann = registered("ann");
    for (const char* line : {"/join dev", "/room private", "hello"}) answer(ann, line);
    chat.disconnect(ann);
    const ClientId other = chat.connect();
    chat.line(other, "/join dev");

    answer(other, "/login ann secret of ann");

    ASSERT_EQ(chat.client(other).rooms.size(), 2U);
    EXPECT_TRUE(chat.client(other).connection.current->rules);
    EXPECT_EQ(chat.client(other).connection.current->name().text, "dev");
}

TEST_F(HubLogin, AsksForThePassword) {
    chat.disconnect(registered("ann"));
    const ClientId other = chat.connect();

    answer(other, "/login ann");
    EXPECT_EQ(secret(other), "password for ann");
    EXPECT_EQ(count_prefix(answer(other, "secret of ann"), "* you are logged in as ann"), 1U);

    EXPECT_EQ(secret(other), "");
}

TEST_F(HubLogin, SaysTheSameOfAWrongPasswordAndAnUnknownName) {
    chat.disconnect(registered("ann"));
    const ClientId other = chat.connect();

    EXPECT_EQ(answer(other, "/login ann wrong"), refused);
    EXPECT_EQ(answer(other, "/login nobody wrong"), refused);

    EXPECT_EQ(passwords.hashes, (Lines{"hash of secret of ann", ""}));
    EXPECT_EQ(name_of(other), "guest1");
}

TEST_F(HubLogin, APasswordThatIsTooLongIsWrong) {
    chat.disconnect(registered("ann"));

    EXPECT_EQ(answer(chat.connect(), "/login ann " + std::string(4000, 'x')), refused);
    EXPECT_EQ(passwords.hashes, (Lines{""}));
}

TEST_F(HubLogin, AScriptMayLogInAndTalkInOneGo) {
    chat.disconnect(registered("ann"));
    const ClientId other = chat.connect();
    chat.line(other, "/login ann");
    chat.line(other, "secret of ann");
    chat.line(other, "hello");

    passwords.answer(chat.hub, chat.now);

    EXPECT_EQ(chat.take(other).back(), "ann: hello");
}

TEST_F(HubLogin, WithoutANameNeedsOneOfOnesOwn) {
    EXPECT_EQ(answer(chat.connect(), "/login"), (Lines{"! usage: /login [NAME] [PASSWORD]"}));
}

TEST_F(HubLogin, IsSaidOnce) {
    const ClientId ann = registered("ann");

    EXPECT_EQ(answer(ann, "/login ann secret of ann"), (Lines{"! you are logged in as ann already"}));
}

TEST_F(HubLogin, BringsSettingsAndRoomsBack) {
    const ClientId ann = registered("ann");
    const ClientId troll = chat.connect("troll");
    chat.line(troll, "/join dev");
    chat.line(troll, "/join ops");
    chat.hub.set_interactive(ann, true);
    for (const char* line : {"/join dev", "/join ops", "/join dev", "/echo off", "/timestamps on",
                             "/quiet all", "/tz Europe/Berlin", "/ignore troll"}) {
        chat.line(ann, line);
    }
    chat.disconnect(ann);

    const ClientId back = log_in("ann");

    const User& client = chat.client(back);
    EXPECT_FALSE(client.connection.echo);
    EXPECT_TRUE(client.connection.view.timestamps);
    EXPECT_EQ(client.connection.view.quiet, Quiet::all);
    EXPECT_EQ(client.connection.display().time_zone, "Europe/Berlin");
    ASSERT_EQ(client.extras->ignores.size(), 1U);
    EXPECT_EQ(client.extras->ignores[0].text, "troll");
    EXPECT_EQ(client.rooms.size(), 3U);
    EXPECT_EQ(client.connection.current->name().text, "dev");
}

TEST_F(HubLogin, ThatAGuestIsIgnoredIsNotKept) {
    const ClientId ann = registered("ann");
    const ClientId guest = chat.connect();
    chat.line(ann, "/ignore " + name_of(guest));
    chat.disconnect(ann);

    EXPECT_TRUE(saved("ann").settings.ignores.empty());
}

TEST_F(HubLogin, OneMoreConnectionIsQuiet) {
    const ClientId ann = registered("ann");
    const ClientId bob = chat.connect("bob");
    chat.line(ann, "/join dev");
    chat.line(bob, "/join dev");
    chat.line(ann, "hi");
    chat.pass(Milliseconds{10'000});
    const ClientId added = chat.connect();
    chat.forget_all();

    const Lines told = answer(added, "/login ann secret of ann");

    EXPECT_EQ(chat.take(bob), Lines{});
    EXPECT_EQ(chat.take(ann), Lines{"* you have connected from local as well"});
    EXPECT_TRUE(told.front().starts_with("* you are logged in as ann, last seen ")) << told.front();
    EXPECT_EQ(name_of(added), "ann");
    EXPECT_EQ(chat.client(added).connection.current->name().text, "dev");
    EXPECT_EQ(chat.client(added).rooms.size(), 2U);
    chat.disconnect(ann);
    EXPECT_EQ(chat.take(bob), Lines{});
    chat.disconnect(added);
    EXPECT_EQ(chat.take(bob), (Lines{"#dev * ann left #dev", "#lobby * ann left #lobby"}));
}

TEST_F(HubLogin, WhoeverHasTheNameOtherwiseIsAGuestAgain) {
    const ClientId squatter = chat.connect("ann");
    StoredState stored;
    Account account;
    account.id = 7;
    account.name = {"ann", chat.hub.names().key_of("ann")};
    account.password_hash = "hash of secret of ann";
    stored.accounts.push_back(account);
    chat.hub.load(std::move(stored));

    const ClientId ann = log_in("ann");

    EXPECT_EQ(name_of(ann), "ann");
    EXPECT_EQ(name_of(squatter), "guest2");
    EXPECT_EQ(chat.take(squatter),
              (Lines{"* the name ann is registered, and its owner is here", "* ann is now called guest2"}));
    chat.disconnect(squatter);
    EXPECT_EQ(name_of(chat.connect()), "guest1");
    EXPECT_EQ(name_of(chat.connect()), "guest2");
}

TEST_F(HubLogin, AnotherNameLogsOut) {
    const ClientId ann = registered("ann");

    EXPECT_EQ(answer(ann, "/nick Ann"), (Lines{"* ann is now called Ann"}));
    EXPECT_NE(chat.client(ann).account, nullptr);
    EXPECT_EQ(answer(ann, "/nick bob"),
              (Lines{"* you are logged out of Ann, /login Ann comes back", "* Ann is now called bob"}));

    EXPECT_EQ(chat.client(ann).account, nullptr);
    EXPECT_EQ(saved("ann").name.text, "Ann");
}

TEST_F(HubLogin, AsSomebodyElseLogsOut) {
    chat.disconnect(registered("bob"));
    const ClientId ann = registered("ann");

    answer(ann, "/login bob secret of bob");

    EXPECT_EQ(chat.client(ann).account->name.text, "bob");
    EXPECT_EQ(name_of(ann), "bob");
    EXPECT_EQ(count_prefix(answer(chat.connect(), "/nick ann"), "! the name ann is registered"), 1U);
}

TEST_F(HubLogin, SettingsAreSavedWithinAMinute) {
    const ClientId ann = registered("ann");
    chat.line(ann, "/echo off");
    chat.pass(Milliseconds{59'000});
    EXPECT_TRUE(saved("ann").settings.echo);

    chat.pass(Milliseconds{1'000});

    EXPECT_FALSE(saved("ann").settings.echo);
}

TEST_F(HubLogin, WhoDoesNothingIsNotSaved) {
    registered("ann");
    chat.pass(Milliseconds{60'000});
    const std::size_t before = state.saves;

    chat.pass(Milliseconds{600'000});

    EXPECT_EQ(state.saves, before);
}

TEST_F(HubLogin, ANameThatIsGoneIsNotLoggedIn) {
    const ClientId ann = registered("ann");
    const ClientId other = chat.connect();
    chat.line(other, "/login ann secret of ann");
    chat.hub.propose({chat.now, operation::RemoveAccount{chat.client(ann).account->id}});

    passwords.answer(chat.hub, chat.now);

    EXPECT_EQ(chat.take(other), refused);
    EXPECT_EQ(chat.client(ann).account, nullptr);
}

// Whoever is gone for good is not waited for, and what it sent meanwhile is not said.
TEST_F(HubLogin, WhoIsLostMeanwhileIsGoneAtOnceWithWhatItSent) {
    chat.disconnect(registered("ann"));
    const ClientId bob = chat.connect("bob");
    const ClientId other = chat.connect("carol");
    chat.pass(Milliseconds{5000});
    chat.take(bob);
    chat.line(other, "/login ann secret of ann");
    chat.line(other, "never said");

    chat.hub.lost(other, "connection lost", chat.now);

    EXPECT_EQ(chat.hub.users().find(other), nullptr);
    EXPECT_EQ(chat.take(bob), (Lines{"* carol left #lobby (connection lost)"}));
}

}  // namespace
}  // namespace confab::unit
