#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "e2e/support/confabd.hpp"
#include "e2e/support/text.hpp"

namespace confab::e2e {
namespace {

const std::vector<std::string> commands{
    "help",    "nick",   "who",      "rooms", "join", "leave", "topic",      "msg",    "reply", "me",
    "history", "ignore", "unignore", "away",  "back", "echo",  "timestamps", "format", "quit"};

bool is_one_error(const std::vector<std::string>& answer) {
    return answer.size() == 1 && answer[0].starts_with("! ");
}

TEST(Commands, HelpHasALineForEachOfThem) {
    Confabd daemon;
    Client alice = daemon.client("alice");

    const std::vector<std::string> help = alice.answer("/help");

    for (const std::string& line : help) EXPECT_TRUE(line.starts_with("* ")) << line;
    for (const std::string& command : commands) {
        std::size_t described = 0;
        for (const std::string& line : help)
            described += matches(line, "\\* +/" + command + "\\b.*") ? 1U : 0U;
        EXPECT_EQ(described, 1U) << "/" << command << " in:\n" << join_lines(help);
    }
}

TEST(Commands, HelpTellsOfEachOfThemInFull) {
    Confabd daemon;
    Client alice = daemon.client("alice");
    for (const std::string& command : commands) {
        const std::vector<std::string> help = alice.answer("/help " + command);

        ASSERT_FALSE(help.empty()) << command;
        for (const std::string& line : help) EXPECT_TRUE(line.starts_with("* ")) << line;
        EXPECT_GE(count_containing(help, "/" + command), 1U) << join_lines(help);
    }
}

TEST(Commands, AreKnownInAnyCase) {
    Confabd daemon;
    Client alice = daemon.client("alice");

    EXPECT_EQ(alice.answer("/WHO").size(), alice.answer("/who").size());
    EXPECT_FALSE(is_one_error(alice.answer("/NICK al")));
    alice.say("/Me waves");

    alice.expect("** al waves");
}

TEST(Commands, TwoSlashesSayOne) {
    Confabd daemon;
    Client alice = daemon.client("alice");

    alice.say("//text");
    alice.say("//nick bob");
    alice.say("///x");
    alice.say("//");

    alice.expect("alice: /text");
    alice.expect("alice: /nick bob");
    alice.expect("alice: //x");
    alice.expect("alice: /");
}

TEST(Commands, ALineWithTheSlashNotInFrontIsSaid) {
    Confabd daemon;
    Client alice = daemon.client("alice");

    alice.say("a /nick bob");
    alice.say("either/or");

    alice.expect("alice: a /nick bob");
    alice.expect("alice: either/or");
}

TEST(Commands, ALineWhoseFirstVisibleCharacterIsASlashIsOne) {
    Confabd daemon;
    Client alice = daemon.client("alice");

    alice.say(" /nick bob");
    alice.expect("* alice is now called bob");
    alice.say("\u00a0\u200b/nick carol");
    alice.expect("* bob is now called carol");
}

TEST(Commands, AnUnknownOneIsNotSentAndNamesTheNearest) {
    Confabd daemon;
    Client alice = daemon.client("alice");
    Client bob = daemon.client("bob");
    const std::vector<std::pair<std::string, std::string>> typos{
        {"/hlep", "/help"}, {"/nik", "/nick"},        {"/jion", "/join"},
        {"/whoo", "/who"},  {"/histroy", "/history"}, {"/tiemstamps", "/timestamps"},
        {"/qiut", "/quit"}};

    for (const auto& [typed, meant] : typos) {
        SCOPED_TRACE(typed);
        const std::vector<std::string> answer = alice.answer(typed + " carol");

        ASSERT_TRUE(is_one_error(answer)) << join_lines(answer);
        EXPECT_TRUE(answer[0].starts_with("! unknown command " + typed)) << answer[0];
        EXPECT_TRUE(has_match(answer[0], meant + "\\b")) << answer[0];
        EXPECT_TRUE(contains(answer[0], "nothing was sent")) << answer[0];
    }
    alice.say("after");
    bob.expect("alice: after");
}

TEST(Commands, AnUnknownOneThatIsNearToNoneIsOneLineToo) {
    Confabd daemon;
    Client alice = daemon.client("alice");
    for (const char* line :
         {"/xyzzyplugh", "/foo bar", "/ ", "/", "/ nick bob", "/\xf0\x9f\x99\x82", "/42"}) {
        const std::vector<std::string> answer = alice.answer(line);

        EXPECT_TRUE(is_one_error(answer)) << line << "\n" << join_lines(answer);
        EXPECT_EQ(count_containing(answer, "nothing was sent"), 1U) << join_lines(answer);
    }
    EXPECT_TRUE(alice.answer("/foo")[0].starts_with("! unknown command /foo"));
}

TEST(Commands, BadArgumentsGetExactlyOneErrorLine) {
    Confabd daemon;
    Client alice = daemon.client("alice");
    Client bob = daemon.client("bob");

    for (const char* line : {"/help nosuch",
                             "/nick",
                             "/nick two words",
                             "/who nosuchroom",
                             "/join",
                             "/join #",
                             "/join two words!",
                             "/join 1st",
                             "/leave nosuchroom",
                             "/msg",
                             "/msg bob",
                             "/msg nobody hello",
                             "/reply",
                             "/reply hello",
                             "/me",
                             "/history many",
                             "/history -1",
                             "/history 2.5",
                             "/unignore",
                             "/unignore nobody",
                             "/echo",
                             "/echo maybe",
                             "/timestamps",
                             "/timestamps 1",
                             "/format",
                             "/format xml",
                             "/echo on off",
                             "/format json text",
                             "/history 1 2",
                             "/timestamps"}) {
        const std::vector<std::string> answer = alice.answer(line);

        EXPECT_TRUE(is_one_error(answer)) << line << " is answered by:\n" << join_lines(answer);
    }
    alice.say("after");
    bob.expect("alice: after");
}

TEST(Commands, MeIsAnEmote) {
    Confabd daemon;
    Client alice = daemon.client("alice");
    Client bob = daemon.client("bob");

    alice.say("/me waves  at   all ");

    alice.expect("** alice waves  at   all");
    bob.expect("** alice waves  at   all");
}

TEST(Commands, WhoTellsWhoIsHereALineEachWithIdleTime) {
    Confabd daemon;
    Client alice = daemon.client("alice");
    Client bob = daemon.client("bob");
    Client carol = daemon.client("carol");

    const std::vector<std::string> who = alice.answer("/who");

    for (const char* name : {"alice", "bob", "carol"}) {
        EXPECT_EQ(count_containing(who, name), 1U) << join_lines(who);
    }
    for (const std::string& line : who) {
        EXPECT_TRUE(line.starts_with("* ")) << line;
        const bool tells_of_someone = has_match(line, "alice|bob|carol");
        EXPECT_TRUE(!tells_of_someone || has_match(line, "[0-9]")) << "no time in " << line;
    }
}

TEST(Commands, WhoTellsOfAnotherRoom) {
    Confabd daemon;
    Client alice = daemon.client("alice");
    Client bob = daemon.client("bob");
    bob.answer("/join dev");
    bob.answer("/leave lobby");
    alice.so_far();

    for (const char* line : {"/who dev", "/who #dev", "/who DEV"}) {
        const std::vector<std::string> who = alice.answer(line);

        EXPECT_EQ(count_containing(who, "bob"), 1U) << join_lines(who);
        EXPECT_EQ(count_containing(who, "alice"), 0U) << join_lines(who);
    }
    EXPECT_EQ(count_containing(alice.answer("/who"), "bob"), 0U);
}

TEST(Commands, QuitLeavesWithAReasonAndIsAnswered) {
    Confabd daemon({"--announce-after", "0"});
    Client bob = daemon.client("bob");
    Client alice = daemon.client("alice");
    bob.so_far();

    alice.say("/quit gone home");

    bob.expect("* alice left #lobby (gone home)");
    const std::vector<std::string> last = alice.until_closed();
    ASSERT_FALSE(last.empty());
    EXPECT_TRUE(last.back().starts_with("* ") || last.back().starts_with("! ")) << last.back();
}

TEST(Commands, NothingAfterQuitIsSaid) {
    Confabd daemon({"--announce-after", "0"});
    Client bob = daemon.client("bob");
    Client alice = daemon.client("alice");
    bob.so_far();

    alice.send("one\n/quit\ntwo\n/me three\n");

    bob.expect("alice: one");
    EXPECT_TRUE(bob.line().starts_with("* alice left #lobby"));
    bob.say("four");
    bob.expect("bob: four");
    EXPECT_EQ(count_containing(alice.until_closed(), "two"), 0U);
}

}  // namespace
}  // namespace confab::e2e
