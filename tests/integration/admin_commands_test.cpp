// What operators may ask of the server and of the people in it.
#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>

#include "support/admin.hpp"

namespace confab::integration {
namespace {

TEST(AdminStatus, TellsOfTheServer) {
    Operated server;
    Client alice = server.person("alice");
    alice.say("one");
    alice.say("/me counts");
    alice.say("/join den");
    alice.so_far();

    const Reply status = server.run("status");

    ASSERT_TRUE(status.ok());
    ASSERT_EQ(status.rows.size(), 1U);
    const Json& row = status.rows.front();
    EXPECT_EQ(row["version"], "1.2.3");
    EXPECT_EQ(row["pid"], getpid());
    EXPECT_EQ(row["clients"], 1);
    EXPECT_EQ(row["rooms"], 2);
    EXPECT_EQ(row["messages"], 2);
    EXPECT_EQ(row["listeners"], Json(server.server().addresses()));
    EXPECT_EQ(row["draining"], false);
    EXPECT_GT(row["memory"], 1000000);
    EXPECT_FALSE(row.contains("storage"));
}

TEST(AdminWho, ListsEveryoneAndWhereTheyAre) {
    Operated server;
    Client alice = server.person("alice");
    Client bob = server.person("bob");
    bob.say("/join den");
    bob.say("/away at lunch");
    bob.so_far();

    const Reply who = server.run("who");

    ASSERT_EQ(who.rows.size(), 2U);
    EXPECT_EQ(who.rows[0]["name"], "alice");
    EXPECT_EQ(who.rows[0]["address"], "127.0.0.1");
    EXPECT_EQ(who.rows[0]["registered"], false);
    EXPECT_FALSE(who.rows[0].contains("away"));
    EXPECT_EQ(who.rows[1]["rooms"], (Json{"#lobby", "#den"}));
    EXPECT_EQ(who.rows[1]["away"], "at lunch");
}

TEST(AdminWho, OfARoomListsWhoIsThere) {
    Operated server;
    Client alice = server.person("alice");
    Client bob = server.person("bob");
    bob.say("/join Den");
    bob.so_far();

    const Reply with_mark = server.run("who", {{"room", "#den"}});
    const Reply without = server.run("who", {{"room", "DEN"}});

    ASSERT_EQ(with_mark.rows.size(), 1U);
    EXPECT_EQ(with_mark.rows[0]["name"], "bob");
    EXPECT_EQ(without.rows, with_mark.rows);
}

TEST(AdminWho, OfARoomThatIsNotThereIsRefused) {
    const Operated server;

    const Reply who = server.run("who", {{"room", "nowhere"}});

    EXPECT_FALSE(who.ok());
    EXPECT_EQ(who.error(), "there is no room #nowhere, confabctl rooms lists them");
}

TEST(AdminRooms, ListsThemWithTheirTopics) {
    Operated server;
    Client alice = server.person("alice");
    alice.say("/join den");
    alice.say("/topic bears");
    alice.so_far();

    const Reply rooms = server.run("rooms");

    ASSERT_EQ(rooms.rows.size(), 2U);
    EXPECT_EQ(rooms.rows[0]["room"], "#lobby");
    EXPECT_EQ(rooms.rows[1]["room"], "#den");
    EXPECT_EQ(rooms.rows[1]["members"], 1);
    EXPECT_EQ(rooms.rows[1]["topic"], "bears");
}

TEST(AdminSay, IsANoticeToTheRoomAlone) {
    Operated server;
    Client alice = server.person("alice");
    Client bob = server.person("bob");
    bob.say("/join den");
    bob.say("/leave lobby");
    bob.so_far();

    const Reply said = server.run("say", {{"room", "lobby"}, {"text", "soup is ready"}});

    EXPECT_TRUE(said.ok());
    EXPECT_EQ(alice.until("* bob left").size(), 0U);
    EXPECT_EQ(alice.line(), "* [server] soup is ready");
    EXPECT_TRUE(bob.so_far().empty());
}

TEST(AdminSay, EverywhereReachesEveryone) {
    Operated server;
    Client alice = server.person("alice");
    Client bob = server.person("bob");
    bob.say("/join den");
    bob.say("/leave lobby");
    bob.so_far();
    alice.until("* bob left");

    server.run("say", {{"everywhere", true}, {"text", "soup is ready"}});

    EXPECT_EQ(alice.line(), "* [server] soup is ready");
    EXPECT_EQ(bob.line(), "* [server] soup is ready");
}

TEST(AdminSay, IsCleanedLikeWhatAnyoneSays) {
    Operated server;
    Client alice = server.person("alice");

    server.run("say", {{"room", "lobby"}, {"text", "a\x1b[31mb\nc\u202E"}});

    EXPECT_EQ(alice.line(), "* [server] abc");
}

TEST(AdminSay, NeedsOneOfRoomAndEverywhere) {
    const Operated server;

    EXPECT_FALSE(server.run("say", {{"text", "hello"}}).ok());
    EXPECT_FALSE(server.run("say", {{"text", "hello"}, {"room", "lobby"}, {"everywhere", true}}).ok());
}

TEST(AdminReload, SaysWhyNothingWasChanged) {
    Operated server;
    net::ReloadSource source;
    source.said = [] { return std::vector<std::string>{"the file is odd; nothing was changed"}; };
    server.server().reload_from(source);

    const Reply reload = server.run("reload");

    EXPECT_FALSE(reload.ok());
    EXPECT_EQ(reload.error(), "the file is odd; nothing was changed");
}

TEST(AdminReload, TakesOverAndTellsWhatChanged) {
    Operated server;
    std::atomic<std::size_t> max_line = 10;  // read by the server's thread, now and when told to
    net::ReloadSource source;
    source.read = [&max_line] {
        net::ServerSettings settings = quiet_settings();
        settings.limits.max_line = max_line;
        return settings;
    };
    source.said = [] { return std::vector<std::string>{"max-line 4096 -> 10"}; };
    server.server().reload_from(source);
    max_line = 5;

    const Reply reload = server.run("reload");

    EXPECT_TRUE(reload.ok());
    EXPECT_EQ(reload.rows, std::vector<Json>{(Json{{"said", "max-line 4096 -> 10"}})});
    Client alice(server.server().port());
    alice.greeted();
    alice.say("123456");
    EXPECT_EQ(alice.line(), "! line too long (limit 5 bytes), nothing was sent");
}

TEST(AdminDrain, EndsWhenTheLastOneHasLeft) {
    Operated server;
    Client alice = server.person("alice");
    Operator op = server.operator_();

    const Reply drain = op.run("drain");
    EXPECT_EQ(alice.line(), "* the server is going down for maintenance in 60 seconds");
    EXPECT_TRUE(op.run("status").rows.at(0)["draining"]);
    EXPECT_THROW(Client(server.server().port()), std::runtime_error);
    EXPECT_FALSE(op.run("drain").ok());
    alice.say("/quit");
    alice.until_closed();

    EXPECT_EQ(drain.rows.at(0), (Json{{"clients", 1}, {"seconds", 60}}));
    EXPECT_TRUE(op.client().until_closed().empty());
    server.server().wait();
}

TEST(AdminDrain, EndsWithoutAnyoneAtOnceButAnswersBefore) {
    Operated server;

    EXPECT_TRUE(server.run("drain").ok());

    server.server().wait();
}

TEST(AdminDrain, SpreadsTheEndsOverTheTime) {
    Operated server;
    std::vector<Client> people;
    people.reserve(6);
    for (int i = 0; i < 6; ++i) people.push_back(server.person("p" + std::to_string(i)));
    for (Client& each : people) each.so_far();

    EXPECT_EQ(server.run("drain", {{"seconds", 1}, {"spread", true}}).rows.at(0),
              (Json{{"clients", 6}, {"seconds", 1}, {"spread", true}}));

    std::vector<std::chrono::steady_clock::time_point> ends;
    for (Client& each : people) {
        const std::vector<std::string> told = each.until_closed();
        ends.push_back(std::chrono::steady_clock::now());
        EXPECT_EQ(told.front(),
                  "* the server is going down for maintenance, your connection ends within 1 second");
        EXPECT_EQ(told.back(), "* the server is going down for maintenance: connect again later");
    }
    server.server().wait();
    EXPECT_GE(ends.back() - ends.front(), std::chrono::milliseconds(500));  // not all at once
}

TEST(AdminDrain, EndsWhenTheTimeIsOver) {
    Operated server;
    Client alice = server.person("alice");

    EXPECT_TRUE(server.run("drain", {{"seconds", 0}}).ok());

    EXPECT_EQ(alice.until_closed(), (std::vector<std::string>{"* the server is going down for maintenance",
                                                              "* the server is stopping, goodbye"}));
    server.server().wait();
}

}  // namespace
}  // namespace confab::integration
