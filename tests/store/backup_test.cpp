// Copies of the databases, and what puts them back.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <thread>

#include "confab/store/restore.hpp"
#include "store/support/fixture.hpp"

namespace confab::store {
namespace {

std::string backup(Kept& kept, const std::string& to) {
    Inbox<std::string> inbox;
    kept.store().backup(to, [&](std::string error) { inbox.put(std::move(error)); });
    return inbox.next();
}

class Umask {
  public:
    explicit Umask(mode_t mask) : before_(umask(mask)) {}
    ~Umask() { umask(before_); }
    Umask(const Umask&) = delete;
    Umask& operator=(const Umask&) = delete;

  private:
    mode_t before_;
};

unsigned mode_of(const std::string& path) {
    struct stat file {};
    EXPECT_EQ(stat(path.c_str(), &file), 0) << path;
    return file.st_mode & 0777U;
}

// Nothing was replaced: what is said afterwards is still written to the file that was there.
void expect_unharmed(Kept& kept, std::uint64_t id) {
    kept.say({.id = id});
    ASSERT_TRUE(kept.store().flush());
    EXPECT_EQ(look(kept.history(), "SELECT count(*) FROM message"), static_cast<std::int64_t>(id));
    EXPECT_EQ(kept.store().stats().lost, 0U);
}

TEST(BackingUp, MakesDirectoriesThatOnlyTheOwnerEntersWhateverTheUmask) {
    for (const mode_t mask : {0111U, 0000U, 0077U, 0777U}) {
        const TemporaryDirectory target;
        Kept kept;
        const Umask umask(mask);

        EXPECT_EQ(backup(kept, target.path() + "/some/where/"), "") << mask;

        EXPECT_EQ(mode_of(target.path() + "/some"), 0700U) << mask;
        EXPECT_EQ(mode_of(target.path() + "/some/where"), 0700U) << mask;
        EXPECT_EQ(mode_of(target.path() + "/some/where/state.db"), 0600U) << mask;
    }
}

TEST(BackingUp, NeverReplacesTheDataItself) {
    Kept kept;
    const TemporaryDirectory other;
    const std::string link = other.path() + "/link";
    std::filesystem::create_directory_symlink(kept.directory(), link);
    const std::string said = " is where confabd keeps its data; choose another directory";
    std::uint64_t id = 0;

    for (const std::string& target :
         {kept.directory(), kept.directory() + "/", kept.directory() + "/.", link, link + "/."}) {
        EXPECT_EQ(backup(kept, target), target + said);
        expect_unharmed(kept, ++id);
    }
}

TEST(BackingUp, NeverReplacesAFileThatIsOpenByAnotherName) {
    for (const char* name : {"history.db", "state.db", "history.db-wal", "state.db.partial"}) {
        Kept kept;
        kept.say({.id = 1});
        ASSERT_TRUE(kept.store().flush());
        for (const bool hard : {true, false}) {
            const TemporaryDirectory target;
            const std::string file = target.path() + "/" + name;
            const std::string live =
                std::string(name) == "state.db.partial" ? kept.state() : kept.directory() + "/" + name;
            if (hard) {
                std::filesystem::create_hard_link(live, file);
            } else {
                std::filesystem::create_symlink(live, file);
            }

            EXPECT_EQ(backup(kept, target.path()),
                      file + " is a file that confabd has open; choose another directory");
        }
        expect_unharmed(kept, 2);
    }
}

TEST(BackingUp, NeverReplacesTheDataOfAnotherConfabd) {
    Kept kept;
    Kept another;

    EXPECT_EQ(backup(kept, another.directory()),
              "another confabd keeps its data in " + another.directory() + "; choose another directory");

    expect_unharmed(another, 1);
}

TEST(BackingUp, SaysWhatToDoWhereItMayNotWrite) {
    Kept kept;
    const std::string why = backup(kept, "/proc/confab");

    EXPECT_TRUE(why.starts_with("cannot write to /proc/confab: ")) << why;
    EXPECT_TRUE(why.ends_with("; as a service confabd can only write below " + kept.directory())) << why;
}

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

TEST(BackingUp, CopiesBothDatabasesWhileTheyAreWritten) {
    Kept kept;
    const TemporaryDirectory target;
    kept.say_many(1, 3000);
    kept.store().state().save_lockdown(true);
    std::atomic<bool> done = false;
    std::thread flood([&] {
        for (std::uint64_t id = 3001; !done; ++id) {
            kept.say_many(id, id);
            std::this_thread::yield();
        }
    });

    const std::string error = backup(kept, target.path() + "/copy");
    done = true;
    flood.join();

    EXPECT_EQ(error, "");
    EXPECT_FALSE(std::filesystem::exists(target.path() + "/copy/history.db.partial"));
    struct stat file {};
    ASSERT_EQ(stat((target.path() + "/copy/state.db").c_str(), &file), 0);
    EXPECT_EQ(file.st_mode & 0777U, 0600U);
    Kept copy(target.path() + "/copy");
    const StoredState state = copy.store().load();
    EXPECT_TRUE(state.lockdown);
    EXPECT_GE(state.tails.at(0).last_id, 3000U);
    EXPECT_EQ(copy.search("line 2999").size(), 1U);
    EXPECT_EQ(look_text(copy.history(), "PRAGMA integrity_check"), "ok");
}

TEST(BackingUp, ReplacesTheOneBefore) {
    Kept kept;
    const TemporaryDirectory target;
    kept.say_many(1, 10);
    ASSERT_EQ(backup(kept, target.path()), "");
    kept.say_many(11, 20);
    ASSERT_EQ(backup(kept, target.path()), "");

    Kept copy(target.path());

    EXPECT_EQ(copy.ask(last(50)).lines.size(), 20U);
}

TEST(BackingUp, SaysWhyItCannot) {
    Kept kept;

    EXPECT_NE(backup(kept, "/proc/nowhere"), "");
}

}  // namespace
}  // namespace confab::store
