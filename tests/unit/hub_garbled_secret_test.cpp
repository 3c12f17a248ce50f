// A secret that cleaning changed is none: as a new one it is refused, as an old one it is wrong.
#include <string>
#include <vector>

#include "unit/support/moderated.hpp"
#include "unit/support/registered.hpp"
#include "unit/support/resuming.hpp"
#include "unit/support/typist.hpp"

namespace confab::unit {
namespace {

using namespace std::string_literals;

const std::vector<std::string> garbled = {
    "\xd0\xc1\xd2\xcf\xcc\xd8\xd0\xd1",                  // KOI8-R
    "\xe4\xf6\xfc\xdf\xe9\xe8\xe0\xe7",                  // Latin-1
    "\xff\xff\xff\xff\xff\xff\xff\xff",                  // IAC IAC, eight times
    "green teapot\xe9",                                  // the last letter alone
    "\x80green teapots",                                 // the first
    "green\ttea pots",                                   // a TAB would be a space
    "green\x01teapots",                                  // a control would vanish
    "green\0teapots"s,                                   // NUL too
    "green teapots\x1b[A",                               // an arrow key
    "green\u202eteapots",                                // a bidirectional override
    "green\u2028teapots",                                // a line separator
    "gre\u0301\u0301\u0301\u0301\u0301enteapots",        // five marks on one letter
    "green teapots\u00a0",                               // cut at the end, and no space
    "\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd",  // what bad bytes became before this was refused
    "green\xc2\x9bmteapots",                             // CSI in C1
};

constexpr const char* refusal =
    "! a password is UTF-8 without control characters, and that was not, nothing has changed; choose another";

class HubGarbledSecret : public Registered {
  protected:
    Lines type(ClientId who, const std::string& raw) { return answer(who, typist.type(raw)); }

    Typist typist;
};

TEST_F(HubGarbledSecret, IsNoNewPassword) {
    const ClientId ann = chat.connect("ann");

    for (const std::string& secret : garbled) {
        EXPECT_EQ(type(ann, "/register " + secret), (Lines{refusal})) << secret;
    }
    EXPECT_TRUE(state.accounts.empty());
}

TEST_F(HubGarbledSecret, IsNoNewPasswordWhereItIsAskedFor) {
    const ClientId ann = chat.connect("ann");

    for (const std::string& secret : garbled) {
        type(ann, "/register");
        EXPECT_EQ(type(ann, secret), (Lines{refusal})) << secret;
        type(ann, "/cancel");
    }
    EXPECT_TRUE(state.accounts.empty());
}

TEST_F(HubGarbledSecret, ChangesNoPasswordAndGivesNoNameUp) {
    const ClientId ann = registered("ann");

    for (const std::string& secret : garbled) {
        EXPECT_EQ(type(ann, "/passwd secret " + secret), (Lines{refusal})) << secret;
        EXPECT_EQ(count_prefix(type(ann, "/unregister " + secret), "! that is not your password"), 1U)
            << secret;
        chat.pass(Milliseconds{3'600'000});
    }
    EXPECT_EQ(saved("ann").password_hash, "hash of secret of ann");
}

TEST_F(HubGarbledSecret, IsWrongAtLoginEvenIfItWasMadeTheOldWay) {
    const ClientId ann = registered("ann");
    Typist old;
    for (const std::string& secret : garbled) {
        chat.client(ann).account->password_hash =
            "hash of " + chat.hub.names().compose(old.type(secret).text);
        chat.pass(Milliseconds{3'600'000});
        const ClientId other = chat.connect();

        EXPECT_EQ(count_prefix(type(other, "/login ann " + secret), "! wrong name or password"), 1U)
            << secret;
        type(other, "/login ann");
        EXPECT_EQ(count_prefix(type(other, secret), "! wrong name or password"), 1U) << secret;
        EXPECT_TRUE(passwords.hashes.size() >= 2) << "it takes as long as any other wrong one";
    }
}

TEST_F(HubGarbledSecret, OfAnOldOneAndANewOneEachCounts) {
    const ClientId ann = registered("ann");

    EXPECT_EQ(count_prefix(type(ann, "/passwd gr\xe9y greenteapots"), "! that is not your password"), 1U);
    EXPECT_EQ(type(ann, "/passwd secret gr\xe9y-teapots"), (Lines{refusal}));
}

TEST_F(HubGarbledSecret, WhatWasChangedBeforeItDoesNotMatter) {
    for (const std::string before : {"/login\t", "\x01/login ", "/login \x1b[A", "/lo\x02gin  "}) {
        const ClientId ann = registered("ann");
        const ClientId other = chat.connect();

        EXPECT_EQ(count_prefix(type(other, before + "ann\tsecret of ann"), "! wrong"), 0U) << before;
        EXPECT_EQ(name_of(other), "ann") << before;

        type(other, "/unregister secret of ann");
        chat.disconnect(other);
        chat.disconnect(ann);
    }
}

TEST_F(HubGarbledSecret, WhatWasTakenBackWhileTypingDoesNotMatter) {
    registered("ann");
    const ClientId other = chat.connect();

    type(other, "/login ann secretx\x7f of amm\b\bnn ");

    EXPECT_EQ(name_of(other), "ann");
}

TEST_F(HubGarbledSecret, ArrivesAsItWasWhileSomethingIsWaitedFor) {
    registered("ann");
    const ClientId other = chat.connect("bob");
    chat.line(other, "/login ann wrong password");

    chat.line(other, typist.type("/register gr\xe9y-teapots"));
    passwords.answer(chat.hub, chat.now);

    EXPECT_EQ(joined(chat.take(other)).find("is yours now"), std::string::npos);
}

TEST_F(HubGarbledSecret, ARefusedAnswerIsAskedForAgainAndNothingTypedIsSaid) {
    const ClientId ann = chat.connect("ann");
    const ClientId bob = chat.connect("bob");
    type(ann, "/register");
    chat.forget_all();

    type(ann, "short");
    EXPECT_EQ(secret(ann), "a new password for ann");
    type(ann, "gr\xe9y-teapots");
    EXPECT_EQ(secret(ann), "a new password for ann");
    type(ann, "green teapots");
    EXPECT_EQ(secret(ann), "the same again");
    EXPECT_EQ(count_prefix(type(ann, "green teapots"), "* ann is yours now"), 1U);

    EXPECT_EQ(chat.take(bob), Lines{});
}

TEST_F(HubGarbledSecret, AThirdRefusedAnswerEndsTheQuestion) {
    const ClientId ann = chat.connect("ann");
    type(ann, "/register");

    for (int i = 0; i < 3; ++i) type(ann, "short");

    EXPECT_EQ(secret(ann), "");
    EXPECT_EQ(type(ann, "hello"), (Lines{"ann: hello"}));
}

class HubGarbledKey : public testing::Test {
  protected:
    std::string type(ClientId who, const std::string& raw) {
        const Lines lines = place.chat.answer(who, typist.type(raw));
        return lines.empty() ? "" : lines.back();
    }

    KeptState state;
    Place place{state};
    Typist typist;
    ClientId ann = place.registered("ann");
    ClientId bob = place.guest("bob");
};

TEST_F(HubGarbledKey, IsNoNewKey) {
    place.enter(ann, "dev");

    for (const std::string& key : garbled) {
        EXPECT_EQ(type(ann, "/room key " + key),
                  "! a key is UTF-8 without control characters, and that was not; choose another")
            << key;
    }
    EXPECT_EQ(place.chat.room("dev")->rules->key, "");
}

TEST_F(HubGarbledKey, OpensNoRoom) {
    place.enter(ann, "dev");
    for (const std::string key : {"gr\xe9y", "gr\x01y", "gray\x1b[A", "gray\u00a0", "\ufffd\ufffd"}) {
        Typist old;
        place.chat.room("dev")->rules->key = old.type(key).text;
        place.chat.pass(std::chrono::hours(1));  // wrong keys make one wait

        EXPECT_EQ(type(bob, "/join dev " + key),
                  "! #dev asks for a key, and that is not it; say /join #dev KEY")
            << key;
        EXPECT_FALSE(place.in(bob, "dev"));
    }
}

TEST_F(HubGarbledKey, AnExactOneOpensItWhateverWasChangedBefore) {
    place.enter(ann, "dev");
    type(ann, "/room\tkey\tgr\u00e9y");

    type(bob, "/join\tdev\tgr\u00e9y");

    EXPECT_TRUE(place.in(bob, "dev"));
}

TEST_F(HubGarbledKey, IsNotThereIfNoneWasTyped) {
    type(bob, "/join r\x01x");

    EXPECT_TRUE(place.in(bob, "rx"));
}

class HubGarbledCode : public HubResume {};

TEST_F(HubGarbledCode, BringsNobodyBack) {
    Typist typist;
    const auto [ann, code] = arrive("ann");
    chat.pass(Milliseconds{60'000});
    chat.disconnect(ann);
    const ClientId other = arrive().first;
    const std::string line = "/resume " + code;

    EXPECT_EQ(count_prefix(chat.answer(other, typist.type(line + "\x01")), "! "), 1U);
    EXPECT_NE(chat.client(other).name.text, "ann");
    resume(other, code);
    EXPECT_EQ(chat.client(other).name.text, "ann");
}

}  // namespace
}  // namespace confab::unit
