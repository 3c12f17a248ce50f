// Registering with a code that somebody gave one.
#include "unit/support/kept_state.hpp"
#include "unit/support/registered.hpp"

namespace confab::unit {
namespace {

class HubInviteCode : public testing::Test {
  protected:
    HubInviteCode() {
        chat.forget_all();
        ann = chat.connect("ann");
        answer(ann, "/register secret of ann");
        configure(Registration::invite);
        chat.forget_all();
    }
    void configure(Registration registration, std::size_t max = 2) {
        ChatSettings changed;
        changed.registration = registration;
        changed.max_invite_codes = max;
        changed.history = 0;
        chat.hub.configure(changed);
    }
    Lines answer(ClientId who, TypedLine text) {
        chat.take(who);
        chat.line(who, text);
        passwords.answer(chat.hub, chat.now);
        return chat.take(who);
    }
    std::string code_of(ClientId who) {
        const std::string told = answer(who, "/invite-code").back();
        return told.substr(2, 11);
    }
    std::string& secret(ClientId who) { return chat.audience.heard[who].secret; }
    Ports ports() {
        return {.log = nullptr, .state = &state, .passwords = &passwords, .random = [this] {
                    return number_ += 1'000'000'007;
                }};
    }

    static constexpr const char* wrong =
        "! that is no invitation code, or it has been used, nothing has changed";
    std::uint64_t number_ = 1;
    KeptState state;
    FakePasswords passwords;
    Chat chat{{}, ports()};
    ClientId ann;
};

TEST_F(HubInviteCode, AMistypedOneIsNoPartOfThePassword) {
    const std::string code = code_of(ann);
    const ClientId bob = chat.connect("bob");
    for (const std::string& typed : {code.substr(0, 10) + "1", code + "7", std::string("xncuj-5g9v")}) {
        EXPECT_EQ(answer(bob, "/register green teapots " + typed), (Lines{wrong})) << typed;
    }
    EXPECT_EQ(state.accounts.size(), 1U);
    EXPECT_NE(answer(bob, "/register green well-known"), (Lines{wrong})) << "the code is asked for";
}

TEST_F(HubInviteCode, LetsOnePersonRegister) {
    const std::string code = code_of(ann);
    const ClientId bob = chat.connect("bob");
    const ClientId eve = chat.connect("eve");

    EXPECT_EQ(count_prefix(answer(bob, "/register green teapots " + code), "* bob is yours now"), 1U);
    EXPECT_EQ(answer(eve, "/register green teapots " + code), (Lines{wrong}));

    EXPECT_EQ(state.accounts.at(2).password_hash, "hash of green teapots");
    EXPECT_TRUE(state.invite_codes.empty());
}

TEST_F(HubInviteCode, IsAskedForIfItWasLeftOut) {
    const std::string code = code_of(ann);
    const ClientId bob = chat.connect("bob");

    answer(bob, "/register green teapots");
    EXPECT_EQ(secret(bob), "the invitation code that you were given");
    EXPECT_EQ(answer(bob, "k7q2m-4xd9p"), (Lines{wrong}));
    answer(bob, "/register");
    answer(bob, code);
    EXPECT_EQ(secret(bob), "a new password for bob");
    answer(bob, "green teapots");
    EXPECT_EQ(count_prefix(answer(bob, "green teapots"), "* bob is yours now"), 1U);
}

TEST_F(HubInviteCode, IsGoodForThePasswordThatWasTypedBefore) {
    const std::string code = code_of(ann);
    const ClientId bob = chat.connect("bob");

    answer(bob, "/register green teapots");

    EXPECT_EQ(count_prefix(answer(bob, code), "* bob is yours now"), 1U);
    EXPECT_EQ(state.accounts.at(2).password_hash, "hash of green teapots");
}

TEST_F(HubInviteCode, OneOfTwoWhoUseItAtOnceIsLate) {
    const std::string code = code_of(ann);
    const ClientId bob = chat.connect("bob");
    const ClientId eve = chat.connect("eve");
    chat.forget_all();

    chat.line(bob, "/register green teapots " + code);
    chat.line(eve, "/register green teapots " + code);
    passwords.answer(chat.hub, chat.now);

    EXPECT_EQ(count_prefix(chat.take(bob), "* bob is yours now"), 1U);
    EXPECT_EQ(chat.take(eve), (Lines{wrong}));
}

TEST_F(HubInviteCode, IsListedAndRevokedByItsMaker) {
    const std::string code = code_of(ann);
    const ClientId bob = chat.connect("bob");
    answer(bob, "/register green teapots " + code_of(ann));

    EXPECT_EQ(count_prefix(answer(ann, "/invite-code list"), "* " + code + ", until "), 1U);
    EXPECT_EQ(answer(bob, "/invite-code list"),
              (Lines{"* there are no invitation codes, /invite-code makes one"}));
    EXPECT_EQ(answer(bob, "/invite-code revoke " + code), (Lines{"! you have no such invitation code"}));
    EXPECT_EQ(answer(ann, "/invite-code revoke " + code),
              (Lines{"* that invitation code lets nobody in any more"}));
    EXPECT_EQ(answer(chat.connect("eve"), "/register green teapots " + code), (Lines{wrong}));
}

TEST_F(HubInviteCode, APersonHasAFew) {
    code_of(ann);
    code_of(ann);

    EXPECT_EQ(answer(ann, "/invite-code"),
              (Lines{"! there are too many invitation codes that nobody has used (limit 2)"}));
    chat.pass(std::chrono::hours(24 * 7));
    EXPECT_EQ(count_prefix(answer(ann, "/invite-code"), "* "), 1U);
    EXPECT_EQ(state.invite_codes.size(), 1U);
}

TEST_F(HubInviteCode, OnlyServerOperatorsMakeThemIfPeopleHaveNone) {
    configure(Registration::invite, 0);
    EXPECT_EQ(answer(ann, "/invite-code"),
              (Lines{"! only operators of the server make invitation codes here"}));
    chat.client(ann).account->server_operator = true;
    for (int i = 0; i < 7; ++i) EXPECT_EQ(count_prefix(answer(ann, "/invite-code"), "* "), 1U);
}

TEST_F(HubInviteCode, AGuestMakesNone) {
    EXPECT_EQ(count_prefix(answer(chat.connect("gus"), "/invite-code"), "! you are not logged in"), 1U);
}

TEST_F(HubInviteCode, HoldsForAWeek) {
    const std::string code = code_of(ann);
    chat.pass(std::chrono::hours(24 * 7));

    EXPECT_EQ(answer(chat.connect("bob"), "/register green teapots " + code), (Lines{wrong}));
}

TEST_F(HubInviteCode, EndsWithItsMaker) {
    const std::string code = code_of(ann);

    answer(ann, "/unregister secret of ann");

    EXPECT_EQ(answer(chat.connect("bob"), "/register green teapots " + code), (Lines{wrong}));
    EXPECT_TRUE(state.invite_codes.empty());
}

TEST_F(HubInviteCode, GuessesAreSlowedDown) {
    const ClientId eve = chat.connect("eve");
    for (int i = 0; i < 4; ++i) answer(eve, "/register green teapots aaaaa-aaaab");
    EXPECT_EQ(chat.audience.heard[eve].wrong_guesses, 3U);  // the fourth was not looked at

    EXPECT_EQ(count_prefix(answer(eve, "/register green teapots aaaaa-aaaab"), "! too many wrong"), 1U);
}

TEST_F(HubInviteCode, SurvivesARestartAndASnapshot) {
    const std::string code = code_of(ann);
    Chat after({}, ports());
    after.hub.load(state.stored());
    Chat restored({}, ports());
    ASSERT_EQ(restored.hub.restore(chat.hub.snapshot(chat.now), chat.now).code, Code::none);

    EXPECT_EQ(after.hub.invite_codes().list(0, chat.now).size(), 1U);
    EXPECT_EQ(restored.hub.invite_codes().list(0, chat.now).size(), 1U);
    EXPECT_TRUE(restored.hub.invite_codes().is_good(typed_invite_code(code), chat.now));
}

TEST_F(HubInviteCode, IsOfferedOnlyWhereItIsOfUse) {
    EXPECT_EQ(count_prefix(answer(ann, "/help all"), "* /invite-code"), 1U);
    configure(Registration::open);
    EXPECT_EQ(count_prefix(answer(ann, "/help all"), "* /invite-code"), 0U);
    EXPECT_EQ(count_prefix(answer(ann, "/help all"), "* /register"), 1U);
    EXPECT_EQ(answer(ann, "/invite-code"), (Lines{"! invitation codes are not used here"}));
    configure(Registration::closed);
    EXPECT_EQ(count_prefix(answer(ann, "/help all"), "* /register"), 0U);
    EXPECT_EQ(answer(chat.connect("bob"), "/register green teapots"),
              (Lines{"! names cannot be registered here, ask an operator of the server for one"}));
}

TEST_F(HubInviteCode, IsNotTakenForTheShortFormOfInvite) {
    EXPECT_EQ(answer(ann, "/inv"), (Lines{"! usage: /invite NAME"}));
    EXPECT_EQ(count_prefix(answer(ann, "/invite-c"), "* "), 1U);
}

TEST_F(HubInviteCode, IsNeverSaid) {
    EXPECT_EQ(answer(ann, "\xE2\x80\x8B/invite-code revoke aaaaa-aaaab").size(), 1U);
}

}  // namespace
}  // namespace confab::unit
