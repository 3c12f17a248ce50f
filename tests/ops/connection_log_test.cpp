// The log of connections, bounded in rate.
#include "confab/ops/connection_log.hpp"

#include <gtest/gtest.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <memory>
#include <sstream>
#include <string>

namespace confab::ops {
namespace {

using namespace std::chrono_literals;

class ConnectionLogTest : public testing::Test {
  protected:
    void SetUp() override {
        before = spdlog::default_logger();
        auto logger =
            std::make_shared<spdlog::logger>("test", std::make_shared<spdlog::sinks::ostream_sink_st>(out));
        logger->set_pattern("%l %v");
        spdlog::set_default_logger(logger);
    }
    void TearDown() override { spdlog::set_default_logger(before); }
    std::size_t lines() const {
        const std::string text = out.str();
        return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
    }

    ConnectionLog::Clock::time_point start = ConnectionLog::Clock::now();
    std::ostringstream out;
    std::shared_ptr<spdlog::logger> before;
};

TEST_F(ConnectionLogTest, OneLineSaysWhoCameFromWhere) {
    ConnectionLog(0).connected(7, "ann", "127.0.0.1:5000");

    EXPECT_EQ(lines(), 1U);
    EXPECT_NE(out.str().find("client 7 (ann) connected from 127.0.0.1:5000"), std::string::npos);
}

TEST_F(ConnectionLogTest, OneLineSaysWhoWentAndWhy) {
    ConnectionLog(0).disconnected(7, "ann", "end of input", 1.5, 2, 30, 4, 50);

    EXPECT_EQ(lines(), 1U);
    for (const char* part :
         {"client 7 (ann)", "end of input", "1.5 s", "2 lines", "30 bytes", "4 lines", "50 bytes"}) {
        EXPECT_NE(out.str().find(part), std::string::npos) << part;
    }
}

TEST_F(ConnectionLogTest, ARefusalIsAWarning) {
    ConnectionLog(0).refused("127.0.0.1", "127.0.0.1:5000", "the server is full");

    EXPECT_TRUE(out.str().starts_with("warning refused 127.0.0.1:5000: the server is full"));
}

TEST_F(ConnectionLogTest, OneLineSaysWhoLoggedInFromWhere) {
    ConnectionLog(0).login(7, "guest1", "192.0.2.7", "192.0.2.7", "gave a wrong password for", "ann");

    EXPECT_EQ(out.str(), "info client 7 (guest1) from 192.0.2.7 gave a wrong password for ann\n");
}

TEST_F(ConnectionLogTest, WhoHasNoNameYetIsADash) {
    ConnectionLog(0).connected(7, "", "192.0.2.7:1");
    ConnectionLog(0).login(7, "", "192.0.2.7", "192.0.2.7", "logged in as", "ann");
    ConnectionLog(0).disconnected(7, "", "quit", 0, 0, 0, 0, 0);

    EXPECT_EQ(out.str(),
              "info client 7 (-) connected from 192.0.2.7:1\n"
              "info client 7 (-) from 192.0.2.7 logged in as ann\n"
              "info client 7 (-) disconnected: quit; 0.0 s, 0 lines 0 bytes in, 0 lines 0 bytes out\n");
}

TEST_F(ConnectionLogTest, AStormIsBounded) {
    ConnectionLog log(10);

    std::size_t admitted = 0;
    for (int i = 0; i < 10000; ++i) admitted += log.admits(std::to_string(i % 5000), start) ? 1U : 0U;

    EXPECT_EQ(admitted, 20U) << "twice the rate at once";
    EXPECT_TRUE(log.admits("another", start + 1s));
}

TEST_F(ConnectionLogTest, OneSourceLeavesSomethingToTheOthers) {
    ConnectionLog log(20);
    std::size_t flood = 0;
    std::size_t others = 0;
    for (int ms = 0; ms < 10'000; ++ms) {
        flood += log.admits("flood", start + ms * 1ms) ? 1U : 0U;
        if (ms % 200 == 100) others += log.admits("home", start + ms * 1ms) ? 1U : 0U;
    }

    EXPECT_LE(flood, 20U + 10 * 5 + 1);
    EXPECT_GE(flood, 60U);
    EXPECT_EQ(others, 50U);
}

TEST_F(ConnectionLogTest, WhatWasLeftOutIsCountedForEachSource) {
    ConnectionLog log(10);
    for (int i = 0; i < 1000; ++i) log.admits("flood", start);
    for (int i = 0; i < 100; ++i) log.admits("drip", start);

    log.tell_left_out(start + 10s);

    EXPECT_NE(out.str().find("990 lines about connections from flood were left out (log-rate is 10)"),
              std::string::npos)
        << out.str();
    EXPECT_NE(out.str().find("90 lines about connections from drip were left out"), std::string::npos)
        << out.str();
    log.tell_left_out(start + 30s);
    EXPECT_EQ(lines(), 2U) << "once";
}

TEST_F(ConnectionLogTest, WhatWasLeftOutIsToldEveryTenSecondsOnly) {
    ConnectionLog log(10);
    for (int second = 0; second < 60; ++second) {
        for (int i = 0; i < 1000; ++i) log.admits("flood", start + second * 1s);
        log.tell_left_out(start + second * 1s);
    }

    EXPECT_LE(lines(), 7U);
    EXPECT_GE(lines(), 5U);
}

TEST_F(ConnectionLogTest, ManySourcesAreSummedUp) {
    ConnectionLog log(1);
    for (int i = 0; i < 100'000; ++i) log.admits("s" + std::to_string(i), start);

    log.tell_left_out(start + 10s);

    EXPECT_LE(lines(), 17U);
    EXPECT_NE(out.str().find("more lines about connections were left out"), std::string::npos) << out.str();
}

TEST_F(ConnectionLogTest, EndsAreBoundedToo) {
    ConnectionLog log(10);

    for (int i = 0; i < 10000; ++i) log.disconnected(1, "ann", "end of input", 1, 1, 1, 1, 1);

    EXPECT_GE(lines(), 20U);
    EXPECT_LE(lines(), 60U);
}

TEST_F(ConnectionLogTest, ZeroIsNoLimit) {
    ConnectionLog log(0);

    for (int i = 0; i < 5000; ++i) EXPECT_TRUE(log.admits("x", start));
}

}  // namespace
}  // namespace confab::ops
