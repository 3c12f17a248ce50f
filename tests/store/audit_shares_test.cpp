// The audit is bounded, and nobody can push out of it what others did.
#include <gtest/gtest.h>

#include "confab/store/store.hpp"
#include "store/files.hpp"
#include "store/schema.hpp"
#include "store/state_changes.hpp"
#include "store/support/fixture.hpp"

namespace confab::store {
namespace {

std::string made(std::string path) {
    make_private(path);
    return path;
}

class AuditSharing : public testing::Test {
  protected:
    AuditSharing() { prepare_state(database); }

    void add(std::string by, std::string room, int count) {
        StateChanges changes;
        for (int i = 0; i < count; ++i) changes.audit.push_back({WallTime{}, by, "act", "", room, ""});
        changes.write(database, {.all = 20, .person = 5, .room = 8});
    }
    std::int64_t count(std::string_view where) {
        return database.number(std::string("SELECT count(*) FROM audit WHERE ").append(where).c_str());
    }
    std::string first() { return std::to_string(database.number("SELECT min(id) FROM audit")); }

    TemporaryDirectory directory;
    Database database{made(directory.path() + "/state.db"), Database::Access::write};
};

TEST_F(AuditSharing, OnePersonActingInRoomsPushesOutOnlyTheirOwn) {
    add("confabctl (uid 0)", "", 3);
    add("ann", "dev", 2);
    for (int i = 0; i < 50; ++i) add("mallory", "room" + std::to_string(i), 1);
    for (int i = 0; i < 10; ++i) add("mallory", "dev", 9);

    EXPECT_EQ(count("done_by='mallory'"), 5);
    EXPECT_EQ(count("done_by='ann'"), 2);
    EXPECT_EQ(count("room=''"), 3);
}

TEST_F(AuditSharing, ManyNamesInOneRoomPushOutOnlyThatRooms) {
    add("ann", "dev", 2);
    for (int i = 0; i < 50; ++i) add("n" + std::to_string(i), "evil", 2);

    EXPECT_EQ(count("room='evil'"), 8);
    EXPECT_EQ(count("room='dev'"), 2);
}

TEST_F(AuditSharing, ManyNamesInManyRoomsPushOutNothingThatWasDoneToTheServer) {
    add("sue", "", 9);
    for (int i = 0; i < 100; ++i) add("n" + std::to_string(i), "r" + std::to_string(i), 1);

    EXPECT_EQ(count("room=''"), 9);
    EXPECT_EQ(count("1"), 20);
}

TEST_F(AuditSharing, TheOldestGoWhereTheServersOwnAreMost) {
    add("sue", "", 15);
    add("ann", "dev", 5);
    add("sue", "", 10);

    EXPECT_EQ(count("1"), 20);
    EXPECT_EQ(count("room='dev'"), 5);
    EXPECT_EQ(first(), "11");
}

TEST_F(AuditSharing, AFileOfBeforeGetsWhatSharesNeed) {
    add("ann", "dev", 2);
    database.run(
        "DROP INDEX audit_of_people; DROP INDEX audit_of_rooms; DROP TABLE invite_code; DROP TABLE "
        "away_message; ALTER TABLE "
        "account DROP COLUMN certificates; PRAGMA user_version=1");

    prepare_state(database);
    add("ann", "dev", 9);

    EXPECT_EQ(count("done_by='ann'"), 5);
    EXPECT_EQ(database.number("SELECT count(*) FROM sqlite_master WHERE name LIKE 'audit_of_%'"), 2);
}

}  // namespace
}  // namespace confab::store
