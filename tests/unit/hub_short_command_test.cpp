// Commands that are not typed in full, or not rightly.
#include <gtest/gtest.h>

#include "unit/support/chat.hpp"

namespace confab::unit {
namespace {

std::string sentence_of(const char* typed, const char* name) {
    return std::string("! unknown command /") + typed + ", did you mean /" + name +
           "? nothing was sent (/help all lists them, // says a line with /)";
}

class HubShortCommand : public testing::Test {
  protected:
    Chat chat;
    ClientId ann = chat.connect("ann");
    ClientId bob = chat.connect("bob");
    void SetUp() override { chat.forget_all(); }
};

TEST_F(HubShortCommand, ABeginningThatOnlyOneCommandHasRunsIt) {
    chat.line(ann, "one");
    chat.line(ann, "two");
    chat.forget_all();

    EXPECT_EQ(chat.answer(ann, "/his 1").front(), "* last 1 line of #lobby:");
    EXPECT_EQ(chat.answer(ann, "/TIME on").size(), 1U);
    EXPECT_TRUE(chat.client(ann).connection.view.timestamps);
}

TEST_F(HubShortCommand, AnExactNameWinsOverALongerOneThatBeginsLikeIt) {
    EXPECT_EQ(chat.answer(ann, "/me waves"), (Lines{"** ann waves"}));
    EXPECT_EQ(chat.answer(ann, "/back"), (Lines{"* you were not away"}));
}

TEST_F(HubShortCommand, OneLetterStandsForWhatTalkersMeanByIt) {
    chat.line(bob, "/msg ann hi");
    chat.forget_all();

    EXPECT_EQ(chat.answer(ann, "/r hello"), (Lines{"ann -> bob: hello"}));
    EXPECT_EQ(chat.answer(ann, "/w").front(), "* 2 in #lobby:");
    EXPECT_EQ(chat.answer(ann, "/n al"), (Lines{"* ann is now called al"}));
    EXPECT_EQ(chat.answer(ann, "/j dev").front(), "#dev * al joined #dev");
    EXPECT_TRUE(chat.answer(ann, "/h").front().starts_with("* /help [COMMAND|TOPIC|all]"));
}

TEST_F(HubShortCommand, NamesOfOtherChatsDoWhatTheyDoThere) {
    EXPECT_EQ(chat.answer(ann, "/names"), chat.answer(ann, "/who"));
    EXPECT_EQ(chat.answer(ann, "/USERS"), chat.answer(ann, "/who"));
    EXPECT_EQ(chat.answer(ann, "/list"), chat.answer(ann, "/rooms"));
    for (const char* name : {"/query", "/whisper", "/tell", "/pm"}) {
        EXPECT_EQ(chat.answer(ann, std::string(name) + " bob hi"), (Lines{"ann -> bob: hi"})) << name;
    }
    EXPECT_EQ(chat.answer(ann, "/block bob"), chat.answer(ann, "/ignore bob"));
    EXPECT_EQ(chat.answer(ann, "/unblock bob").size(), 1U);
    chat.answer(ann, "/join dev");
    EXPECT_EQ(chat.answer(ann, "/part dev"), (Lines{"* ann left #dev", "* now talking in #lobby"}));
    EXPECT_EQ(chat.answer(ann, "/help list"), chat.answer(ann, "/help rooms"));
    chat.line(ann, "/bye");
    chat.line(bob, "/exit");
    EXPECT_EQ(chat.hub.clients(), 0U);
}

TEST_F(HubShortCommand, SaySaysWhateverItBeginsWith) {
    EXPECT_EQ(chat.answer(ann, "/say /who is it"), (Lines{"ann: /who is it"}));
    EXPECT_EQ(chat.answer(ann, "/say").front().substr(0, 1), "!");
}

TEST_F(HubShortCommand, MotdShowsTheGreetingsWordsAgain) {
    EXPECT_EQ(chat.answer(ann, "/motd"), (Lines{"* this server has no words of its own in the greeting"}));
    ChatSettings changed;
    changed.motd = {"be kind", "soup at noon"};
    chat.hub.configure(changed);

    EXPECT_EQ(chat.answer(ann, "/motd"), (Lines{"* be kind", "* soup at noon"}));
}

TEST_F(HubShortCommand, WhatHasToBeWholeChangesNoBeginning) {
    chat.line(ann, "one");
    EXPECT_EQ(chat.answer(ann, "/mo").front(), "* last 1 line of #lobby:");
    EXPECT_EQ(chat.answer(ann, "/his").front(), "* last 1 line of #lobby:");
    EXPECT_EQ(chat.answer(ann, "/lis").front().substr(0, 1), "!");
}

TEST_F(HubShortCommand, AnAmbiguousOneNamesTheCandidatesAndDoesNothing) {
    EXPECT_EQ(chat.answer(ann, "/m bob hi"),
              (Lines{"! unknown command /m, did you mean /msg, /me, /more or "
                     "/mute? nothing was sent (/help all lists them, // says a line with /)"}));
    EXPECT_EQ(chat.take(bob), Lines{});
}

TEST_F(HubShortCommand, HelpKnowsThemToo) {
    EXPECT_TRUE(chat.answer(ann, "/help hist").front().starts_with("* /history [N|TIME|since TIME]: "));
    EXPECT_TRUE(chat.answer(ann, "/help /n").front().starts_with("* /nick NAME: "));
    EXPECT_NE(joined(chat.answer(ann, "/help help")).find("/h is /help"), std::string::npos);
}

TEST_F(HubShortCommand, AMistypedOneIsOfferedToATerminal) {
    chat.hub.set_interactive(ann, true);

    EXPECT_EQ(count_prefix(chat.answer(ann, "/nikc  al"), "! unknown command /nikc"), 1U);
    EXPECT_EQ(count_prefix(chat.answer(ann, "/BAKC"), "! unknown command"), 1U);

    EXPECT_EQ(chat.audience.heard[ann].offered, (Lines{"/nick al", "/back"}));
    EXPECT_EQ(chat.client(ann).name.text, "ann");
}

TEST_F(HubShortCommand, WhatIsLikeNoneOrLikeSeveralIsNotOffered) {
    chat.hub.set_interactive(ann, true);

    chat.answer(ann, "/foo bar");
    chat.answer(ann, "/m bob hi");

    EXPECT_EQ(chat.audience.heard[ann].offered, Lines{});
}

// Equally near: what begins alike comes first, then what is short.
TEST_F(HubShortCommand, TheNearestBeginsAsItWasTyped) {
    const std::pair<const char*, const char*> meant[] = {
        {"quitt", "quit"}, {"quite", "quit"},   {"quiett", "quiet"}, {"bann", "ban"},     {"banss", "bans"},
        {"roomm", "room"}, {"roomss", "rooms"}, {"whoo", "who"},     {"whoiss", "whois"}, {"opp", "op"},
        {"helpp", "help"}, {"jion", "join"},    {"mee", "me"},       {"mgs", "msg"}};
    for (const auto& [typed, name] : meant) {
        const Lines told = chat.answer(bob, std::string("/") + typed);
        const std::string expected = sentence_of(typed, name);
        EXPECT_EQ(told, (Lines{expected}));
    }
}

TEST_F(HubShortCommand, HelpNamesTheNearestToo) {
    EXPECT_EQ(chat.answer(ann, "/help quitt"),
              (Lines{"! there is no command /quitt, did you mean /quit? /help all lists them"}));
    EXPECT_EQ(
        chat.answer(ann, "/help /m"),
        (Lines{"! there is no command /m, did you mean /msg, /me, /more or /mute? /help all lists them"}));
    EXPECT_EQ(chat.answer(ann, "/help foo"), (Lines{"! there is no command /foo, /help all lists them"}));
}

TEST_F(HubShortCommand, AnUnknownOneTellsHowALineWithASlashIsSaid) {
    EXPECT_EQ(chat.answer(ann, "/usr/bin/foo is missing"),
              (Lines{"! unknown command /usr/bin/foo, nothing was sent (/help all lists them, // says a line "
                     "with /)"}));
    for (const char* path : {"/bin is missing", "/opt is gone", "/root", "/boot full", "/backup is done"}) {
        EXPECT_NE(chat.answer(ann, path).front().find("// says a line with /"), std::string::npos) << path;
    }
    EXPECT_EQ(chat.answer(ann, "//usr/bin/foo is missing"), (Lines{"ann: /usr/bin/foo is missing"}));
}

TEST_F(HubShortCommand, APlainClientIsOfferedNothing) {
    chat.answer(ann, "/nikc al");

    EXPECT_EQ(chat.audience.heard[ann].offered, Lines{});
}

}  // namespace
}  // namespace confab::unit
