// Options: their defaults, their ranges, and the command line against the file.
#include "confab/ops/options.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "ops/support/files.hpp"

namespace confab::ops {
namespace {

struct Range {
    const char* name;
    const char* least;
    const char* below;
    const char* most;
    const char* above;
};

class NumberOption : public testing::TestWithParam<Range> {};

INSTANTIATE_TEST_SUITE_P(All, NumberOption,
                         testing::Values(Range{"threads", "0", "-1", "256", "257"},
                                         Range{"max-clients", "1", "0", "1000000", "1000001"},
                                         Range{"max-line", "1", "0", "1048576", "1048577"},
                                         Range{"max-queue", "1024", "1023", "1073741824", "1073741825"},
                                         Range{"max-queued", "1048576", "1048575", "1099511627776",
                                               "1099511627777"},
                                         Range{"eof-grace", "1", "0", "86400", "86401"},
                                         Range{"flood-rate", "0", "-0.5", "1000000", "1000001"},
                                         Range{"flood-burst", "1", "0", "1000000", "1000001"},
                                         Range{"announce-after", "0", "-1", "86400", "86401"},
                                         Range{"history", "0", "-1", "100000", "100001"},
                                         Range{"history-bytes", "0", "-1", "1073741824", "1073741825"},
                                         Range{"max-connections", "1", "0", "10000", "10001"},
                                         Range{"login-timeout", "1", "0", "3600", "3601"},
                                         Range{"max-invite-codes", "0", "-1", "1000", "1001"},
                                         Range{"max-certificates", "0", "-1", "100", "101"},
                                         Range{"max-joined", "1", "0", "10000", "10001"},
                                         Range{"log-rate", "0", "-1", "1000000", "1000001"},
                                         Range{"log-queue", "65536", "65535", "1073741824", "1073741825"}),
                         [](const auto& range) {
                             std::string name = range.param.name;
                             std::replace(name.begin(), name.end(), '-', '_');
                             return name;
                         });

TEST_P(NumberOption, TakesBothEndsOfItsRangeFromTheCommandLineAndTheFile) {
    const Range& range = GetParam();
    for (const char* value : {range.least, range.most}) {
        EXPECT_EQ(complaint({std::string("--") + range.name, value}), "");
        EXPECT_EQ(complaint({std::string("--") + range.name + "=" + value}), "");
        EXPECT_EQ(file_complaint(std::string(range.name) + " = " + value), "");
    }
}

TEST_P(NumberOption, RefusesWhatIsOutsideAndNamesTheOption) {
    const Range& range = GetParam();
    const std::string name = range.name;
    for (const char* value : {range.below, range.above}) {
        EXPECT_TRUE(complaint({"--" + name + "=" + value}).starts_with("--" + name + ": ")) << value;
        EXPECT_TRUE(file_complaint("\n" + name + " = " + value).starts_with("FILE:2: " + name + ": "))
            << value;
    }
}

TEST_P(NumberOption, RefusesWhatIsNoNumberAndNamesTheOption) {
    const std::string name = GetParam().name;
    for (const char* value : {"x", "", "5x", "0x10", " 5", "1e999", "nan", "inf", "99999999999999999999"}) {
        EXPECT_NE(complaint({"--" + name + "=" + value}).find(name), std::string::npos) << value;
    }
    for (const char* value : {"\"5\"", "true", "[5]", "{}", "nan", "inf"}) {
        const std::string text = file_complaint("# first\n" + name + " = " + value);
        EXPECT_TRUE(text.starts_with("FILE:2: " + name + ": ")) << value << " -> " << text;
    }
}

TEST(Options, HaveTheDefaultsOfTheContract) {
    const Options options = load({});

    ASSERT_EQ(options.listen_urls.size(), 2U);
    EXPECT_EQ(options.listen_urls[0].text(), "tcp://127.0.0.1:4242");
    EXPECT_EQ(options.listen_urls[1].text(), "tcp://[::1]:4242");
    EXPECT_TRUE(options.listen.empty());
    EXPECT_EQ(options.data_dir, "");
    EXPECT_EQ(options.threads, 1);
    EXPECT_EQ(options.max_clients, 10000);
    EXPECT_EQ(options.max_line, 4096);
    EXPECT_EQ(options.max_queue, 1048576);
    EXPECT_EQ(options.max_queued, 268435456);
    EXPECT_EQ(options.eof_grace, 600);
    EXPECT_EQ(options.flood_rate, 5);
    EXPECT_EQ(options.flood_burst, 20);
    EXPECT_EQ(options.announce_after, 2);
    EXPECT_EQ(options.history, 20);
    EXPECT_EQ(options.history_bytes, 262144);
    EXPECT_EQ(options.history_keep, "90d");
    EXPECT_EQ(options.history_keep_lines, 100000);
    EXPECT_EQ(options.max_connections, 10);
    EXPECT_EQ(options.guests, "yes");
    EXPECT_EQ(options.login_timeout, 60);
    EXPECT_EQ(options.registration, "open");
    EXPECT_EQ(options.max_invite_codes, 5);
    EXPECT_EQ(options.plain_passwords, "auto");
    EXPECT_EQ(options.auth_command, "");
    EXPECT_EQ(options.max_joined, 50);
    EXPECT_EQ(options.max_seats, 10000);
    EXPECT_EQ(options.max_rooms, 10000);
    EXPECT_EQ(options.max_rooms_per_source, 100);
    EXPECT_EQ(options.max_owned_rooms, 20);
    EXPECT_TRUE(options.exempt.empty());
    EXPECT_EQ(options.max_topic, 390);
    EXPECT_EQ(options.edit_time, 300);
    EXPECT_EQ(options.away_messages, 100);
    EXPECT_EQ(options.away_messages_per_sender, 20);
    EXPECT_EQ(options.away_messages_days, 30);
    EXPECT_EQ(options.max_accounts, 100000);
    EXPECT_EQ(options.max_sanctions, 10000);
    EXPECT_EQ(options.max_unwritten, 67108864);
    EXPECT_EQ(options.motd, "");
    EXPECT_EQ(options.log_level, "info");
    EXPECT_FALSE(options.log_messages);
    EXPECT_EQ(options.log_rate, 20);
    EXPECT_EQ(options.log_queue, 1048576);
    EXPECT_FALSE(options.check_config);
}

TEST(Options, AllMayBeOnTheCommandLine) {
    const Options options = load({"--check-config",
                                  "--listen",
                                  "tcp://127.0.0.1:1",
                                  "--listen=unix:///run/x",
                                  "--data-dir",
                                  "/d",
                                  "--threads",
                                  "4",
                                  "--max-clients",
                                  "5",
                                  "--max-line",
                                  "6",
                                  "--max-queue",
                                  "7000",
                                  "--flood-rate",
                                  "0.5",
                                  "--flood-burst",
                                  "8",
                                  "--announce-after",
                                  "1.5",
                                  "--history",
                                  "9",
                                  "--history-bytes",
                                  "10",
                                  "--max-joined",
                                  "11",
                                  "--log-level",
                                  "debug",
                                  "--log-messages",
                                  "--log-rate",
                                  "12"});

    EXPECT_TRUE(options.check_config);
    EXPECT_EQ(options.listen, (std::vector<std::string>{"tcp://127.0.0.1:1", "unix:///run/x"}));
    EXPECT_EQ(options.data_dir, "/d");
    EXPECT_EQ(options.threads, 4);
    EXPECT_EQ(options.max_clients, 5);
    EXPECT_EQ(options.max_line, 6);
    EXPECT_EQ(options.max_queue, 7000);
    EXPECT_EQ(options.flood_rate, 0.5);
    EXPECT_EQ(options.flood_burst, 8);
    EXPECT_EQ(options.announce_after, 1.5);
    EXPECT_EQ(options.history, 9);
    EXPECT_EQ(options.history_bytes, 10);
    EXPECT_EQ(options.max_joined, 11);
    EXPECT_EQ(options.log_level, "debug");
    EXPECT_TRUE(options.log_messages);
    EXPECT_EQ(options.log_rate, 12);
}

TEST(Options, AllMayBeInTheFileByTheSameNames) {
    const Options options = load_file(
        "listen = [\"tcp://127.0.0.1:1\", \"127.0.0.1:2\"]\ndata-dir = \"/d\"\nthreads = 4\nmax-clients = 5\n"
        "max-line = 6\nmax-queue = 7_000\nflood-rate = 1\nflood-burst = 8\nannounce-after = 1.5\nhistory = "
        "9\n"
        "history-bytes = 10\nmax-joined = 11\nlog-level = \"debug\"\nlog-messages = true\nlog-rate = 12\n");

    EXPECT_EQ(options.listen_urls.size(), 2U);
    EXPECT_EQ(options.data_dir, "/d");
    EXPECT_EQ(options.threads, 4);
    EXPECT_EQ(options.max_queue, 7000);
    EXPECT_EQ(options.flood_rate, 1);
    EXPECT_EQ(options.announce_after, 1.5);
    EXPECT_EQ(options.max_joined, 11);
    EXPECT_EQ(options.log_level, "debug");
    EXPECT_TRUE(options.log_messages);
}

TEST(Options, OneListenerNeedsNoList) {
    EXPECT_EQ(load_file("listen = \"127.0.0.1:2\"").listen, (std::vector<std::string>{"127.0.0.1:2"}));
}

TEST(Options, TheCommandLineWinsOverTheFile) {
    const Options options = load_file(
        "threads = 4\nlisten = [\"127.0.0.1:1\", \"127.0.0.1:2\"]\nlog-messages = true\nhistory = 3",
        {"--threads", "2", "--listen", "127.0.0.1:3", "--log-messages=false"});

    EXPECT_EQ(options.threads, 2);
    EXPECT_EQ(options.listen, (std::vector<std::string>{"127.0.0.1:3"}));
    EXPECT_FALSE(options.log_messages);
    EXPECT_EQ(options.history, 3);
}

TEST(Options, AnUnknownKeyIsNamedWithItsLine) {
    const std::string text = file_complaint("threads = 4\n\nmax-lines = 5\n");

    EXPECT_TRUE(text.starts_with("FILE:3: unknown key 'max-lines'")) << text;
}

TEST(Options, TablesAndOptionsThatAreNotForTheFileAreUnknownKeys) {
    for (const char* toml : {"[chat]\nhistory = 5", "config = \"x\"", "check-config = true",
                             "dump-config = true", "max_line = 5", "chat.history = 5"}) {
        EXPECT_TRUE(file_complaint(toml).starts_with("FILE:1: unknown key '")) << toml;
    }
}

TEST(Options, AWrongTypeIsNamedWithItsLine) {
    EXPECT_TRUE(file_complaint("threads = 1.5").starts_with("FILE:1: threads: must be a whole number"));
    EXPECT_TRUE(
        file_complaint("log-messages = 1").starts_with("FILE:1: log-messages: must be true or false"));
    EXPECT_TRUE(file_complaint("log-level = 1").starts_with("FILE:1: log-level: must be a text"));
    EXPECT_TRUE(file_complaint("listen = 1").starts_with("FILE:1: listen: must be a text or a list"));
    EXPECT_TRUE(file_complaint("listen = [1]").starts_with("FILE:1: listen: must be a text or a list"));
}

TEST(Options, BadTomlIsNamedWithItsLine) {
    EXPECT_TRUE(file_complaint("threads = 1\nthreads = 2").starts_with("FILE:2: "));
    EXPECT_TRUE(file_complaint("threads = 1\nhistory\n").starts_with("FILE:2: "));
    EXPECT_EQ(file_complaint("threads = ").find('\n'), std::string::npos) << "one line says it all";
}

TEST(Options, ABadTextValueInTheFileNamesKeyAndLine) {
    EXPECT_TRUE(file_complaint("\nlog-level = \"loud\"").starts_with("FILE:2: log-level: "))
        << file_complaint("\nlog-level = \"loud\"");
    EXPECT_TRUE(file_complaint("\nlisten = \"nowhere\"").starts_with("FILE:2: listen: "))
        << file_complaint("\nlisten = \"nowhere\"");
    EXPECT_TRUE(file_complaint("\nmotd = \"/nowhere\"").starts_with("FILE:2: motd: "))
        << file_complaint("\nmotd = \"/nowhere\"");
}

TEST(Options, AFileThatIsNotThereIsNamed) {
    EXPECT_NE(complaint({"--config", "/nowhere/x.toml"}).find("/nowhere/x.toml"), std::string::npos);
    EXPECT_EQ(complaint({"--config", "/nowhere/x.toml"}).find('\n'), std::string::npos);
}

TEST(Options, AnEmptyFileIsFine) { EXPECT_EQ(file_complaint(""), ""); }

TEST(Options, AnUnknownOptionOrArgumentIsNamed) {
    EXPECT_NE(complaint({"--max-lines", "5"}).find("--max-lines"), std::string::npos);
    EXPECT_NE(complaint({"stray"}).find("stray"), std::string::npos);
    EXPECT_NE(complaint({"--threads"}).find("--threads"), std::string::npos);
}

TEST(Options, HelpNamesEveryOptionAndVersionIsOneLine) {
    try {
        load({"--help"});
        FAIL();
    } catch (const Information& information) {
        for (const char* name :
             {"config",         "check-config", "listen",        "data-dir",   "threads",
              "max-clients",    "max-line",     "max-queue",     "flood-rate", "flood-burst",
              "announce-after", "history",      "history-bytes", "max-joined", "motd",
              "log-level",      "log-messages", "log-rate",      "version",    "help"}) {
            EXPECT_NE(information.text.find(std::string("--") + name), std::string::npos) << name;
        }
    }
    try {
        load({"--version"});
        FAIL();
    } catch (const Information& information) {
        EXPECT_TRUE(information.text.starts_with("confabd "));
        EXPECT_EQ(information.text.find('\n'), information.text.size() - 1);
    }
}

}  // namespace
}  // namespace confab::ops
