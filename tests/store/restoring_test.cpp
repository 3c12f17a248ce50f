// A copy of the databases that takes the place of those in the data directory.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "confab/store/restore.hpp"
#include "store/support/backup.hpp"
#include "store/support/fixture.hpp"

namespace confab::store {
namespace {

TEST(Restoring, PutsTheCopyInPlaceAndKeepsWhatWasThere) {
    Kept kept;
    const TemporaryDirectory target;
    kept.say_many(1, 3);
    ASSERT_EQ(backup(kept, target.path()), "");
    kept.say_many(4, 9);
    ASSERT_TRUE(kept.store().flush());
    kept.close();

    const Restored restored = restore(target.path(), kept.directory());

    EXPECT_EQ(restored.messages, 3);
    EXPECT_EQ(restored.before, kept.directory() + "/before-restore");
    EXPECT_EQ(look(restored.before + "/history.db", "SELECT count(*) FROM message"), 9);
    for (const auto& entry : std::filesystem::directory_iterator(kept.directory())) {
        EXPECT_EQ(entry.path().string().find(".restored"), std::string::npos) << entry.path();
    }
    kept.open();
    EXPECT_EQ(kept.ask(last(50)).lines.size(), 3U);
}

TEST(Restoring, ChangesNothingWhileAConfabdRunsThere) {
    Kept kept;
    const TemporaryDirectory target;
    ASSERT_EQ(backup(kept, target.path()), "");

    EXPECT_THROW(restore(target.path(), kept.directory()), std::runtime_error);

    expect_unharmed(kept, 1);
}

std::string refusal(const std::string& backup, const std::string& data_directory) {
    try {
        restore(backup, data_directory);
        return "";
    } catch (const std::runtime_error& error) {
        return error.what();
    }
}

TEST(Restoring, SaysWhatToDoIfThereIsNoBackup) {
    const TemporaryDirectory folder;
    const std::string data = folder.path() + "/data";
    const std::string empty = folder.path() + "/empty";
    std::filesystem::create_directory(empty);
    const std::string file = folder.path() + "/file";
    std::ofstream(file) << "x";
    const std::string advice = "; name a directory that confabctl backup has made; nothing was changed";

    for (const std::string& backup : {folder.path() + "/nowhere", empty}) {
        EXPECT_EQ(refusal(backup, data),
                  "cannot restore: " + backup + "/state.db: No such file or directory" + advice);
    }
    EXPECT_EQ(refusal(file, data), "cannot restore: " + file + "/state.db: Not a directory" + advice);
    EXPECT_EQ(refusal(empty, empty), "cannot restore: " + empty + " is the data directory itself" + advice);
    EXPECT_FALSE(std::filesystem::exists(data));
}

TEST(Restoring, SaysWhatToDoIfTheBackupIsDamagedOrSomethingElse) {
    Kept kept;
    const TemporaryDirectory target;
    ASSERT_EQ(backup(kept, target.path()), "");
    kept.close();
    const std::string history = target.path() + "/history.db";
    std::filesystem::copy_file(target.path() + "/state.db", history,
                               std::filesystem::copy_options::overwrite_existing);
    const std::string another = refusal(target.path(), kept.directory());
    std::ofstream(history) << "no database at all";
    const std::string damaged = refusal(target.path(), kept.directory());

    for (const std::string& why : {another, damaged}) {
        EXPECT_TRUE(why.ends_with("; use another backup; nothing was changed")) << why;
    }
}

TEST(Restoring, NamesTheFileOfTheBackup) {
    const std::vector<std::pair<std::function<void(const std::string&)>, std::string>> harms{
        {[](const std::string& file) { std::ofstream(file) << "no database at all"; },
         ": file is not a database; use another backup"},
        {[](const std::string& file) { change(file, "DROP TABLE account"); },
         ": no such table: account; use another backup"},
        {[](const std::string& file) { change(file, "PRAGMA user_version=99"); },
         " was written by a newer confabd (it has version 99, this one knows "},
        {[](const std::string& file) {
             std::filesystem::remove(file);
             ASSERT_EQ(mkfifo(file.c_str(), 0600), 0);
         },
         ": it is no regular file; name a directory that confabctl backup has made"}};
    for (const auto& [harm, why] : harms) {
        Kept kept;
        const TemporaryDirectory target;
        ASSERT_EQ(backup(kept, target.path()), "");
        kept.close();
        const std::string file = target.path() + "/state.db";
        harm(file);

        const std::string told = refusal(target.path(), kept.directory());

        EXPECT_TRUE(told.starts_with("cannot restore: " + file + why)) << told;
        EXPECT_TRUE(told.ends_with("; nothing was changed")) << told;
        EXPECT_EQ(told.find(kept.directory()), std::string::npos) << told;
    }
}

TEST(Restoring, KeepsWhatEarlierOnesHavePutAside) {
    Kept kept;
    const TemporaryDirectory target;
    kept.say_many(1, 2);
    ASSERT_EQ(backup(kept, target.path()), "");
    kept.say_many(3, 9);
    ASSERT_TRUE(kept.store().flush());
    kept.close();

    const std::string first = restore(target.path(), kept.directory()).before;
    const std::string second = restore(target.path(), kept.directory()).before;

    EXPECT_EQ(second, first + ".2");
    EXPECT_EQ(look(first + "/history.db", "SELECT count(*) FROM message"), 9);
    EXPECT_EQ(look(second + "/history.db", "SELECT count(*) FROM message"), 2);
}

TEST(Restoring, ChangesNothingIfTheCopyCannotBeUsed) {
    const std::vector<std::function<void(const std::string&)>> harms{
        [](const std::string& copy) { std::filesystem::remove(copy + "/history.db"); },
        [](const std::string& copy) { std::filesystem::remove(copy + "/state.db"); },
        [](const std::string& copy) { std::filesystem::resize_file(copy + "/history.db", 5000); },
        [](const std::string& copy) { std::ofstream(copy + "/state.db") << "no database at all"; },
        [](const std::string& copy) { change(copy + "/history.db", "PRAGMA user_version=99"); },
        [](const std::string& copy) {
            std::filesystem::copy_file(copy + "/state.db", copy + "/history.db",
                                       std::filesystem::copy_options::overwrite_existing);
        }};
    for (const auto& harm : harms) {
        Kept kept;
        const TemporaryDirectory target;
        kept.say_many(1, 2);
        ASSERT_EQ(backup(kept, target.path()), "");
        kept.close();
        harm(target.path());

        EXPECT_THROW(restore(target.path(), kept.directory()), std::runtime_error);

        EXPECT_FALSE(std::filesystem::exists(kept.directory() + "/before-restore"));
        kept.open();
        EXPECT_EQ(kept.ask(last(50)).lines.size(), 2U);
    }
}

}  // namespace
}  // namespace confab::store
