// What a start finds of a run that crashed.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "confab/ops/crash_state.hpp"
#include "confab/ops/fd_store.hpp"

namespace confab::ops {
namespace {

namespace fs = std::filesystem;

class CrashStateFiles : public testing::Test {
  protected:
    CrashStateFiles() { fs::create_directory(directory_); }
    ~CrashStateFiles() override { fs::remove_all(directory_); }

    void write(const std::string& path, const std::string& text) {
        std::ofstream(path, std::ios::binary) << text;
    }
    bool is_there(const std::string& path) { return fs::exists(path); }
    CrashState take(std::vector<int> connections = {7}) {
        return take_crash_state(directory_, std::move(connections));
    }

    const std::string directory_ = fs::temp_directory_path() / ("confab-crash-" + std::to_string(getpid()));
    const CrashFiles files_{directory_};
};

TEST_F(CrashStateFiles, AreReadAndCountAsTried) {
    write(files_.people, "people");
    write(files_.marks, std::string("\x06\0\0\0\0\0\0\0\x01\0\0\0\0\0\0\0", 16));

    const CrashState state = take();

    EXPECT_EQ(state.people, "people");
    EXPECT_EQ(state.marks, (std::vector<std::uint64_t>{6, 1}));
    EXPECT_EQ(state.connections, std::vector<int>{7});
    EXPECT_FALSE(is_there(files_.people));
    EXPECT_TRUE(is_there(files_.tried));
}

TEST_F(CrashStateFiles, AreOfNoUseWithoutConnections) {
    write(files_.people, "people");

    EXPECT_TRUE(take({}).empty());

    EXPECT_FALSE(is_there(files_.people));
}

TEST_F(CrashStateFiles, AreNotUsedAgainSoonAfterAStartThatUsedThem) {
    write(files_.people, "people");
    take();
    write(files_.people, "people again");

    const CrashState state = take();

    EXPECT_EQ(state.people, "");
    EXPECT_EQ(state.connections.size(), 1U) << "they are still to be closed";
    EXPECT_FALSE(is_there(files_.tried)) << "the start after that one uses them again";
}

TEST_F(CrashStateFiles, AreUsedAgainOnceThatStartHasLived) {
    write(files_.people, "people");
    take();
    const timespec long_ago[2] = {{1'700'000'000, 0}, {1'700'000'000, 0}};
    ASSERT_EQ(::utimensat(AT_FDCWD, files_.tried.c_str(), long_ago, 0), 0);
    write(files_.people, "people again");

    EXPECT_EQ(take().people, "people again");
}

TEST_F(CrashStateFiles, OneThatCannotBeReadIsPutAside) {
    write(files_.people, "people");
    take();

    put_aside_crash_state(directory_, "it is damaged");

    EXPECT_FALSE(is_there(files_.tried));
    EXPECT_TRUE(is_there(files_.bad));
}

TEST_F(CrashStateFiles, TheKeeperWritesThemForNobodyElseAndForgetsThem) {
    CrashKeeper keeper(directory_);

    keeper.write([] { return std::string("people"); });

    for (int tries = 0; tries < 500 && !is_there(files_.people); ++tries) usleep(10'000);
    struct stat status {};
    ASSERT_EQ(::stat(files_.people.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
    keeper.forget();
    EXPECT_FALSE(is_there(files_.people));
    keeper.write([] { return std::string("people"); });
    usleep(50'000);
    EXPECT_FALSE(is_there(files_.people));
}

}  // namespace
}  // namespace confab::ops
