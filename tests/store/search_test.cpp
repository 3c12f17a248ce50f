// Words are found, and nothing anybody types is more than words.
#include <gtest/gtest.h>

#include "store/support/fixture.hpp"

namespace confab::store {
namespace {

using Texts = std::vector<std::string>;

struct Search : testing::Test {
    Kept kept;
    std::uint64_t next = 0;
    void say(const std::string& text, const std::string& from = "alice", const std::string& room = "lobby") {
        kept.say({.room = room, .id = ++next, .from = from, .text = text});
    }
    HistoryQuery query(const std::string& words, std::size_t limit = 50) {
        HistoryQuery q;
        q.kind = HistoryQuery::Kind::search;
        q.rooms = {room_key("lobby-key")};
        q.words = words;
        q.limit = limit;
        return q;
    }
};

TEST_F(Search, FindsLinesWithAllTheWordsInAnyOrder) {
    say("the build is red");
    say("red is a colour");
    say("is the build green");

    EXPECT_EQ(kept.search("build is"), (Texts{"the build is red", "is the build green"}));
    EXPECT_EQ(kept.search("red build"), (Texts{"the build is red"}));
    EXPECT_EQ(kept.search("blue"), Texts{});
}

TEST_F(Search, CaresForNeitherCaseNorAccents) {
    say("Crème brûlée in Łódź");

    EXPECT_EQ(kept.search("CREME brulee").size(), 1U);
    EXPECT_EQ(kept.search("crème BRÛLÉE").size(), 1U);
}

TEST_F(Search, TakesTheLastWordAsABeginning) {
    say("deployment of the server");

    EXPECT_EQ(kept.search("deplo").size(), 1U);
    EXPECT_EQ(kept.search("server dep").size(), 1U);
    EXPECT_EQ(kept.search("dep server").size(), 0U);
    EXPECT_EQ(kept.search("de").size(), 0U);
}

TEST_F(Search, FindsWordsOfScriptsWithoutSpacesAnywhere) {
    say("今天天气很好我们去公园");
    say("日本語のテキストを探す");
    say("학교에서 만나요");
    say("สวัสดีครับ");

    EXPECT_EQ(kept.search("天气").size(), 1U);
    EXPECT_EQ(kept.search("公园").size(), 1U);
    EXPECT_EQ(kept.search("好").size(), 1U);
    EXPECT_EQ(kept.search("气天").size(), 0U);
    EXPECT_EQ(kept.search("テキスト").size(), 1U);
    EXPECT_EQ(kept.search("에서").size(), 1U);
    EXPECT_EQ(kept.search("ครับ").size(), 1U);
}

TEST_F(Search, FindsEmoji) {
    say("done😀 with it");
    say("a melting one 🫠");
    say("family 👨‍👩‍👧");

    EXPECT_EQ(kept.search("😀"), (Texts{"done😀 with it"}));
    EXPECT_EQ(kept.search("done 😀").size(), 1U);
    EXPECT_EQ(kept.search("🫠").size(), 1U);
    EXPECT_EQ(kept.search("👨‍👩‍👧").size(), 1U);
    EXPECT_EQ(kept.search("😃").size(), 0U);
}

TEST_F(Search, TakesMarksForAPartOfTheirLetter) {
    say("कि");
    say("का");
    say("क");
    say("กี่");
    say("กา");
    say("কি");

    EXPECT_EQ(kept.search("कि"), (Texts{"कि"}));
    EXPECT_EQ(kept.search("क"), (Texts{"क"}));
    EXPECT_EQ(kept.search("กี่"), (Texts{"กี่"}));
    EXPECT_EQ(kept.search("ก"), (Texts{"กา"})) << "a letter alone, before another";
    EXPECT_EQ(kept.search("কি"), (Texts{"কি"}));
    EXPECT_EQ(kept.search("ক"), Texts{});
}

TEST_F(Search, EndsNoBeginningWithinALetterAndItsMarks) {
    say("कारण");
    say("कारि");

    EXPECT_EQ(kept.search("कार"), (Texts{"कारण"}));
}

TEST_F(Search, FindsSignsAsTheyWereTyped) {
    for (const char* text : {"c is old", "C++ is newer", "abc++", "c+ +", "c++17", "#42 is done",
                             "42 is the answer", "a.b", "a b", "don\u2019t"}) {
        say(text);
    }

    EXPECT_EQ(kept.search("c++"), (Texts{"C++ is newer", "c++17"}));
    EXPECT_EQ(kept.search("#42"), (Texts{"#42 is done"}));
    EXPECT_EQ(kept.search("42").size(), 2U);
    EXPECT_EQ(kept.search("a.b"), (Texts{"a.b"}));
    EXPECT_EQ(kept.search("don't"), (Texts{"don\u2019t"}));
    EXPECT_EQ(kept.search("++"), Texts{});
}

TEST_F(Search, LeavesOutVowelPointsAndAccentsThatAreWrittenAsOftenAsNot) {
    say("Αθήνα, за\u0301мок, שָׁלוֹם, مُحَمَّد, й");

    for (const char* word : {"ΑΘΗΝΑ", "замок", "שלום", "محمد"})
        EXPECT_EQ(kept.search(word).size(), 1U) << word;
    EXPECT_EQ(kept.search("и").size(), 0U) << "another letter";
}

TEST_F(Search, FindsEveryTextByItself) {
    for (const char* text : {"c++ is", "foo-bar_baz", "http://example.org/x?y=1&z", "don't", "a.b.c", "50%",
                             "naïve", "ÀÉÎ", "x=\"y\"", "тест", "αβγ", "שלום", "مرحبا", "नमस्ते दुनिया"}) {
        say(text);

        const Texts found = kept.search(text);

        ASSERT_FALSE(found.empty()) << text;
        EXPECT_EQ(found.back(), text);
    }
}

TEST_F(Search, TakesNothingForSyntax) {
    say("hello world");
    say("goodbye world");

    for (const char* words : {"\" OR 1",
                              "NEAR(",
                              "NEAR(hello world)",
                              "*",
                              "hel*lo",
                              "text:hello",
                              "who:p1",
                              "hello OR goodbye",
                              "NOT goodbye",
                              "{text} : hello",
                              "^hello",
                              "\"",
                              "\"\"",
                              "'",
                              "'; DROP TABLE message; --",
                              ") OR (",
                              "hello AND",
                              "-hello goodbye",
                              "\\",
                              "\x01"}) {
        const Texts found = kept.search(words);

        EXPECT_TRUE(found.empty() || found.front() != "failed") << words;
        EXPECT_LE(found.size(), 1U) << words;
    }
    EXPECT_EQ(kept.search("text:hello"), Texts{});
    EXPECT_EQ(kept.search("who:p1"), Texts{});
    EXPECT_EQ(kept.search("p1"), Texts{});
    EXPECT_EQ(kept.search("hello OR goodbye"), Texts{});
    EXPECT_EQ(kept.search("hello*"), (Texts{"hello world"}));
    EXPECT_EQ(kept.search("").size(), 0U);
    EXPECT_EQ(look_text(kept.history(), "PRAGMA integrity_check"), "ok");
}

TEST_F(Search, ManyWordsAreNoTrouble) {
    say("hello");
    std::string words;
    for (int i = 0; i < 2000; ++i) words.append("hello ");

    EXPECT_EQ(kept.search(words).size(), 1U);
}

TEST_F(Search, FindsOnlyWhatOnePersonSaid) {
    say("tea please", "alice");
    say("tea please too", "bob");
    HistoryQuery q = query("tea");
    q.from_key = "bob-key";
    HistoryQuery nobody = query("tea");
    nobody.from_key = "carol-key";

    EXPECT_EQ(kept.texts(q), (Texts{"tea please too"}));
    EXPECT_EQ(kept.texts(nobody), Texts{});
}

TEST_F(Search, FindsOnlyInTheRoomsAskedFor) {
    say("tea one");
    say("tea two", "alice", "dev");
    say("tea three", "alice", "secret");
    HistoryQuery both = query("tea");
    both.rooms = {room_key("lobby-key"), room_key("dev-key"), room_key("nowhere-key")};
    HistoryQuery none = query("tea");
    none.rooms = {};

    EXPECT_EQ(kept.texts(query("tea")), (Texts{"tea one"}));
    EXPECT_EQ(kept.texts(both), (Texts{"tea one", "tea two"}));
    EXPECT_EQ(kept.texts(none), Texts{});
}

TEST_F(Search, GivesTheNewestOfAllRoomsOldestFirst) {
    for (int i = 0; i < 10; ++i) say("tea " + std::to_string(i), "alice", i % 2 == 0 ? "lobby" : "dev");
    HistoryQuery q = query("tea", 4);
    q.rooms = {room_key("lobby-key"), room_key("dev-key")};

    const HistoryAnswer answer = kept.ask(q);

    Texts texts;
    for (const FoundLine& line : answer.lines) texts.push_back(line.said.text);
    EXPECT_EQ(texts, (Texts{"tea 6", "tea 7", "tea 8", "tea 9"}));
    EXPECT_TRUE(answer.more);
}

TEST_F(Search, FindsOnlyWhatIsYoungEnough) {
    for (int i = 1; i <= 5; ++i) say("tea " + std::to_string(i));
    HistoryQuery q = query("tea");
    q.since = an_hour_ago() + std::chrono::seconds(4);

    EXPECT_EQ(kept.texts(q), (Texts{"tea 4", "tea 5"}));
}

TEST(SearchLimit, FailsInsteadOfTakingTooLong) {
    Kept kept([](StoreSettings& s) { s.search_limit = Milliseconds{0}; });
    kept.say_many(1, 10);
    kept.store().flush();

    EXPECT_EQ(kept.search("line"), Texts{"failed"});
}

}  // namespace
}  // namespace confab::store
