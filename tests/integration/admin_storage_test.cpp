// What operators ask of the store: done elsewhere, answered later, however slow either side is.
#include <gtest/gtest.h>

#include "support/admin.hpp"
#include "support/fake_operator_store.hpp"

namespace confab::integration {
namespace {

using namespace std::chrono_literals;

TEST(AdminStorage, StatusTellsOfIt) {
    FakeOperatorStore store;
    store.stats_.error = "disk full";
    store.stats_.lost = 3;
    const Operated server(&store);

    const Json storage = server.run("status").rows.at(0)["storage"];

    EXPECT_EQ(storage["good"], false);
    EXPECT_EQ(storage["trouble"], "disk full");
    EXPECT_EQ(storage["lost"], 3);
}

TEST(AdminStorage, BackupTellsWhereItIs) {
    FakeOperatorStore store;
    const Operated server(&store);

    const Reply backup = server.run("backup", {{"directory", "/srv/copy"}});

    EXPECT_EQ(store.asked(), "backup /srv/copy");
    EXPECT_EQ(backup.rows.at(0)["directory"], "/srv/copy");
    EXPECT_TRUE(backup.ok());
}

TEST(AdminStorage, ARelativeDirectoryIsRefused) {
    FakeOperatorStore store;
    const Operated server(&store);

    const Reply backup = server.run("backup", {{"directory", "copy"}});

    EXPECT_EQ(backup.code(), "usage");
    EXPECT_EQ(store.asked(), "");
}

TEST(AdminStorage, AnErrorIsPassedOn) {
    FakeOperatorStore store;
    store.error = "the disk is full";
    store.pieces = {"one line\n"};
    const Operated server(&store);

    EXPECT_EQ(server.run("backup", {{"directory", "/srv/copy"}}).error(), "the disk is full");
    EXPECT_EQ(server.run("purge", {{"user", "bob"}}).error(), "the disk is full");
    EXPECT_EQ(server.run("audit").error(), "the disk is full");
    EXPECT_EQ(server.run("export", {{"room", "lobby"}}).error(), "the disk is full");
}

TEST(AdminStorage, PurgeCountsWhatIsGone) {
    FakeOperatorStore store;
    const Operated server(&store);

    const Reply purge = server.run("purge", {{"user", "Bob"}});

    EXPECT_EQ(store.asked(), "purge bob 0");
    EXPECT_EQ(purge.rows.at(0)["messages"], 42);
    EXPECT_EQ(purge.rows.at(0)["account"], "none");
}

TEST(AdminStorage, PurgeTakesTheAccountIfThatIsWanted) {
    FakeOperatorStore store;
    StoredState stored;
    Account bob;
    bob.id = 7;
    bob.name = std::get<Name>(NameRules().check_person("bob"));
    stored.accounts.push_back(bob);
    const Operated server(&store, {}, quiet_settings(), stored);

    EXPECT_EQ(server.run("purge", {{"user", "bob"}}).rows.at(0)["account"], "kept");
    EXPECT_EQ(server.run("status").rows.at(0)["accounts"], 1);
    const Reply whole = server.run("purge", {{"user", "Bob"}, {"account", true}});

    EXPECT_EQ(store.asked(), "purge bob 7");
    EXPECT_EQ(whole.rows.at(0)["account"], "removed");
    EXPECT_EQ(server.run("status").rows.at(0)["accounts"], 0);
    EXPECT_EQ(server.run("purge", {{"user", "bob"}, {"account", true}}).error(),
              "there is no account named bob; what a guest said goes without --account");
}

TEST(AdminStorage, WhatIsPurgedIsNotInMemoryEither) {
    FakeOperatorStore store;
    net::ServerSettings settings = quiet_settings();
    settings.chat.history = 20;
    Operated server(&store, {}, settings);
    Client bob = server.person("bob");
    Client alice = server.person("alice");
    bob.say("secret");
    alice.say("hello");
    bob.say("more of it");
    bob.until("bob: more of it");

    server.run("purge", {{"user", "Bob"}});

    Client carol(server.server().port());
    const auto replay = carol.until("* now live");
    EXPECT_EQ(replay.at(replay.size() - 2), "* last 1 line of #lobby:");
    EXPECT_TRUE(replay.back().ends_with(" alice: hello")) << replay.back();
}

TEST(AdminStorage, AuditGivesTheEntriesAsTheyAre) {
    FakeOperatorStore store;
    store.entries = {
        {.time = WallTime(1000ms), .by = "ann", .action = "ban", .target = "bob", .detail = "2h"},
        {.time = WallTime(2000ms), .by = "ann", .action = "kick", .target = "eve", .room = "dev"}};
    const Operated server(&store);

    const Reply audit = server.run("audit", {{"last", 7}, {"about", "ann"}});

    EXPECT_EQ(store.asked(), "audit 7 ann");
    EXPECT_EQ(audit.rows, (std::vector<Json>{Json{{"time", "1970-01-01T00:00:01.000Z"},
                                                  {"by", "ann"},
                                                  {"action", "ban"},
                                                  {"target", "bob"},
                                                  {"detail", "2h"}},
                                             Json{{"time", "1970-01-01T00:00:02.000Z"},
                                                  {"by", "ann"},
                                                  {"action", "kick"},
                                                  {"target", "eve"},
                                                  {"room", "#dev"}}}));
}

TEST(AdminStorage, AuditTakesARoomAsRoomsAreNamedElsewhere) {
    FakeOperatorStore store;
    const Operated server(&store);

    server.run("audit", {{"about", "#lobby"}});

    EXPECT_EQ(store.asked(), "audit 50 lobby");
}

TEST(AdminStorage, AnotherFormatIsBadUsage) {
    FakeOperatorStore store;
    const Operated server(&store);

    EXPECT_EQ(server.run("export", {{"room", "lobby"}, {"format", "xml"}}).code(), "usage");
}

TEST(AdminStorage, AnExportComesWholeWhateverItsSize) {
    FakeOperatorStore store;
    std::string all;
    for (int i = 0; i < 200; ++i) {
        std::string piece;
        for (int line = 0; line < 100; ++line) {
            piece += std::to_string(i) + " " + std::to_string(line) + " " + std::string(300, 'x') + "\n";
        }
        all += piece;
        store.pieces.push_back(piece);
    }
    // Longer than a row, without a line's end, and with characters of several bytes.
    std::string umlauts;
    while (umlauts.size() < 100000) umlauts += "\u00fc";
    all += umlauts;
    store.pieces.push_back(umlauts);
    const Operated server(&store);

    const Reply reply = server.run("export", {{"room", "#Lobby"}, {"format", "json"}});

    EXPECT_EQ(store.asked(), "export lobby json");
    EXPECT_TRUE(reply.ok());
    std::string got;
    for (const Json& row : reply.rows) got += row["text"].get<std::string>();
    EXPECT_TRUE(got == all);
    EXPECT_EQ(reply.last["message"], "201 messages");
}

TEST(AdminStorage, WhoDoesNotReadAnExportIsClosedAndTheStoreGoesOn) {
    FakeOperatorStore store;
    store.pieces.assign(200, std::string(100000, 'x') + "\n");
    Operated server(&store, {.slow = 20ms});
    Client alice = server.person("alice");
    Operator op = server.operator_();

    op.ask("export", {{"room", "lobby"}});
    store.cut_short.get_future().wait();

    alice.say("still here");
    EXPECT_EQ(alice.line(), "alice: still here");
    const auto got = op.client().until_closed();
    EXPECT_LT(got.size(), 200U);
}

TEST(AdminStorage, WhoGoesAwayEndsTheExport) {
    FakeOperatorStore store;
    store.pieces.assign(200, std::string(100000, 'x') + "\n");
    const Operated server(&store);

    {
        Operator op = server.operator_();
        op.ask("export", {{"room", "lobby"}});
    }

    store.cut_short.get_future().wait();
}

TEST(AdminStorage, TheEndOfTheServerEndsTheExport) {
    FakeOperatorStore store;
    store.pieces.assign(200, std::string(100000, 'x') + "\n");
    std::optional<Operated> server(std::in_place, &store);
    Operator op = server->operator_();
    op.ask("export", {{"room", "lobby"}});
    op.client().line();

    server.reset();

    store.cut_short.get_future().wait();
    for (const std::string& line : op.client().until_closed()) {
        EXPECT_EQ(line.find("\"ok\""), std::string::npos) << line;
    }
}

TEST(AdminStorage, WhatTakesLongGivesSignsOfLife) {
    FakeOperatorStore store;
    store.silent = true;
    const Operated server(&store, {.sign_of_life = 1ms});
    Operator op = server.operator_();

    op.ask("backup", {{"directory", "/srv/copy"}});
    const std::string first = op.client().line();
    const std::string second = op.client().line();
    store.held("");
    const Reply backup = op.reply();

    EXPECT_EQ(first, R"({"working":true})");
    EXPECT_EQ(second, first);
    EXPECT_TRUE(backup.ok());
}

TEST(AdminStorage, SignsOfLifeTellHowFarItIs) {
    FakeOperatorStore store;
    store.silent = true;
    store.done = 42;
    const Operated server(&store, {.sign_of_life = 1ms});
    Operator op = server.operator_();

    op.ask("backup", {{"directory", "/srv/copy"}});
    const std::string first = op.client().line();
    store.held("");

    EXPECT_EQ(first, R"({"working":true,"percent":42})");
    EXPECT_TRUE(op.reply().ok());
}

TEST(AdminStorage, AServerThatEndsAnswersNothingMore) {
    FakeOperatorStore store;
    store.silent = true;
    std::optional<Operated> server(std::in_place, &store);
    Operator op = server->operator_();
    op.ask("backup", {{"directory", "/srv/copy"}});
    while (store.asked().empty()) std::this_thread::yield();

    server.reset();

    EXPECT_TRUE(op.client().until_closed().empty());
    store.held("");  // too late, and for nobody
}

}  // namespace
}  // namespace confab::integration
