// Who guesses passwords has to wait, and nobody else has.
#include "unit/support/registered.hpp"

namespace confab::unit {
namespace {

class HubBackoff : public Registered {
  protected:
    HubBackoff() {
        ChatSettings without_warnings = settings();
        without_warnings.plain_passwords = PlainPasswords::yes;
        chat.hub.configure(without_warnings);
        chat.disconnect(registered("ann"));
    }

    ClientId connect_from(std::string_view address) {
        chat.from = parse_network(address)->address;
        return chat.connect();
    }
    Lines guess(ClientId who, std::string_view name = "ann") {
        return answer(who, "/login " + std::string(name) + " wrong");
    }
};

const Lines wrong = {"! wrong name or password, nothing has changed"};

Lines wait(std::string_view time) {
    return {"! too many wrong passwords, nothing has changed; try again in " + std::string(time)};
}

TEST_F(HubBackoff, ThreeAreFreeThenEachWaitIsTwiceAsLong) {
    const ClientId eve = connect_from("192.0.2.66");
    for (int i = 0; i < 3; ++i) EXPECT_EQ(guess(eve), wrong);

    EXPECT_EQ(guess(eve), wait("1s"));
    chat.pass(Milliseconds{1'000});
    EXPECT_EQ(guess(eve), wrong);
    EXPECT_EQ(guess(eve), wait("2s"));
    chat.pass(Milliseconds{2'000});
    EXPECT_EQ(guess(eve), wrong);
    EXPECT_EQ(guess(eve), wait("4s"));
}

TEST_F(HubBackoff, NoWaitIsLongerThanAQuarterOfAnHour) {
    const ClientId eve = connect_from("192.0.2.66");
    for (int i = 0; i < 30; ++i) {
        guess(eve);
        chat.pass(Milliseconds{900'000});
        guess(eve);
    }
    for (int i = 0; i < 12; ++i) {
        guess(eve, "nobody");
        chat.pass(Milliseconds{512'000});
    }

    chat.pass(Milliseconds{900'000});
    EXPECT_EQ(guess(eve, "nobody"), wrong);
}

TEST_F(HubBackoff, WhoHasToWaitCostsNothing) {
    const ClientId eve = connect_from("192.0.2.66");
    for (int i = 0; i < 3; ++i) guess(eve);
    const std::size_t before = passwords.hashes.size();

    for (int i = 0; i < 10; ++i) guess(eve);

    EXPECT_EQ(passwords.hashes.size(), before);
}

TEST_F(HubBackoff, HoldsForTheSourceNotForTheConnection) {
    const ClientId eve = connect_from("2001:db8::1");
    for (int i = 0; i < 3; ++i) guess(eve);

    EXPECT_EQ(guess(connect_from("2001:db8::2")), wait("1s"));
    EXPECT_EQ(guess(connect_from("2001:db8:0:1::1")), wrong);
}

TEST_F(HubBackoff, ManyAtOnceAreNoWayAroundIt) {
    const ClientId eve = connect_from("192.0.2.66");
    const ClientId mallory = connect_from("192.0.2.66");
    for (int i = 0; i < 3; ++i) guess(eve);
    chat.pass(Milliseconds{1'000});
    chat.forget_all();

    chat.line(eve, "/login ann wrong");
    chat.line(mallory, "/login ann wrong");
    passwords.answer(chat.hub, chat.now);

    EXPECT_EQ(chat.take(eve), wrong);
    EXPECT_EQ(chat.take(mallory), wait("2s"));
}

TEST_F(HubBackoff, SuccessEndsIt) {
    const ClientId ann = connect_from("192.0.2.7");
    for (int i = 0; i < 3; ++i) guess(ann);
    chat.pass(Milliseconds{1'000});

    answer(ann, "/login ann secret of ann");

    const ClientId other = connect_from("192.0.2.7");
    for (int i = 0; i < 3; ++i) EXPECT_EQ(guess(other), wrong);
}

TEST_F(HubBackoff, OnesOwnPasswordGivesNoTriesAtOthers) {
    chat.from = parse_network("192.0.2.66")->address;
    const ClientId eve = registered("eve");
    chat.disconnect(eve);
    const ClientId other = connect_from("192.0.2.66");
    for (int i = 0; i < 3; ++i) guess(other);
    chat.pass(Milliseconds{1'000});

    answer(other, "/login eve secret of eve");

    EXPECT_EQ(guess(other), wrong) << "the one that was due";
    EXPECT_EQ(guess(other), wait("2s"));
}

TEST_F(HubBackoff, TimeEndsIt) {
    const ClientId eve = connect_from("192.0.2.66");
    for (int i = 0; i < 3; ++i) guess(eve);

    chat.pass(Milliseconds{3 * 900'000});

    for (int i = 0; i < 3; ++i) EXPECT_EQ(guess(eve), wrong);
}

TEST_F(HubBackoff, ManySourcesGuessOneNameSlowly) {
    for (int i = 0; i < 10; ++i) EXPECT_EQ(guess(connect_from("192.0.2." + std::to_string(i))), wrong);

    EXPECT_EQ(guess(connect_from("192.0.2.100")), wait("1s"));
    EXPECT_EQ(guess(connect_from("192.0.2.100"), "nobody"), wrong);
}

TEST_F(HubBackoff, StrangersDoNotKeepAnOwnerOut) {
    const ClientId home = connect_from("198.51.100.1");
    answer(home, "/login ann secret of ann");
    chat.disconnect(home);
    for (int i = 0; i < 10; ++i) guess(connect_from("192.0.2." + std::to_string(i)));

    const ClientId back = connect_from("198.51.100.1");
    EXPECT_EQ(count_prefix(answer(back, "/login ann secret of ann"), "* you are logged in"), 1U);
}

TEST_F(HubBackoff, ANameThatLoggedInFromThereLatelyIsLetThrough) {
    const ClientId home = connect_from("198.51.100.1");
    answer(home, "/login ann secret of ann");
    chat.disconnect(home);
    const ClientId eve = connect_from("198.51.100.1");
    for (int i = 0; i < 3; ++i) guess(eve, "nobody");
    ASSERT_EQ(guess(eve, "nobody"), wait("1s"));

    const ClientId back = connect_from("198.51.100.1");
    EXPECT_EQ(count_prefix(answer(back, "/login ann secret of ann"), "* you are logged in"), 1U);
}

TEST_F(HubBackoff, TriesAtThatNameFromThereStillHaveToWait) {
    const ClientId home = connect_from("198.51.100.1");
    answer(home, "/login ann secret of ann");
    chat.disconnect(home);

    const ClientId eve = connect_from("198.51.100.1");
    for (int i = 0; i < 10; ++i) EXPECT_EQ(guess(eve), wrong);
    EXPECT_EQ(guess(eve), wait("1s"));
}

TEST_F(HubBackoff, WhoRegisteredFromThereIsLetThroughToo) {
    chat.from = parse_network("192.0.2.66")->address;
    chat.disconnect(registered("dan"));
    const ClientId eve = connect_from("192.0.2.66");
    for (int i = 0; i < 3; ++i) guess(eve, "nobody");

    EXPECT_EQ(
        count_prefix(answer(connect_from("192.0.2.66"), "/login dan secret of dan"), "* you are logged in"),
        1U);
}

TEST_F(HubBackoff, OverLoopbackNamesDoNotWaitForEachOther) {
    for (const char* tunnel : {"127.0.0.1", "127.0.0.9", "::1"}) {
        const ClientId eve = connect_from(tunnel);
        for (int i = 0; i < 3; ++i) EXPECT_EQ(guess(eve, "nobody"), wrong) << tunnel;
        EXPECT_NE(guess(eve, "nobody"), wrong) << tunnel;

        const ClientId ann = connect_from(tunnel);
        EXPECT_EQ(count_prefix(answer(ann, "/login ann secret of ann"), "* you are logged in"), 1U) << tunnel;
        chat.disconnect(ann);
        chat.pass(Milliseconds{3 * 900'000});
    }
}

TEST_F(HubBackoff, OnAUnixSocketEachUserWaitsAlone) {
    chat.from = Address::of_user(1000);
    const ClientId eve = chat.connect();
    for (int i = 0; i < 3; ++i) guess(eve, "somebody" + std::to_string(i));
    EXPECT_EQ(guess(eve, "another"), wait("1s"));

    chat.from = Address::of_user(1001);
    EXPECT_EQ(guess(chat.connect(), "another"), wrong);
}

TEST_F(HubBackoff, ANewPasswordForgetsWhoKnewTheOldOne) {
    const ClientId home = connect_from("198.51.100.1");
    answer(home, "/login ann secret of ann");
    const ClientId other = connect_from("198.51.100.2");
    answer(other, "/login ann secret of ann");
    for (const char* line : {"/passwd", "secret of ann", "another secret", "another secret"})
        answer(other, line);
    const ClientId eve = connect_from("198.51.100.1");
    for (int i = 0; i < 3; ++i) guess(eve, "nobody");

    EXPECT_EQ(guess(eve), wait("1s"));
}

TEST_F(HubBackoff, WhatIsDroppedForOthersIsNoWrongPassword) {
    const ClientId eve = connect_from("192.0.2.66");
    chat.line(eve, "/login ann wrong");
    PasswordAnswer busy = passwords.waiting.front();
    passwords.waiting.clear();
    busy.good = false;
    busy.busy = true;

    chat.hub.password_done(busy, chat.now);

    EXPECT_EQ(count_prefix(chat.take(eve), "! the server is too busy"), 1U);
    for (int i = 0; i < 3; ++i) EXPECT_EQ(guess(eve), wrong);
}

TEST_F(HubBackoff, WhoHasGoneIsHashedNoMore) {
    const ClientId eve = connect_from("192.0.2.66");
    chat.line(eve, "/login ann wrong");
    ASSERT_EQ(passwords.waiting.size(), 1U);

    chat.hub.departure().expel(chat.client(eve), Code::goodbye, "out", chat.now);

    EXPECT_TRUE(passwords.waiting.empty());
}

TEST_F(HubBackoff, WhoHasWaitedTooLongIsHashedNoMore) {
    const ClientId eve = connect_from("192.0.2.66");
    chat.line(eve, "/login ann wrong");

    chat.pass(PendingRequests::longest);

    EXPECT_TRUE(passwords.waiting.empty());
}

TEST_F(HubBackoff, SourcesAreToldApartWhenHashesAreMade) {
    answer(connect_from("192.0.2.66"), "/login ann wrong");
    answer(connect_from("2001:db8::1"), "/login ann wrong");
    answer(connect_from("127.0.0.1"), "/login ann wrong");
    chat.from = Address::of_user(7);
    answer(chat.connect("dan"), "/register secret of dan");

    const std::vector<std::string> last(passwords.sources.end() - 4, passwords.sources.end());
    EXPECT_EQ(last,
              (std::vector<std::string>{"192.0.2.66", "2001:db8::/64", "127.0.0.1 ann", "local (uid 7)"}));
}

}  // namespace
}  // namespace confab::unit
