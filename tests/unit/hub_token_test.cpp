// Tokens with which programs speak in a room.
#include "confab/base/digest.hpp"
#include "unit/support/kept_state.hpp"
#include "unit/support/registered.hpp"

namespace confab::unit {
namespace {

class HubToken : public testing::Test {
  protected:
    HubToken() {
        ann = chat.connect("ann");
        answer(ann, "/register secret of ann");
        answer(ann, "/join deploys");
        answer(ann, "/room own");
        bob = chat.connect("bob");
        answer(bob, "/join deploys");
        chat.forget_all();
    }
    Lines answer(ClientId who, TypedLine text) {
        chat.take(who);
        chat.line(who, text);
        passwords.answer(chat.hub, chat.now);
        return chat.take(who);
    }
    std::string token(const std::string& name) {
        const std::string told = answer(ann, "/token add " + name).back();
        return told.substr(told.rfind(' ') + 1);
    }
    Code post(const std::string& token, const std::string& text, const std::string& room = "deploys") {
        return chat.hub
            .decide({chat.now, operation::Post{.digest = digest_of(token), .room = room, .text = text}})
            .reply.code;
    }
    Ports ports() {
        return {.log = nullptr, .state = &state, .passwords = &passwords, .random = [this] {
                    return number_ += 1'000'000'007;
                }};
    }

    std::uint64_t number_ = 1;
    KeptState state;
    FakePasswords passwords;
    Chat chat{{}, ports()};
    ClientId ann;
    ClientId bob;
};

TEST_F(HubToken, LetsAProgramSpeakUnderItsName) {
    const std::string with = token("ci");
    EXPECT_EQ(with.size(), 32U);
    chat.forget_all();

    EXPECT_EQ(post(with, "build 1.4.2 is live"), Code::none);

    EXPECT_EQ(chat.take(bob), (Lines{"#deploys ci: build 1.4.2 is live"}));
    EXPECT_EQ(chat.take(ann), (Lines{"#deploys ci: build 1.4.2 is live"}));
    EXPECT_EQ(answer(bob, "/history 1").at(1).substr(6), "#deploys ci: build 1.4.2 is live");
}

TEST_F(HubToken, ProgramsAreToldWhoMadeIt) {
    const std::string with = token("ci");
    answer(bob, "/format json");
    chat.forget_all();

    post(with, "live");

    EXPECT_NE(chat.take(bob).back().find(R"("from":"ci","text":"live","via":"ann"})"), std::string::npos);
}

TEST_F(HubToken, IsGoodForItsRoomAlone) {
    const std::string with = token("ci");

    EXPECT_EQ(post(with, "x", "lobby"), Code::token_wrong);
    EXPECT_EQ(post(with + "0", "x"), Code::token_wrong);
    EXPECT_EQ(post("", "x"), Code::token_wrong);
    EXPECT_EQ(post(with, "x", ""), Code::none);
}

TEST_F(HubToken, IsKeptAsADigest) {
    const std::string with = token("ci");

    ASSERT_EQ(state.rooms.size(), 1U);
    const RoomRules& rules = state.rooms.begin()->second.rules;
    ASSERT_EQ(rules.tokens.size(), 1U);
    EXPECT_EQ(rules.tokens[0].digest, digest_of(with));
    EXPECT_EQ(rules.tokens[0].name.text, "ci");
}

TEST_F(HubToken, OnlyOperatorsOfTheRoomMakeListAndRevokeThem) {
    token("ci");
    const std::string refused = "! only operators of #deploys may do that";
    for (const char* line : {"/token add build", "/token", "/token revoke ci"}) {
        EXPECT_EQ(count_prefix(answer(bob, line), "! "), 1U) << line;
    }
    EXPECT_EQ(count_prefix(answer(ann, "/token"), "* ci, made by ann, since "), 1U);
}

TEST_F(HubToken, NeedsARoomThatLasts) {
    answer(ann, "/room drop");
    EXPECT_EQ(answer(ann, "/token add ci"), (Lines{"! #deploys belongs to nobody and may vanish: /room own "
                                                   "makes it yours, then it can have tokens"}));
    EXPECT_FALSE(chat.hub.posting_tokens().has_name(chat.hub.names().key_of("ci")));
}

TEST_F(HubToken, NobodyElseIsCalledLikeOne) {
    token("ci");

    EXPECT_EQ(answer(bob, "/nick ci"), (Lines{"! ci is the name of a program that speaks in a room"}));
    EXPECT_EQ(answer(bob, "/nick CI").size(), 1U);
    EXPECT_EQ(answer(ann, "/token add ci"), (Lines{"! the name ci is taken, choose another"}));
    EXPECT_EQ(answer(ann, "/token add bob"), (Lines{"! the name bob is taken, choose another"}));
    token("guest1");
    EXPECT_EQ(chat.client(chat.connect()).name.text, "guest2");
}

TEST_F(HubToken, EndsWhenItIsRevoked) {
    const std::string with = token("ci");

    EXPECT_EQ(answer(ann, "/token revoke CI"), (Lines{"* ci may not speak in #deploys any more"}));
    EXPECT_EQ(chat.take(bob), (Lines{"#deploys * ann lets a program speak in #deploys as ci",
                                     "#deploys * ann ended the token ci of #deploys"}));

    EXPECT_EQ(post(with, "x"), Code::token_wrong);
    EXPECT_EQ(answer(ann, "/token revoke ci"),
              (Lines{"! there is no such token in #deploys, /token lists them"}));
}

TEST_F(HubToken, SanctionsOnItsMakerHold) {
    const std::string with = token("ci");
    chat.hub.decide({chat.now, operation::Impose{.author = {{}, "test"},
                                                 .scope = {operation::Scope::Kind::server, {}},
                                                 .kind = Sanction::Kind::mute,
                                                 .target = "ann"}});
    EXPECT_EQ(post(with, "x"), Code::token_maker_sanctioned);
}

TEST_F(HubToken, KeepsARoomThatNobodyIsIn) {
    const std::string with = token("ci");
    answer(ann, "/leave deploys");
    answer(bob, "/leave deploys");

    EXPECT_EQ(post(with, "x"), Code::none);
}

TEST_F(HubToken, SanctionsOnItsNameHold) {
    const std::string with = token("ci");
    answer(ann, "/mute ci");
    EXPECT_EQ(post(with, "x"), Code::token_sanctioned);
    answer(ann, "/unmute ci");
    EXPECT_EQ(post(with, "x"), Code::none);
}

TEST_F(HubToken, EndsWithTheRoomsOwner) {
    const std::string with = token("ci");
    answer(ann, "/room drop");
    EXPECT_EQ(post(with, "x"), Code::token_wrong);
}

TEST_F(HubToken, SoManyInARoom) {
    for (std::size_t i = 0; i < RoomRules::max_tokens; ++i) token("ci" + std::to_string(i));
    EXPECT_EQ(answer(ann, "/token add more"), (Lines{"! there are too many tokens in #deploys (limit 20)"}));
}

TEST_F(HubToken, IgnoringItsNameHelps) {
    const std::string with = token("ci");
    answer(bob, "/ignore ci");
    chat.forget_all();

    post(with, "x");

    EXPECT_EQ(chat.take(bob), Lines{});
    EXPECT_EQ(chat.take(ann), (Lines{"#deploys ci: x"}));
}

}  // namespace
}  // namespace confab::unit
