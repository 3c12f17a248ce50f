// Bad commands: exactly one error line, and nobody else sees anything.
#include <gtest/gtest.h>

#include "unit/support/chat.hpp"

namespace confab::unit {
namespace {

struct Bad {
    const char* line;
    const char* answer;  // how the one line begins
};

class HubRefusal : public testing::TestWithParam<Bad> {};

TEST_P(HubRefusal, IsExactlyOneErrorThatOnlyItsSenderSees) {
    Chat chat;
    const ClientId ann = chat.connect("ann");
    const ClientId bob = chat.connect("bob");
    chat.line(ann, "hello");
    chat.pass(Milliseconds{5000});
    chat.forget_all();

    const Lines lines = chat.answer(ann, GetParam().line);

    ASSERT_EQ(lines.size(), 1U) << joined(lines);
    EXPECT_TRUE(lines[0].starts_with(GetParam().answer)) << lines[0];
    EXPECT_EQ(chat.take(bob), Lines{});
    EXPECT_EQ(chat.client(ann).name.text, "ann");
    EXPECT_EQ(chat.client(ann).rooms.size(), 1U);
    EXPECT_EQ(chat.hub.rooms().size(), 1U);
    EXPECT_EQ(chat.hub.clients(), 2U);
}

INSTANTIATE_TEST_SUITE_P(
    Usage, HubRefusal,
    testing::Values(Bad{"/nick", "! usage: /nick NAME"}, Bad{"/join", "! usage: /join ROOM"},
                    Bad{"/msg", "! usage: /msg NAME TEXT"}, Bad{"/msg bob", "! usage: /msg NAME TEXT"},
                    Bad{"/reply", "! usage: /reply TEXT"}, Bad{"/me", "! usage: /me TEXT"},
                    Bad{"/unignore", "! usage: /unignore NAME"},
                    Bad{"/echo maybe", "! usage: /echo [on|off]"},
                    Bad{"/echo on off", "! usage: /echo [on|off]"},

                    Bad{"/timestamps 1", "! usage: /timestamps [on|off]"},

                    Bad{"/format xml", "! usage: /format [text|json]"}, Bad{"/rooms all", "! usage: /rooms"},
                    Bad{"/back now", "! usage: /back"}, Bad{"/bac now", "! usage: /back"},
                    Bad{"/history x", "! usage: /history [N|TIME|since TIME]"},
                    Bad{"/history 0", "! usage: /history [N|TIME|since TIME]"},
                    Bad{"/history -1", "! usage: /history [N|TIME|since TIME]"},
                    Bad{"/history 5 6", "! usage: /history [N|TIME|since TIME]"},
                    Bad{"/history 1.5", "! usage: /history [N|TIME|since TIME]"},
                    Bad{"/history +3", "! usage: /history [N|TIME|since TIME]"},
                    Bad{"/HISTORY 5x", "! usage: /history [N|TIME|since TIME]"}));

INSTANTIATE_TEST_SUITE_P(
    Names, HubRefusal,
    testing::Values(
        Bad{"/nick 1ann", "! a name begins with a letter"}, Bad{"/nick a b", "! a name has only letters"},
        Bad{"/nick a:b", "! a name has only letters"}, Bad{"/nick admin", "! that name is reserved"},
        Bad{"/nick r00t", "! that name is reserved"},
        Bad{"/nick aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "! a name has 32 letters at most"},
        Bad{"/nick bоb", "! a name has the letters and digits of one script"},
        Bad{"/nick bob", "! the name bob is taken"}, Bad{"/nick B0b", "! the name B0b looks like bob"},
        Bad{"/nick ann", "! you are already called ann"}));

INSTANTIATE_TEST_SUITE_P(
    Others, HubRefusal,
    testing::Values(
        Bad{"/msg eve hi", "! nobody here is called eve"}, Bad{"/reply hi", "! nobody has sent you"},
        Bad{"/join 1", "! a name begins with a letter"}, Bad{"/join #", "! a name is missing"},
        Bad{"/join a b", "! no room can be called that"}, Bad{"/who dev", "! there is no such room"},
        Bad{"/who a b", "! there is no such room"}, Bad{"/leave dev", "! you are not in #dev"},
        Bad{"/leave", "! the lobby is the only room you are in"},
        Bad{"/leave #LOBBY", "! the lobby is the only room you are in"},
        Bad{"/ignore eve", "! nobody here is called eve"}, Bad{"/ignore ANN", "! you cannot ignore yourself"},
        Bad{"/ignore a b", "! nobody here is called a b"}, Bad{"/unignore bob", "! you do not ignore bob"},
        Bad{"/help foo", "! there is no command /foo"}, Bad{"/help nick me", "! there is no command"}));

INSTANTIATE_TEST_SUITE_P(
    Unknown, HubRefusal,
    testing::Values(Bad{"/foo", "! unknown command /foo, nothing was sent"},
                    Bad{"/foo bar", "! unknown command /foo,"},
                    Bad{"/jion dev", "! unknown command /jion, did you mean /join? nothing was sent"},
                    Bad{"/NIKC x", "! unknown command /NIKC, did you mean /nick? nothing was sent"},
                    Bad{"/q", "! unknown command /q, did you mean /quiet or /quit?"},
                    Bad{"/quiet x", "! usage: /quiet [on|off|all]"},
                    Bad{"/m bob hi",
                        "! unknown command /m, did you mean /msg, /me, /more or /mute? nothing was sent"},
                    Bad{"/histroy", "! unknown command /histroy, did you mean /history?"},
                    Bad{"/", "! unknown command /, nothing was sent"},
                    Bad{"/ nick x", "! unknown command /, nothing was sent"},
                    Bad{"/usr/bin/env is there", "! unknown command /usr/bin/env, nothing was sent"},
                    Bad{"/привет", "! unknown command /привет, nothing was sent"}));

TEST(HubUnknownCommand, ALongOneIsCutBetweenCharacters) {
    Chat chat;
    std::string typed = "/x";
    while (typed.size() < 4000) typed += "é";

    const Lines lines = chat.answer(chat.connect(), typed);

    ASSERT_EQ(lines.size(), 1U);
    EXPECT_LT(lines[0].size(), 120U);
    EXPECT_TRUE(lines[0].starts_with("! unknown command /xé"));
    EXPECT_NE(lines[0].find("é, nothing"), std::string::npos) << lines[0];
}

}  // namespace
}  // namespace confab::unit
