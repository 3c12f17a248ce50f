// Where everything durable lives.
#include "confab/ops/data_dir.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <stdexcept>

#include "ops/support/files.hpp"

namespace confab::ops {
namespace {

TEST(DataDir, IsTheFirstStateDirectoryOfSystemd) {
    const Variable state("STATE_DIRECTORY", "/var/lib/confab:/var/lib/other");
    const Variable xdg("XDG_STATE_HOME", "/x");

    EXPECT_EQ(default_data_dir(), "/var/lib/confab");
}

TEST(DataDir, IsInTheXdgStateDirectoryOtherwise) {
    const Variable state("STATE_DIRECTORY", nullptr);
    const Variable xdg("XDG_STATE_HOME", "/x/state");

    EXPECT_EQ(default_data_dir(), "/x/state/confab");
}

TEST(DataDir, IsInTheHomeDirectoryWithoutXdg) {
    const Variable state("STATE_DIRECTORY", nullptr);
    const Variable home("HOME", "/home/ann");
    for (const char* value : {static_cast<const char*>(nullptr), "", "relative/path"}) {
        const Variable xdg("XDG_STATE_HOME", value);

        EXPECT_EQ(default_data_dir(), "/home/ann/.local/state/confab");
    }
}

TEST(AdminSocket, IsInTheFirstRuntimeDirectoryOfSystemd) {
    const Variable runtime("RUNTIME_DIRECTORY", "/run/confab:/run/other");

    EXPECT_EQ(default_admin_socket("/data"), "/run/confab/admin.sock");
}

TEST(AdminSocket, IsInTheDataDirectoryOtherwise) {
    const Variable runtime("RUNTIME_DIRECTORY", nullptr);

    EXPECT_EQ(default_admin_socket("/data"), "/data/admin.sock");
}

TEST(DataDir, IsMadeWithItsParentsAndLeftEmpty) {
    const TemporaryFile file("");
    const std::string root = file.path() + ".d";

    prepare_data_dir(root + "/a/b");

    EXPECT_TRUE(std::filesystem::is_empty(root + "/a/b"));
    prepare_data_dir(root + "/a/b");
    std::filesystem::remove_all(root);
}

TEST(DataDir, ThatCannotBeWrittenIsNamed) {
    const TemporaryFile file("");
    for (const std::string& path : {file.path(), file.path() + "/below", std::string("/proc/confab")}) {
        try {
            prepare_data_dir(path);
            ADD_FAILURE() << path;
        } catch (const std::runtime_error& error) {
            EXPECT_NE(std::string(error.what()).find(path), std::string::npos) << error.what();
        }
    }
}

}  // namespace
}  // namespace confab::ops
