#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "e2e/support/confabd.hpp"
#include "e2e/support/lasting.hpp"
#include "e2e/support/text.hpp"

namespace confab::e2e {
namespace {

// The line that says so about whom.
std::string line_about(Daemon& daemon, const std::string& whom, const std::string& expression) {
    const auto wanted = [&](const std::string& line) {
        return contains(line, whom) && has_match(line, expression);
    };
    return daemon.log().wait_for(wanted, expression + " and " + whom);
}

const std::string the_end = "disconnect|closed|gone";

TEST(LogOf, AConnectionTellsItsAddress) {
    Confabd daemon;
    Client client = daemon.connect();

    line_about(daemon, client.local_address(), "connect");
}

TEST(LogOf, ADisconnectTellsReasonDurationLinesAndBytes) {
    Confabd daemon;
    Client client = daemon.connect();
    const std::string name = client.guest_name();
    // 13 lines of 29 bytes: 377 bytes, and no other number is any of them.
    for (int i = 0; i < 13; ++i) client.say(times(28, "x"));
    client.finish_sending();
    client.until_closed();

    const std::string line = line_about(daemon, name, the_end);

    EXPECT_TRUE(has_match(line, "end of input|EOF|eof")) << "no reason in " << line;
    EXPECT_TRUE(has_match(line, "\\b13\\b")) << line;
    EXPECT_TRUE(has_match(line, "\\b377\\b")) << line;
    EXPECT_TRUE(has_match(line, "\\b[0-9]+(\\.[0-9]+)? ?(s|ms|sec|seconds)\\b")) << "no duration in " << line;
}

TEST(LogOf, ADisconnectTellsWhoseEndItWas) {
    Confabd daemon;
    Client quitter = daemon.client("quitter");
    Client loser = daemon.client("loser");

    quitter.say("/quit");
    quitter.until_closed();
    loser.reset();

    EXPECT_TRUE(has_match(line_about(daemon, "quitter", the_end), "quit\\b"));
    EXPECT_TRUE(has_match(line_about(daemon, "loser", the_end), "reset|lost|broken"));
}

TEST(LogOf, MessagesIsOffByDefaultAtEveryLevel) {
    Confabd daemon({"--log-level", "trace"});
    Client alice = daemon.client("alice");
    Client bob = daemon.client("bob");
    alice.answer("swordfish one");
    alice.answer("/me swordfish two");
    alice.answer("/msg bob swordfish three");
    EXPECT_EQ(daemon.stop(), 0);

    EXPECT_FALSE(contains(daemon.log().text(), "swordfish")) << daemon.log().text();
}

TEST(LogOf, MessagesHasThoseOfRoomsAndNeverPrivateOnes) {
    Confabd daemon({"--log-level", "trace", "--log-messages"});
    Client alice = daemon.client("alice");
    Client bob = daemon.client("bob");
    alice.answer("swordfish one");
    alice.answer("/me swordfish two");
    alice.answer("/msg bob swordfish three");
    bob.answer("/reply swordfish four");
    alice.answer("/msg nobody swordfish five");
    EXPECT_EQ(daemon.stop(), 0);

    const std::vector<std::string> lines = daemon.log().lines();
    EXPECT_EQ(count_containing(lines, "swordfish one"), 1U);
    EXPECT_EQ(count_containing(lines, "swordfish two"), 1U);
    EXPECT_EQ(count_containing(lines, "swordfish three"), 0U);
    EXPECT_EQ(count_containing(lines, "swordfish four"), 0U);
    EXPECT_EQ(count_containing(lines, "swordfish five"), 0U);
}

TEST(LogOf, MessagesNeverHasThoseOfRoomsThatAreNotForEverybody) {
    Lasting daemon({"--log-messages", "--log-level", "trace"});
    Client ann = daemon.registered("ann");
    ann.answer("/join den");
    ann.answer("heard before");
    for (const std::string rule : {"private", "key sesame", "history off"}) {
        ann.answer("/room " + rule);
        ann.answer("swordfish one");
        ann.answer("/me swordfish two");
        const std::string undo = rule == "private"      ? "public"
                                 : rule == "key sesame" ? "key off"
                                                        : "history on";
        ann.answer("/room " + undo);
        ann.answer("heard after " + undo);
    }
    EXPECT_EQ(daemon->stop(), 0);

    const std::vector<std::string> lines = daemon->log().lines();
    EXPECT_EQ(count_containing(lines, "swordfish"), 0U) << daemon->log().text();
    for (const char* heard :
         {"heard before", "heard after public", "heard after key off", "heard after history on"}) {
        EXPECT_EQ(count_containing(lines, heard), 1U) << heard;
    }
}

TEST(LogOf, MessagesTellsTheRoomAndTheSender) {
    Confabd daemon({"--log-messages"});
    Client alice = daemon.client("alice");
    alice.answer("/join dev");
    alice.answer("swordfish");

    const std::string line = daemon.log().wait_for("swordfish");

    EXPECT_TRUE(contains(line, "#dev") && contains(line, "alice")) << line;
}

TEST(LogOf, AClientsTextCannotBreakOutOfItsLine) {
    Confabd daemon({"--log-messages", "--log-level", "trace"});
    Client alice = daemon.client("alice");
    for (const std::string end : {"\r", "\xe2\x80\xa8", "\xe2\x80\xa9", "\xc2\x85", "\x0b", "\x0c",
                                  "\x1b"
                                  "E",
                                  "\\n", "%0a"}) {
        alice.answer("innocent" + end + "[error] forged");
        alice.answer("/me innocent" + end + "[error] forged");
        alice.answer("/topic innocent" + end + "[error] forged");
        alice.answer("/nick innocent" + end + "[error]");
        alice.answer("/join innocent" + end + "[error]");
    }
    alice.say("/quit innocent\xe2\x80\xa8[error] forged");
    alice.until_closed();
    EXPECT_EQ(daemon.stop(), 0);

    for (const std::string& line : daemon.log().lines()) {
        EXPECT_FALSE(has_match(line, "^\\W*error\\W*forged")) << line;
        // Every line begins as the daemon's own do, with a time.
        EXPECT_TRUE(has_match(line, "^.{0,3}[0-9]")) << line;
        EXPECT_FALSE(has_controls(line)) << visible(line);
    }
}

TEST(LogOf, TheLevelIsObeyed) {
    Confabd quiet({"--log-level", "info"});
    Client client = quiet.guest();
    client.say("/quit");
    client.until_closed();
    EXPECT_EQ(quiet.stop(), 0);
    const std::size_t at_info = quiet.log().lines().size();

    Confabd loud({"--log-level", "trace"});
    Client other = loud.guest();
    other.say("/quit");
    other.until_closed();
    EXPECT_EQ(loud.stop(), 0);

    EXPECT_GE(loud.log().lines().size(), at_info);
    EXPECT_FALSE(has_match(quiet.log().text(), "\\b(debug|trace)\\b")) << quiet.log().text();
}

TEST(LogOf, NothingIsLoggedPerMessageAtInfo) {
    Confabd daemon;
    Client alice = daemon.client("alice");
    for (int i = 0; i < 100; ++i) alice.answer("hello");
    EXPECT_EQ(daemon.stop(), 0);

    EXPECT_LT(daemon.log().lines().size(), 20U) << daemon.log().text();
}

}  // namespace
}  // namespace confab::e2e
