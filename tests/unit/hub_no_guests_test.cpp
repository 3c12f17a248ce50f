// A server without guests: nothing happens before somebody has logged in.
#include "unit/support/registered.hpp"

namespace confab::unit {
namespace {

class HubNoGuests : public Registered {
  protected:
    HubNoGuests() {
        bob = registered("bob");
        chat.disconnect(registered("ann"));
        configure(Guests::no);
        chat.forget_all();
    }
    void configure(Guests guests, Registration registration = Registration::open) {
        ChatSettings changed = settings();
        changed.guests = guests;
        changed.registration = registration;
        changed.motd = {"be kind"};
        changed.history = 5;
        chat.hub.configure(changed);
    }

    ClientId bob;
    const std::string asked =
        "* This server asks everyone to log in: /login NAME PASSWORD, or /register NAME PASSWORD for a name "
        "of "
        "your own";
    const std::string refused =
        "! log in first, nothing was done: /login NAME PASSWORD, or /register NAME PASSWORD for a name of "
        "your "
        "own";
};

TEST_F(HubNoGuests, TheOnlyLineAsksToLogIn) {
    chat.line(bob, "before you came");
    chat.forget_all();

    const ClientId who = chat.connect_unread();

    EXPECT_EQ(chat.take(who), (Lines{asked}));
    EXPECT_TRUE(chat.client(who).is_unnamed());
    EXPECT_TRUE(chat.audience.heard[who].rooms.empty());
    EXPECT_EQ(chat.hub.clients(), 2U);
    EXPECT_EQ(chat.take(bob), Lines{});
}

TEST_F(HubNoGuests, AnythingElseIsRefusedWithOneSentence) {
    const ClientId who = chat.connect();

    for (const char* line : {"hello",           "/who",        "/whois bob",
                             "/rooms",          "/history",    "/search hello",
                             "/msg bob psst",   "/me waves",   "/nick eve",
                             "/join dev",       "/topic",      "/room",
                             "/ignore bob",     "/away",       "/resume k7q2m-4xd9p",
                             "/passwd",         "/unregister", "/invite bob",
                             "/bans",           "/quiet on",   "/ui on",
                             "/disconnect all", "/more",       "/reply hi",
                             "/invite-code"}) {
        EXPECT_EQ(answer(who, line), (Lines{refused})) << line;
    }
    chat.hub.block(who, "two\nlines", chat.now);
    EXPECT_EQ(chat.take(who), (Lines{refused}));
    EXPECT_EQ(chat.take(bob), Lines{});
}

TEST_F(HubNoGuests, AnOperationOfAnotherDialectIsRefusedAsWell) {
    const ClientId who = chat.connect();
    const operation::Author author{who, {}};
    const Name name = std::get<Name>(chat.hub.names().check_person("eve"));

    for (const operation::Any& what : std::vector<operation::Any>{
             operation::Say{who, EventType::message, "hello"}, operation::Rename{who, name},
             operation::SetAway{who, true, ""}, operation::Leave{who, ""}, operation::SetTopic{who, "tea"},
             operation::SetRoom{.connection = who}, operation::Grant{who, GrantKind::invited, true, "bob"},
             operation::Kick{author, {operation::Scope::Kind::current, {}}, "bob", ""},
             operation::Unregister{who}, operation::Disconnect{who}, operation::MakeInviteCode{author, 7}}) {
        chat.hub.propose({chat.now, what});
        EXPECT_EQ(chat.take(who), (Lines{refused})) << what.index();
    }
}

TEST_F(HubNoGuests, NobodySeesThem) {
    const ClientId who = chat.connect();
    chat.hub.set_interactive(bob, true);

    EXPECT_EQ(answer(bob, "/who").size(), 2U);
    EXPECT_EQ(chat.hub.users().size(), 1U);
    EXPECT_FALSE(chat.hub.status(who).has_value());
    chat.hub.user_name(who, "eve", chat.now);
    EXPECT_TRUE(chat.client(who).is_unnamed());
    chat.disconnect(who);
    EXPECT_EQ(chat.take(bob), Lines{});
}

TEST_F(HubNoGuests, WhoeverLogsInIsGreetedThenAndSeen) {
    chat.line(bob, "before you came");
    const ClientId who = chat.connect();
    chat.forget_all();

    const Lines told = answer(who, "/login ann secret of ann");

    EXPECT_EQ(told.at(0), "* Welcome to Confab.");
    EXPECT_EQ(told.at(1), "* be kind");
    EXPECT_EQ(count_prefix(told, "* You are ann in #lobby (2 here)"), 1U);
    EXPECT_EQ(count_prefix(told, "* you are logged in as ann"), 1U);
    EXPECT_EQ(told.back(), "* you are back as ann in #lobby");
    chat.pass(Milliseconds{3000});
    EXPECT_EQ(chat.take(bob), (Lines{"* ann joined #lobby"}));
    answer(who, "hello");
    EXPECT_EQ(chat.take(bob), (Lines{"ann: hello"}));
}

TEST_F(HubNoGuests, AWrongPasswordTellsNothing) {
    const ClientId who = chat.connect();

    EXPECT_EQ(answer(who, "/login ann wrong password"),
              (Lines{"! wrong name or password, nothing has changed"}));
    EXPECT_EQ(answer(who, "/login nobody wrong password"),
              (Lines{"! wrong name or password, nothing has changed"}));
    EXPECT_EQ(answer(who, "/login"), (Lines{"! usage: /login [NAME] [PASSWORD]"}));
    EXPECT_TRUE(chat.client(who).is_unnamed());
}

TEST_F(HubNoGuests, AConnectionMoreOfSomebodyWhoIsHere) {
    const ClientId more = chat.connect();

    answer(more, "/login bob secret of bob");

    EXPECT_EQ(&chat.client(more), &chat.client(bob));
    EXPECT_EQ(chat.hub.clients(), 2U);
    EXPECT_EQ(chat.take(bob), (Lines{"* you have connected from local as well"}));
}

TEST_F(HubNoGuests, RegisteringTakesTheNameAndComesIn) {
    const ClientId who = chat.connect();

    EXPECT_EQ(answer(who, "/register bob green teapots"),
              (Lines{"! the name bob is registered, /login bob if it is yours, or choose another"}));
    EXPECT_EQ(count_prefix(answer(who, "/register guest7 green teapots"), "! guest7 is a guest's name"), 1U);
    EXPECT_EQ(count_prefix(answer(who, "/register root green teapots"), "! "), 1U);
    EXPECT_EQ(count_prefix(answer(who, "/register eve eve"), "! a password has at least 8"), 1U);
    const Lines told = answer(who, "/register eve green teapots");

    EXPECT_EQ(count_prefix(told, "* You are eve in #lobby (2 here)"), 1U);
    EXPECT_EQ(told.back(), "* eve is yours now: /login eve brings you back with your rooms and settings");
    EXPECT_EQ(saved("eve").password_hash, "hash of green teapots");
}

TEST_F(HubNoGuests, ThePasswordOfANewNameIsAskedForTwice) {
    const ClientId who = chat.connect();

    EXPECT_EQ(answer(who, "/register eve"), Lines{});
    EXPECT_EQ(secret(who), "a new password for eve");
    answer(who, "green teapots");
    EXPECT_EQ(secret(who), "the same again");
    answer(who, "green teapots");

    EXPECT_EQ(name_of(who), "eve");
}

TEST_F(HubNoGuests, IfNobodyCanRegisterItIsNotOffered) {
    configure(Guests::no, Registration::closed);
    const ClientId who = chat.connect_unread();

    EXPECT_EQ(chat.take(who), (Lines{"* This server asks everyone to log in: /login NAME PASSWORD"}));
    EXPECT_EQ(count_prefix(answer(who, "/register eve green teapots"), "! names cannot be registered here"),
              1U);
    EXPECT_EQ(answer(who, "/help").size(), 4U);
}

TEST_F(HubNoGuests, HelpListsWhatWorks) {
    const Lines told = answer(chat.connect(), "/help");

    EXPECT_EQ(told.size(), 5U);
    for (const char* command : {"* /help", "* /register", "* /login", "* /format", "* /quit"}) {
        EXPECT_EQ(count_prefix(told, command), 1U) << command;
    }
}

TEST_F(HubNoGuests, AProgramGetsObjectsWithCodes) {
    const ClientId who = chat.connect();

    EXPECT_EQ(joined(answer(who, "/format json")).find("\"room\""), std::string::npos);
    const std::string told = joined(answer(who, "/who"));

    EXPECT_NE(told.find(R"("code":"login_needed")"), std::string::npos) << told;
    EXPECT_NE(told.find(R"("type":"error")"), std::string::npos) << told;
}

TEST_F(HubNoGuests, QuitWorks) {
    const ClientId who = chat.connect();

    EXPECT_EQ(answer(who, "/quit"), (Lines{"* goodbye"}));

    EXPECT_TRUE(chat.audience.heard[who].hung_up);
    EXPECT_EQ(chat.hub.clients(), 1U);
}

TEST_F(HubNoGuests, ADeadlineEndsIt) {
    const ClientId slow = chat.connect();
    const ClientId quick = chat.connect();
    answer(quick, "/login ann secret of ann");

    chat.pass(Milliseconds{59'000});
    EXPECT_FALSE(chat.audience.heard[slow].hung_up);
    chat.pass(Milliseconds{2'000});

    EXPECT_EQ(chat.take(slow), (Lines{"! nobody has logged in within 1m, goodbye"}));
    EXPECT_TRUE(chat.audience.heard[slow].hung_up);
    EXPECT_FALSE(chat.audience.heard[quick].hung_up);
}

TEST_F(HubNoGuests, AStopIsToldToThemToo) {
    const ClientId who = chat.connect();

    chat.hub.stop(chat.now);

    EXPECT_EQ(chat.take(who), (Lines{"* the server is stopping, goodbye"}));
    EXPECT_TRUE(chat.audience.heard[who].hung_up);
}

TEST_F(HubNoGuests, NobodyBecomesAGuest) {
    EXPECT_EQ(answer(bob, "/nick eve"),
              (Lines{"! nobody is here without an account: this server has no guests"}));
    EXPECT_EQ(name_of(bob), "bob");

    const Lines told = answer(bob, "/unregister secret of bob");

    EXPECT_EQ(told.back(), "! nobody is here without an account: this server has no guests");
    EXPECT_TRUE(chat.audience.heard[bob].hung_up);
}

TEST_F(HubNoGuests, AnAccountThatAnOperatorRemovesEndsItsConnections) {
    chat.hub.propose({chat.now, operation::RemoveAccount{chat.client(bob).account->id}});

    EXPECT_TRUE(chat.audience.heard[bob].hung_up);
}

TEST_F(HubNoGuests, AGuestWhoIsThereWhenTheSettingChangesMayOnlyRead) {
    configure(Guests::yes);
    const ClientId guest = chat.connect("gus");
    configure(Guests::no);

    EXPECT_EQ(count_prefix(answer(guest, "hello"), "! guests may only read here"), 1U);
    EXPECT_EQ(answer(guest, "/who").size(), 3U);
}

TEST_F(HubNoGuests, ABanOfTheirAddressEndsThem) {
    chat.from = parse_network("192.0.2.7")->address;
    const ClientId who = chat.connect();

    chat.hub.propose(
        {chat.now, operation::Impose{{{}, "confabctl"}, {}, Sanction::Kind::ban, "192.0.2.7", {}, ""}});

    EXPECT_TRUE(chat.audience.heard[who].hung_up);
}

TEST_F(HubNoGuests, ASnapshotKnowsThem) {
    const ClientId who = chat.connect();
    const std::string bytes = chat.hub.snapshot(chat.now);
    Chat again({}, {.log = nullptr, .state = nullptr, .passwords = &passwords});
    ChatSettings changed;
    changed.guests = Guests::no;
    again.hub.configure(changed);

    ASSERT_EQ(again.hub.restore(bytes, chat.now).code, Code::none);

    EXPECT_TRUE(again.client(who).is_unnamed());
    EXPECT_EQ(again.hub.snapshot(chat.now), bytes);
    again.now = chat.now;
    again.pass(Milliseconds{61'000});
    EXPECT_TRUE(again.audience.heard[who].hung_up);
}

// What the deadlines hold is part of a snapshot.
TEST_F(HubNoGuests, WhoHasGoneIsNotRememberedUntilTheirDeadline) {
    const auto visits = [&](int count) {
        for (int i = 0; i < count; ++i) chat.disconnect(chat.connect());
        return chat.hub.snapshot(chat.now).size();
    };
    const std::size_t after_a_few = visits(100);

    EXPECT_LT(visits(5000), after_a_few + 1000);
}

}  // namespace
}  // namespace confab::unit
