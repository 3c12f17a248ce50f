// state.db is copied before its tables become those of a newer version.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>

#include "store/files.hpp"
#include "store/schema.hpp"
#include "store/support/fixture.hpp"

namespace confab::store {
namespace {

TEST(StepCopy, IsMadeOnceBeforeAStepAndIsPrivate) {
    const TemporaryDirectory directory;
    const std::string file = directory.path() + "/state.db";
    make_private(file);
    Database database(file, Database::Access::write);
    prepare_state(database);
    EXPECT_FALSE(std::filesystem::exists(file + ".version-0")) << "a new one has nothing to lose";
    database.run(
        "DROP INDEX audit_of_people; DROP INDEX audit_of_rooms; DROP TABLE invite_code; DROP TABLE "
        "away_message; ALTER TABLE "
        "account DROP COLUMN certificates; PRAGMA user_version=1");

    prepare_state(database);

    struct stat status {};
    ASSERT_EQ(::stat((file + ".version-1").c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
    Database copy(file + ".version-1", Database::Access::read);
    EXPECT_EQ(copy.number("PRAGMA user_version"), 1);
    EXPECT_GT(database.number("PRAGMA user_version"), 1);
}

}  // namespace
}  // namespace confab::store
