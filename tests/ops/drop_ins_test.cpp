// Files beside the configuration that change a part of it, and what --dump-config says of all of them.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "confab/ops/options.hpp"
#include "ops/support/files.hpp"

namespace confab::ops {
namespace {

class DropIns : public testing::Test {
  protected:
    DropIns() {
        if (mkdtemp(directory.data()) == nullptr) throw std::runtime_error("no temporary directory");
        std::filesystem::create_directory(directory + "/confabd.d");
    }
    ~DropIns() override { std::filesystem::remove_all(directory); }

    void write(const std::string& name, const std::string& toml) {
        std::ofstream(directory + "/" + name) << toml;
    }
    Options read(std::vector<std::string> further = {}) {
        further.insert(further.begin(), {"--config", directory + "/confabd.toml"});
        return load(further);
    }
    std::string complaint() { return ops::complaint({"--config", directory + "/confabd.toml"}); }

    std::string directory = "/tmp/confab-test-XXXXXX";
};

TEST_F(DropIns, ReplaceWhatTheFileSays) {
    write("confabd.toml", "history = 1\nmax-line = 100\noperator = [\"ann\", \"bob\"]\n");
    write("confabd.d/site.toml", "max-line = 200\noperator = [\"eve\"]\n");

    const Options options = read();

    EXPECT_EQ(options.history, 1);
    EXPECT_EQ(options.max_line, 200);
    EXPECT_EQ(options.operators, std::vector<std::string>{"eve"});
}

// The first sets all keys, and each further one a key less, so that each key tells which one came last.
TEST_F(DropIns, AreReadInTheOrderOfTheirNames) {
    const std::vector<std::string> keys{"threads", "history", "max-rooms", "max-topic", "max-joined"};
    write("confabd.toml", "");
    for (const std::size_t number : {3U, 0U, 4U, 1U, 2U}) {
        std::string toml;
        for (std::size_t i = number; i < keys.size(); ++i)
            toml += keys[i] + " = 1" + std::to_string(number) + "\n";
        write("confabd.d/" + std::to_string(number) + ".toml", toml);
    }

    const Options options = read();

    EXPECT_EQ(options.threads, 10);
    EXPECT_EQ(options.history, 11);
    EXPECT_EQ(options.max_rooms, 12);
    EXPECT_EQ(options.max_topic, 13);
    EXPECT_EQ(options.max_joined, 14);
}

TEST_F(DropIns, GiveWayToTheCommandLine) {
    write("confabd.toml", "");
    write("confabd.d/a.toml", "history = 2\n");

    EXPECT_EQ(read({"--history", "5"}).history, 5);
}

TEST_F(DropIns, AreFilesOfThatEndingAlone) {
    write("confabd.toml", "history = 1\n");
    for (const char* name : {"a.toml.bak", "b.conf", ".hidden.toml", "README", "c.toml~"}) {
        write(std::string("confabd.d/") + name, "history = 2\n");
    }

    EXPECT_EQ(read().history, 1);
}

TEST_F(DropIns, AreNotNeeded) {
    write("confabd.toml", "history = 1\n");
    std::filesystem::remove(directory + "/confabd.d");
    EXPECT_EQ(read().history, 1);
}

TEST_F(DropIns, AreNamedWithTheLineThatIsWrong) {
    write("confabd.toml", "");
    write("confabd.d/a.toml", "\nhistory = true\n");
    EXPECT_TRUE(complaint().starts_with(directory + "/confabd.d/a.toml:2: history: ")) << complaint();

    write("confabd.d/a.toml", "no-such-key = 1\n");
    EXPECT_TRUE(complaint().starts_with(directory + "/confabd.d/a.toml:1: unknown key")) << complaint();
}

TEST_F(DropIns, AreInADirectory) {
    write("confabd.toml", "");
    std::filesystem::remove(directory + "/confabd.d");
    write("confabd.d", "");

    EXPECT_EQ(complaint(), directory + "/confabd.d: Not a directory");
}

TEST_F(DropIns, ThatCannotBeReadAreAnError) {
    write("confabd.toml", "");
    std::filesystem::create_symlink("nowhere", directory + "/confabd.d/gone.toml");

    EXPECT_NE(complaint().find("gone.toml"), std::string::npos) << complaint();
}

using DumpConfig = DropIns;

bool has_line(const std::string& all, const std::string& start, const std::string& end) {
    const std::size_t at = ("\n" + all).find("\n" + start);
    if (at == std::string::npos) return false;
    return all.substr(at, all.find('\n', at) - at).ends_with("  # " + end);
}

TEST_F(DumpConfig, TellsWhereEachValueComesFrom) {
    write("confabd.toml", "\nhistory = 1\nmax-line = 100\n");
    write("confabd.d/a.toml", "max-line = 200\n");

    const std::string all = dump_config(read({"--max-queue", "4096"}));

    EXPECT_TRUE(has_line(all, "history = 1 ", directory + "/confabd.toml:2")) << all;
    EXPECT_TRUE(has_line(all, "max-line = 200 ", directory + "/confabd.d/a.toml:1")) << all;
    EXPECT_TRUE(has_line(all, "max-queue = 4096 ", "command line")) << all;
    EXPECT_TRUE(has_line(all, "threads = 1 ", "default")) << all;
    EXPECT_TRUE(has_line(all, "#motd = ", "default")) << all;
}

TEST_F(DumpConfig, IsAFileThatSaysTheSame) {
    write("confabd.toml",
          "penalty = [\"off\"]\nauth-command = \"/say \\\"hi\\\"\"\nlog-messages = true\nflood-rate = 0.5\n");
    const Options before = read({"--listen", "unix:///run/x", "--listen", "tcp://127.0.0.1:1"});

    write("confabd.toml", dump_config(before));
    std::vector<std::string> restart;

    EXPECT_EQ(differences(before, read(), restart), std::vector<std::string>{});
    EXPECT_EQ(restart, std::vector<std::string>{});
}

}  // namespace
}  // namespace confab::ops
