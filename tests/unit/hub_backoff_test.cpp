// Who guesses passwords has to wait, and nobody else has.
#include "unit/support/registered.hpp"

namespace confab::unit {
namespace {

class HubBackoff : public Registered {
  protected:
    HubBackoff() { chat.disconnect(registered("ann")); }

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

TEST(Backoff, RemembersOnlySoMany) {
    Backoff backoff({1, Milliseconds{1'000}, Milliseconds{60'000}});
    const MonoTime now{Milliseconds{1'000}};

    for (std::size_t i = 0; i <= Backoff::most; ++i) backoff.failed(std::to_string(i), "", now);

    EXPECT_EQ(backoff.size(), Backoff::most);
    EXPECT_EQ(backoff.wait("0", now), Milliseconds{0});
    EXPECT_EQ(backoff.wait("1", now), Milliseconds{1'000});
}

TEST(Backoff, DoesNotGrowWithoutEnd) {
    Backoff backoff({3, Milliseconds{1'000}, Milliseconds{900'000}});
    const MonoTime now{Milliseconds{1'000}};

    for (int i = 0; i < 1'000'000; ++i) backoff.failed("eve", "", now);

    EXPECT_EQ(backoff.wait("eve", now), Milliseconds{900'000});
    EXPECT_EQ(backoff.wait("eve", now + Milliseconds{900'000}), Milliseconds{0});
    EXPECT_FALSE(backoff.strict("eve", now + 12 * Milliseconds{900'000}));
}

}  // namespace
}  // namespace confab::unit
