// Copies of the databases.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <thread>

#include "store/support/backup.hpp"
#include "store/support/fixture.hpp"

namespace confab::store {
namespace {

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
