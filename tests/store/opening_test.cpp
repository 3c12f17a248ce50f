// What cannot be used is refused at the start, with a line that says what to do.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "confab/store/unusable.hpp"
#include "store/support/fixture.hpp"

namespace confab::store {
namespace {

using testing::Test;

std::string complaint(const std::string& directory) {
    try {
        Kept kept(directory);
        kept.store().load();
        return "";
    } catch (const std::runtime_error& error) {
        return error.what();
    }
}

// Can it ever be used?
bool is_unusable(const std::string& directory) {
    try {
        Kept kept(directory);
        kept.store().load();
        return false;
    } catch (const UnusableData&) {
        return true;
    } catch (const std::runtime_error&) {
        return false;
    }
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

void overwrite(const std::string& path, std::streamoff at, const std::string& bytes) {
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(at);
    file << bytes;
}

void fill(const std::string& directory) {
    Kept kept(directory);
    kept.say_many(1, 200);
    kept.store().state().save(RoomRecord{{"dev", room_key("dev")}, "topic", {}});
}

TEST(Opening, MakesTheDirectory) {
    const TemporaryDirectory directory;

    EXPECT_EQ(complaint(directory.path() + "/a/b"), "");
}

TEST(Opening, RefusesADirectoryThatIsAFile) {
    const TemporaryDirectory directory;
    const std::string path = directory.path() + "/file";
    std::ofstream(path) << "x";

    const std::string text = complaint(path);

    EXPECT_TRUE(has(text, path)) << text;
    EXPECT_TRUE(has(text, "--data-dir")) << text;
    EXPECT_FALSE(has(text, "\n")) << text;
}

TEST(Opening, RefusesADirectoryThatAnotherUses) {
    const Kept kept;

    EXPECT_TRUE(has(complaint(kept.directory()), "another confabd uses it"));
}

TEST(Opening, NamesAFileThatIsNoDatabase) {
    for (const char* name : {"/state.db", "/history.db"}) {
        const TemporaryDirectory directory;
        std::ofstream(directory.path() + name) << std::string(10'000, 'x');

        const std::string text = complaint(directory.path());

        EXPECT_TRUE(has(text, std::string(name) + " is damaged")) << text;
        EXPECT_TRUE(has(text, "backup")) << text;
    }
}

TEST(Opening, NamesADatabaseThatIsDamagedInside) {
    for (const char* name : {"/state.db", "/history.db"}) {
        const TemporaryDirectory directory;
        fill(directory.path());
        const auto pages = std::filesystem::file_size(directory.path() + name) / 4096;
        for (std::uintmax_t page = 2; page < pages; ++page) {
            overwrite(directory.path() + name, static_cast<std::streamoff>(page * 4096),
                      std::string(4096, '\x55'));
        }

        const std::string text = complaint(directory.path());

        EXPECT_TRUE(has(text, std::string(name) + " is damaged")) << text;
    }
}

TEST(Opening, NamesADatabaseWithAColumnThatCannotBeRead) {
    const TemporaryDirectory directory;
    fill(directory.path());
    change(directory.path() + "/state.db", "UPDATE room SET rules = '{'");

    EXPECT_TRUE(has(complaint(directory.path()), "state.db is damaged"));
}

TEST(Opening, RefusesADatabaseOfANewerVersion) {
    for (const char* name : {"/state.db", "/history.db"}) {
        const TemporaryDirectory directory;
        fill(directory.path());
        change(directory.path() + name, "PRAGMA user_version=77");

        const std::string text = complaint(directory.path());

        EXPECT_TRUE(text.starts_with(directory.path() + name + " was written by a newer confabd")) << text;
        EXPECT_TRUE(has(text, "77")) << text;
    }
}

TEST(Opening, TellsDataThatIsAtFaultFromAPlaceThatIs) {
    for (const std::string name : {"/state.db", "/history.db"}) {
        SCOPED_TRACE(name);
        const TemporaryDirectory garbage;
        std::ofstream(garbage.path() + name) << std::string(10'000, 'x');
        const TemporaryDirectory newer;
        fill(newer.path());
        change(newer.path() + name, "PRAGMA user_version=77");
        const TemporaryDirectory negative;
        fill(negative.path());
        change(negative.path() + name, "PRAGMA user_version=-1");
        const TemporaryDirectory truncated;
        fill(truncated.path());
        std::filesystem::resize_file(truncated.path() + name, 4096);
        const TemporaryDirectory elsewhere;
        std::filesystem::create_directory(elsewhere.path() + name);

        EXPECT_TRUE(is_unusable(garbage.path()));
        EXPECT_TRUE(is_unusable(newer.path()));
        EXPECT_TRUE(is_unusable(negative.path()));
        EXPECT_TRUE(is_unusable(truncated.path()));
        EXPECT_FALSE(is_unusable(elsewhere.path()));
    }
}

TEST(Opening, NamesADatabaseOfAnotherProgram) {
    for (const std::string name : {"/state.db", "/history.db"}) {
        SCOPED_TRACE(name);
        const TemporaryDirectory same_names;
        std::ofstream(same_names.path() + name) << "";
        change(same_names.path() + name, "CREATE TABLE room(x); CREATE TABLE account(x)");
        const TemporaryDirectory without_tables;
        fill(without_tables.path());
        change(without_tables.path() + name, "DROP TABLE room");

        for (const TemporaryDirectory* directory : {&same_names, &without_tables}) {
            const std::string text = complaint(directory->path());
            EXPECT_TRUE(has(text, name)) << text;
            EXPECT_TRUE(has(text, "not those of confabd")) << text;
            EXPECT_TRUE(is_unusable(directory->path()));
        }
    }
}

TEST(Opening, KeepsWhatIsThere) {
    const TemporaryDirectory directory;
    fill(directory.path());
    Kept kept(directory.path());

    const StoredState state = kept.store().load();

    EXPECT_EQ(state.rooms.size(), 1U);
    EXPECT_EQ(state.tails.at(0).last_id, 200U);
}

}  // namespace
}  // namespace confab::store
