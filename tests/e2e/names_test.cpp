#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "e2e/support/confabd.hpp"
#include "e2e/support/text.hpp"

namespace confab::e2e {
namespace {

// Takes the name and says something: the room shows what one is called.
void expect_taken(Client& client, const std::string& name, Where where = Where::current()) {
    const testing::ScopedTrace trace(where.file_name(), static_cast<int>(where.line()), name);
    const std::vector<std::string> answer = client.answer("/nick " + name, where);
    for (const std::string& line : answer) EXPECT_TRUE(line.starts_with("* ")) << line;
    client.say("it is me");
    const std::string said =
        client.until([](const std::string& line) { return line.ends_with(": it is me"); }).back();
    EXPECT_EQ(said, name + ": it is me");
}

// Is refused it with one line, and keeps the name it had.
void expect_refused(Client& client, const std::string& had, const std::string& name,
                    Where where = Where::current()) {
    const testing::ScopedTrace trace(where.file_name(), static_cast<int>(where.line()), visible(name));
    const std::vector<std::string> answer = client.answer("/nick " + name, where);
    EXPECT_EQ(answer.size(), 1U) << join_lines(answer);
    for (const std::string& line : answer) EXPECT_TRUE(line.starts_with("! ")) << line;
    client.say("it is me");
    client.expect(had + ": it is me", where);
}

TEST(Names, HaveOneTo32Characters) {
    Confabd daemon;
    Client client = daemon.client("first");

    expect_taken(client, "x");
    expect_taken(client, times(32, "a"));
    expect_refused(client, times(32, "a"), times(33, "a"));
    expect_taken(client, times(32, "\xc3\xa9"));
    expect_refused(client, times(32, "\xc3\xa9"), times(33, "\xc3\xa9"));
}

TEST(Names, AreLettersDigitsUnderscoreDashAndDot) {
    Confabd daemon;
    Client client = daemon.client("first");

    expect_taken(client, "a_b-c.d9");
    for (const std::string mark :
         {"!", "#", "*", ":", ",", "@", "/", "\\", "'", "\"", "(", ">", "&", "~", "+", "="}) {
        expect_refused(client, "a_b-c.d9", "ab" + mark + "cd");
    }
    expect_refused(client, "a_b-c.d9", "smile\xf0\x9f\x99\x82");
    expect_refused(client, "a_b-c.d9", "zero\xe2\x80\x8dwidth");
    expect_refused(client, "a_b-c.d9", "zero\xe2\x80\x8bwidth");
    expect_refused(client, "a_b-c.d9", "arrow\xe2\x86\x92");
    expect_refused(client, "a_b-c.d9", "bad\xc3");
}

TEST(Names, BeginWithALetter) {
    Confabd daemon;
    Client client = daemon.client("first");

    for (const std::string start : {"1", "_", "-", ".", "#", "*", "!", "0"}) {
        expect_refused(client, "first", start + "abc");
    }
}

TEST(Names, MayBeOfAnyScript) {
    Confabd daemon;
    Client client = daemon.client("first");

    expect_taken(client, "\xc3\x9cnal");                               // Latin: Ünal
    expect_taken(client, "\xd0\x96\xd0\xb0\xd0\xbd\xd0\xbd\xd0\xb0");  // Cyrillic: Жанна
    expect_taken(client, "\xce\xa9\xce\xbc\xce\xad\xce\xb3\xce\xb1");  // Greek: Ωμέγα
    expect_taken(client, "\xe5\xb1\xb1\xe7\x94\xb0");                  // Han: 山田
    expect_taken(client, "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d");          // Hebrew: שלום
    expect_taken(client, "\xed\x99\x8d\xea\xb8\xb8\xeb\x8f\x99");      // Hangul: 홍길동
    expect_taken(client,
                 "\xd0\x96\xd0\xb0\xd0\xbd\xd0\xbd\xd0\xb0-2.0_");  // what is common to all stays allowed
}

TEST(Names, MixScriptsOnlyAsHighlyRestrictiveAllows) {
    Confabd daemon;
    Client client = daemon.client("first");

    expect_taken(client, "taro\xe5\xb1\xb1\xe7\x94\xb0\xe3\x81\xaf\xe3\x81\xaa");  // Latin, Han, Hiragana
    expect_taken(client, "kim\xed\x99\x8d");                                       // Latin, Hangul
    expect_taken(client, "second");
    expect_refused(client, "second", "p\xd0\xb0ypal");       // Cyrillic а
    expect_refused(client, "second", "al\xce\xaf\x63\x65");  // Greek ί
    expect_refused(client, "second", "\xd0\x96\xd7\xa9");    // Cyrillic and Hebrew
    expect_refused(client, "second", "\xd5\xa1lice");        // Armenian
}

TEST(Names, ThatLookAlikeAreOneName) {
    Confabd daemon;
    Client bob = daemon.client("bob");
    Client alice = daemon.client("alice");
    Client modern = daemon.client("modern");
    Client cafe = daemon.client("caf\xc3\xa9");
    Client cop = daemon.client("cop");
    Client thief = daemon.client("thief");

    for (const char* name : {"bob", "BOB", "Bob", "b0b", "B0B", "B0b",               // case, zero
                             "ALICE", "a1ice", "A1ice",                              // one for l
                             "rnodern", "RNODERN",                                   // rn for m
                             "CAF\xc3\x89", "cafe\xcc\x81", "CAFE\xcc\x81",          // decomposed
                             "\xd1\x81\xd0\xbe\xd1\x80",                             // Cyrillic for cop
                             "\xf0\x9d\x90\x9b\xf0\x9d\x90\xa8\xf0\x9d\x90\x9b"}) {  // bold bob
        expect_refused(thief, "thief", name);
    }
}

TEST(Names, InFullWidthFormsAreThatName) {
    Confabd daemon;
    Client bob = daemon.client("bob");
    Client thief = daemon.client("thief");

    expect_refused(thief, "thief", "\xef\xbd\x82\xef\xbd\x8f\xef\xbd\x82");
    expect_refused(thief, "thief", "\xef\xbd\x92\xef\xbd\x8f\xef\xbd\x8f\xef\xbd\x94");  // root
}

TEST(Names, OnesOwnMayBeWrittenInAnotherWay) {
    Confabd daemon;
    Client client = daemon.client("alice");

    expect_taken(client, "Alice");
    expect_taken(client, "ALICE");
    expect_taken(client, "a1ice");
}

TEST(Names, SomeAreNobodysNorIsWhatLooksLikeThem) {
    Confabd daemon;
    Client client = daemon.client("first");

    for (const char* name :
         {"server", "system", "admin", "root",     "operator", "everyone", "here",
          "Server", "SYSTEM", "Admin", "ROOT",     "Operator", "EVERYONE", "Here",
          "r00t",   "R00T",   "ro0t",  "0perator", "systern",  "adrnin",   "s\xd1\x83stem" /* Cyrillic */}) {
        expect_refused(client, "first", name);
    }
    expect_taken(client, "rooted");
    expect_taken(client, "the.server");
}

TEST(Names, AreFreeAgainWhenTheirOwnerLeaves) {
    Confabd daemon;
    Client bob = daemon.client("bob");
    Client carol = daemon.client("carol");
    bob.say("/quit");
    bob.until_closed();

    expect_taken(carol, "bob");
}

TEST(Names, AreFreeAgainWhenTheirOwnerTakesAnother) {
    Confabd daemon;
    Client bob = daemon.client("bob");
    Client carol = daemon.client("carol");
    bob.answer("/nick robert");

    expect_taken(carol, "b0b");
}

TEST(Names, ARenameIsToldByTheNewAndTheOldName) {
    Confabd daemon;
    Client alice = daemon.client("alice");
    Client bob = daemon.client("bob");
    alice.say("hello");
    alice.expect("alice: hello");
    bob.expect("alice: hello");

    alice.say("/nick al");

    bob.expect("* alice is now called al");
    alice.expect("* alice is now called al");
}

TEST(Names, ARenameGoesOnceToWhoeverSharesManyRooms) {
    Confabd daemon;
    Client alice = daemon.client("alice");
    Client bob = daemon.client("bob");
    for (Client* client : {&alice, &bob}) {
        client->answer("/join dev");
        client->answer("/join ops");
    }
    alice.answer("hello");
    alice.answer("/nick al");
    alice.answer("after");

    const std::vector<std::string> seen =
        bob.until([](const std::string& line) { return line.ends_with("al: after"); });

    EXPECT_EQ(count_containing(seen, "* alice is now called al"), 1U) << join_lines(seen);
}

TEST(Names, AreWhateverIsLeftOfThemWhenCleaned) {
    Confabd daemon;
    Client client = daemon.client("first");

    client.answer(
        "/nick al\x1b[31mi\x07"
        "cx\x08"
        "e");
    client.say("hello");

    client.until_line("alice: hello");
}

}  // namespace
}  // namespace confab::e2e
