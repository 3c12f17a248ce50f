// Options whose values have a form of their own: a file to be read, levels, modes, paths.
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <string>
#include <vector>

#include "confab/ops/options.hpp"
#include "ops/support/files.hpp"

namespace confab::ops {
namespace {

TEST(Options, TheMotdIsReadAsItIs) {
    const TemporaryFile motd("be kind\n\nand brief");

    EXPECT_EQ(load({"--motd", motd.path()}).motd_lines,
              (std::vector<std::string>{"be kind", "", "and brief"}));
}

TEST(Options, AByteOrderMarkIsNoPartOfTheMotd) {
    const TemporaryFile motd(
        "\xEF\xBB\xBF"
        "be kind\n\xEF\xBB\xBFin the middle");
    const TemporaryFile nothing_else("\xEF\xBB\xBF");

    EXPECT_EQ(load({"--motd", motd.path()}).motd_lines,
              (std::vector<std::string>{"be kind", "\xEF\xBB\xBFin the middle"}));
    EXPECT_EQ(load({"--motd", nothing_else.path()}).motd_lines, (std::vector<std::string>{""}));
}

TEST(Options, AMotdThatCannotBeReadOrIsTooLongIsRefused) {
    const TemporaryFile large(std::string(70000, 'x'));

    EXPECT_NE(complaint({"--motd", "/nowhere"}).find("/nowhere"), std::string::npos);
    EXPECT_NE(complaint({"--motd", "/tmp"}).find("/tmp"), std::string::npos);
    EXPECT_NE(complaint({"--motd", large.path()}).find(large.path()), std::string::npos);
}

// Each option that names a file: nobody may wait for a pipe, or read a device.
TEST(Options, WhatIsNoRegularFileIsRefused) {
    const TemporaryFile place("");
    const std::string pipe = place.path() + ".pipe";
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    const std::string why = pipe + ": it is no regular file";

    EXPECT_EQ(complaint({"--motd", pipe}), "--motd: cannot read " + why);
    EXPECT_EQ(complaint({"--deny", "file:" + pipe}), "deny: cannot read " + why);
    EXPECT_EQ(complaint({"--config", pipe}), why);
    EXPECT_EQ(complaint({"--config", "/dev/zero"}), "/dev/zero: it is no regular file");
    EXPECT_EQ(complaint({"--config", "/"}), "/: it is a directory");
    EXPECT_EQ(complaint({"--motd", "/"}), "--motd: cannot read /: it is a directory");
    ::unlink(pipe.c_str());
}

TEST(Options, AFileThatIsTooLongIsNotRead) {
    const TemporaryFile file("");
    ASSERT_EQ(::truncate(file.path().c_str(), 300'000'000), 0);

    EXPECT_EQ(complaint({"--motd", file.path()}),
              "--motd: cannot read " + file.path() + ": it is longer than 65536 bytes");
    EXPECT_EQ(complaint({"--deny", "file:" + file.path()}),
              "deny: cannot read " + file.path() + ": it is longer than 67108864 bytes");
    EXPECT_EQ(complaint({"--config", file.path()}), file.path() + ": it is longer than 1048576 bytes");
}

TEST(Options, AComplaintCitesTheBeginningAlone) {
    const std::string noise(100000, 'x');
    const TemporaryFile list(noise);

    EXPECT_LT(complaint({"--deny", "file:" + list.path()}).size(), 400U);
    EXPECT_LT(file_complaint("log-level = \"" + noise + "\"").size(), 400U);
    EXPECT_LT(file_complaint("listen = \"" + noise + "\"").size(), 1000U);
    EXPECT_LT(file_complaint(noise + " = 1").size(), 400U);
}

TEST(Options, AnOperatorIsANameThatSomebodyCanRegister) {
    EXPECT_EQ(complaint({"--operator", "ann"}), "");
    for (const char* name : {"a b", "root", "guest7", "7up", "a/b"}) {
        const std::string why = "'" + std::string(name) + "' is no name that somebody can register";
        EXPECT_EQ(complaint({"--operator", name}), "--operator: " + why);
        EXPECT_TRUE(file_complaint("operator = \"" + std::string(name) + "\"").ends_with(why)) << name;
    }
}

TEST(Options, ARangeIsToldAsPeopleWriteNumbers) {
    EXPECT_EQ(complaint({"--max-clients", "0"}), "--max-clients: 0 is out of range, 1 to 1000000");
    EXPECT_EQ(complaint({"--flood-rate", "-0.5"}), "--flood-rate: -0.5 is out of range, 0 to 1000000");
}

TEST(Options, AStrayWordIsNoFurtherValue) {
    const std::vector<std::vector<std::string>> lines{{"--data-dir", "x", "stop", "foo"},
                                                      {"--operator", "ann", "bob"},
                                                      {"--listen", "tcp://127.0.0.1:0", "tcp://127.0.0.1:1"},
                                                      {"--deny=192.0.2.1", "192.0.2.2"},
                                                      {"--log-messages", "yes"}};
    for (const auto& line : lines) {
        const std::string why = complaint(line);
        EXPECT_TRUE(why.ends_with("; confabd --help lists the options")) << why;
        EXPECT_NE(why.find(line.back()), std::string::npos) << why;
    }
}

TEST(Options, LogLevelsAreFive) {
    for (const char* level : {"trace", "debug", "info", "warn", "error"}) {
        EXPECT_EQ(load({"--log-level", level}).log_level, level);
    }
    EXPECT_NE(complaint({"--log-level", "INFO"}).find("log-level"), std::string::npos);
    EXPECT_NE(complaint({"--log-level", "fatal"}).find("log-level"), std::string::npos);
}

TEST(Options, WhoMayComeInIsOneOfAFewWords) {
    struct {
        const char* name;
        std::vector<std::string> words;
    } const options[] = {{"guests", {"yes", "read-only", "no"}},
                         {"registration", {"open", "invite", "closed"}},
                         {"plain-passwords", {"auto", "no", "warn", "yes"}}};
    for (const auto& [name, words] : options) {
        const std::string option = std::string("--") + name;
        for (const std::string& word : words) EXPECT_EQ(complaint({option, word}), "") << name << " " << word;
        for (const char* word : {"", "No", "true", "maybe"}) {
            EXPECT_TRUE(complaint({option, word}).starts_with(option + ": '")) << name << " " << word;
        }
        EXPECT_NE(file_complaint(std::string(name) + " = false\n"), "") << name;
    }
}

TEST(Options, AnAuthCommandIsAWholePath) {
    for (const char* good : {"/usr/bin/auth", "unix:/run/auth.sock"}) {
        EXPECT_EQ(complaint({"--auth-command", good}), "");
    }
    for (const std::string& bad : {std::string(), std::string("auth"), std::string("unix:"),
                                   std::string("unix:auth.sock"), "unix:/" + std::string(200, 'x')}) {
        EXPECT_NE(complaint({"--auth-command", bad}), "") << bad;
    }
}

TEST(Options, TheModeOfASocketIsOctal) {
    EXPECT_EQ(load({}).unix_mode, "0666");
    EXPECT_EQ(load({"--unix-mode", "0660"}).unix_mode, "0660");
    EXPECT_EQ(load({"--unix-mode", "600"}).unix_mode, "600");
    for (const char* mode : {"", "6", "66", "0888", "1666", "00666", "rw", "-666", "0x66", "666 "}) {
        EXPECT_NE(complaint({"--unix-mode", mode}), "") << mode;
    }
    EXPECT_NE(file_complaint("unix-mode = 660\n"), "");  // a number would be taken for a decimal one
}

TEST(Options, MetricsAreServedNowhereUnlessAnAddressIsGiven) {
    EXPECT_EQ(load({}).metrics_url.host, "");
    EXPECT_EQ(load({"--metrics-listen", "none"}).metrics_url.host, "");
    for (const char* port : {"9142", ":9142", "127.0.0.1:9142"}) {
        EXPECT_EQ(load({"--metrics-listen", port}).metrics_url.text(), "tcp://127.0.0.1:9142") << port;
    }
    EXPECT_EQ(load({"--metrics-listen", "[::1]:0"}).metrics_url.host, "::1");
    for (const char* bad : {"", ":", "x", "localhost:9142", "tcp://127.0.0.1:9142", "/run/x", "127.0.0.1",
                            "99999", "127.0.0.1:1?proxy=10.0.0.1"}) {
        EXPECT_TRUE(complaint({"--metrics-listen", bad}).starts_with("--metrics-listen: '")) << bad;
    }
}

TEST(Options, AnAdminSocketIsNoDirectory) {
    EXPECT_NE(complaint({"--admin-socket", "/run/confab/"}), "");
    EXPECT_EQ(complaint({"--admin-socket", "/run/confab/admin.sock"}), "");
}

TEST(Options, AnEmptyPathOrNameIsNotTheDefault) {
    const std::string wrong = ": must not be empty; give it a value, or leave it out";
    for (const std::string name : {"config", "restore", "data-dir", "operator"}) {
        EXPECT_EQ(complaint({"--" + name, ""}), "--" + name + wrong);
    }
    EXPECT_TRUE(complaint({"--admin-socket", ""}).starts_with("--admin-socket: '' is neither none nor"));
    EXPECT_EQ(file_complaint("\ndata-dir = \"\""), "FILE:2: data-dir" + wrong);
    EXPECT_EQ(file_complaint("\noperator = [\"ann\", \"\"]"), "FILE:2: operator" + wrong);
    EXPECT_TRUE(file_complaint("admin-socket = \"\"").starts_with("FILE:1: admin-socket: '' is neither"));
}

TEST(Options, AnEmptyMotdIsNoneWhateverTheFileNames) {
    const TemporaryFile motd("be kind");

    EXPECT_TRUE(load_file("motd = \"" + motd.path() + "\"", {"--motd", ""}).motd_lines.empty());
}

}  // namespace
}  // namespace confab::ops
