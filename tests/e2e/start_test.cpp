// What confabd says and does as it starts, and with which status it ends if it cannot.
#include <gtest/gtest.h>

#include <string>

#include "e2e/support/confabd.hpp"
#include "e2e/support/database.hpp"
#include "e2e/support/text.hpp"

namespace confab::e2e {
namespace {

TEST(Start, OneLineNamesVersionConfigurationDataAndLimits) {
    const TemporaryDirectory directory;
    const std::string config = directory.write("confabd.toml", "max-clients = 123\nmax-line = 2345\n");
    Confabd daemon({"--config", config, "--data-dir", directory.path("data"), "--max-queue", "345678"});

    const std::string line = daemon.log().wait_for("configuration ");

    for (const std::string& part :
         {config, directory.path("data"), std::string("123 clients"), std::string("2345 bytes"),
          std::string("345678 bytes"), std::string("1 I/O thread"), std::to_string(daemon.process().pid())}) {
        EXPECT_TRUE(contains(line, part)) << "no " << part << " in " << line;
    }
    EXPECT_TRUE(has_match(line, "confabd [0-9]+\\.[0-9]+\\.[0-9]+ ")) << line;
    EXPECT_EQ(count_containing(daemon.log().lines(), "configuration "), 1U);
}

TEST(Start, DataThatItCannotUseIsAStatusOfItsOwn) {
    for (const std::string name : {"state.db", "history.db"}) {
        SCOPED_TRACE(name);
        const TemporaryDirectory directory;
        const auto start = [&] {
            return run_confabd({"--listen", "unix://" + directory.path("s"), "--data-dir", directory.path(),
                                "--log-level", "error"});
        };
        directory.write(name, times(10'000, "x"));

        const Outcome damaged = start();
        directory.write(name, "");
        read_database(directory.path(name), "PRAGMA user_version=77");
        const Outcome newer = start();

        for (const Outcome& outcome : {damaged, newer}) {
            EXPECT_EQ(outcome.status, 3);
            EXPECT_EQ(split_lines(outcome.err).size(), 1U) << outcome.err;
            EXPECT_TRUE(contains(outcome.err, name)) << outcome.err;
            EXPECT_TRUE(contains(outcome.err, "backup")) << outcome.err;
        }
    }
}

TEST(Start, WhatMayPassIsNoFaultOfTheData) {
    const TemporaryDirectory directory;
    Confabd daemon({"--data-dir", directory.path()});

    const Outcome second = run_confabd({"--listen", "unix://" + directory.path("s"), "--data-dir",
                                        directory.path(), "--log-level", "error"});

    EXPECT_EQ(second.status, 1) << second.err;
}

}  // namespace
}  // namespace confab::e2e
