// Names that are registered, while their owner is here; and names that a client's program tells.
#include "unit/support/registered.hpp"

namespace confab::unit {
namespace {

class HubOwnName : public Registered {};

TEST_F(HubOwnName, WhoseOwnerIsHereIsToldWithLogin) {
    registered("alice");
    const ClientId elsewhere = chat.connect();

    EXPECT_EQ(chat.answer(elsewhere, "/nick alice"),
              (Lines{"! the name alice is registered, /login alice if it is yours, or choose another"}));
}

TEST_F(HubOwnName, IsTheSameForOneThatLooksLikeIt) {
    registered("bob");
    const ClientId elsewhere = chat.connect();

    EXPECT_EQ(chat.answer(elsewhere, "/nick b0b"),
              (Lines{"! the name bob is registered, /login bob if it is yours, or choose another"}));
}

TEST_F(HubOwnName, OfAGuestIsTakenAsBefore) {
    chat.connect("alice");
    const ClientId elsewhere = chat.connect();

    EXPECT_EQ(chat.answer(elsewhere, "/nick alice"), (Lines{"! the name alice is taken, choose another"}));
}

TEST_F(HubOwnName, ToldByAProgramIsTaken) {
    const ClientId who = chat.connect();

    chat.hub.user_name(who, "alice", chat.now);

    EXPECT_EQ(name_of(who), "alice");
}

TEST_F(HubOwnName, ToldByAProgramIsHintedAtLoginIfRegistered) {
    registered("alice");
    const ClientId who = chat.connect();

    chat.hub.user_name(who, "alice", chat.now);

    EXPECT_EQ(count_prefix(chat.take(who), "! the name alice is registered, /login alice"), 1U);
}

TEST_F(HubOwnName, ToldByAProgramIsNoErrorIfItIsNoneHere) {
    for (const char* name : {"root", "admin", "r00t", "1st", "two words", "a,b", "-",
                             "\xd0\xb0"
                             "bc",
                             "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz"}) {
        const ClientId who = chat.connect();
        const std::string guest = name_of(who);

        chat.hub.user_name(who, name, chat.now);

        EXPECT_EQ(chat.take(who), (Lines{"* your name there cannot be used here, you are " + guest})) << name;
        EXPECT_EQ(name_of(who), guest);
    }
}

TEST_F(HubOwnName, ToldByAProgramIsNothingIfItIsEmpty) {
    const ClientId who = chat.connect();

    chat.hub.user_name(who, "", chat.now);

    EXPECT_TRUE(chat.take(who).empty());
}

TEST_F(HubOwnName, ToldByAProgramWaitsForTheAnswerToWhatWasSentBefore) {
    registered("alice");
    const ClientId who = chat.connect();
    chat.line(who, "/login alice secret of alice");
    chat.take(who);

    chat.hub.user_name(who, "zoe", chat.now);
    chat.hub.user_name(who, "root", chat.now);
    EXPECT_TRUE(chat.take(who).empty());
    passwords.answer(chat.hub, chat.now);
    chat.measure();

    EXPECT_EQ(name_of(who), "zoe");
    const Lines told = chat.take(who);
    EXPECT_EQ(count_prefix(told, "* you are logged out of alice"), 1U) << joined(told);
    EXPECT_EQ(told.back(), "* your name there cannot be used here, you are zoe");
}

TEST_F(HubOwnName, ToldByAProgramCallsAQuestionOffAndIsActivity) {
    const ClientId who = chat.connect();
    chat.line(who, "/login alice");
    ASSERT_NE(chat.audience.heard[who].secret, "");
    chat.pass(Milliseconds{5'000});

    chat.hub.user_name(who, "zoe", chat.now);

    EXPECT_EQ(chat.audience.heard[who].secret, "");
    EXPECT_EQ(name_of(who), "zoe");
    EXPECT_EQ(chat.client(who).connection.last_active, chat.now.mono);
}

TEST_F(HubOwnName, LoginsAreToldToTheEdge) {
    using Logged = RecordingAudience::Logged;
    chat.from = parse_network("192.0.2.7")->address;
    const ClientId ann = chat.connect("ann");
    answer(ann, "/register secret of ann");
    const ClientId eve = chat.connect();
    const std::string guest = name_of(eve);
    answer(eve, "/login ann wrong");
    answer(eve, "/login Nobody wrong");
    answer(eve, "/login ann secret of ann");
    answer(eve, "/passwd wrong another secret");
    for (const char* line : {"/passwd", "secret of ann", "another secret", "another secret"})
        answer(eve, line);
    answer(eve, "/unregister another secret");

    const std::vector<Logged> expected{{LoginEvent::registered, "ann", "ann", "192.0.2.7"},
                                       {LoginEvent::wrong_password, guest, "ann", "192.0.2.7"},
                                       {LoginEvent::wrong_password, guest, "Nobody", "192.0.2.7"},
                                       {LoginEvent::logged_in, guest, "ann", "192.0.2.7"},
                                       {LoginEvent::wrong_password, "ann", "ann", "192.0.2.7"},
                                       {LoginEvent::changed_password, "ann", "ann", "192.0.2.7"},
                                       {LoginEvent::unregistered, "ann", "ann", "192.0.2.7"}};
    EXPECT_EQ(chat.audience.logins, expected);
}

TEST_F(HubOwnName, ALongNameIsCutForTheLog) {
    const ClientId eve = chat.connect();
    answer(eve, "/login " + std::string(4000, 'x') + " wrong");

    ASSERT_EQ(chat.audience.logins.size(), 1U);
    EXPECT_EQ(chat.audience.logins.front().name, std::string(64, 'x'));
}

TEST_F(HubOwnName, RegistrationsOverLoopbackHaveALimitToo) {
    for (const Address& from : {parse_network("127.0.0.1")->address, Address::of_user(1000)}) {
        chat.from = from;
        std::size_t made = 0;
        for (int i = 0; i < 40; ++i) {
            std::string name = from.local() ? "u" : "t";
            for (int letter = i; letter > 0; letter /= 5) name += static_cast<char>('b' + letter % 5);
            const ClientId who = chat.connect("x" + name + "x");
            made += count_prefix(answer(who, "/register secret of nobody"), "* x");
        }
        EXPECT_EQ(made, 20U) << from.text();
    }
}

TEST_F(HubOwnName, OperatorsWithoutAccountAreNamed) {
    registered("ann");
    ChatSettings changed = settings();
    changed.operators = {"ann", "b0b", "two words"};
    chat.hub.configure(changed);
    EXPECT_EQ(chat.hub.operators_without_account(), (std::vector<std::string>{"b0b", "two words"}));

    registered("bob");
    EXPECT_EQ(chat.hub.operators_without_account(), (std::vector<std::string>{"two words"}));
}

}  // namespace
}  // namespace confab::unit
