// The log of who came and went, bounded in rate.
#include "confab/ops/connection_log.hpp"

#include <gtest/gtest.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <memory>
#include <sstream>

namespace confab::ops {
namespace {

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
    ConnectionLog(0).refused("127.0.0.1:5000", "the server is full");

    EXPECT_TRUE(out.str().starts_with("warning refused 127.0.0.1:5000: the server is full"));
}

TEST_F(ConnectionLogTest, AStormIsBounded) {
    ConnectionLog log(10);

    for (int i = 0; i < 10000; ++i) log.connected(1, "ann", "x");

    EXPECT_GE(lines(), 20U);
    EXPECT_LE(lines(), 60U) << "twice the rate at once, and some time has passed";
}

TEST_F(ConnectionLogTest, WhatWasLeftOutIsCounted) {
    ConnectionLog log(10);
    for (int i = 0; i < 10000; ++i) log.connected(1, "ann", "x");
    const std::size_t before_more = lines();

    log.set_rate(1e9);
    for (int i = 0; i < 100000 && lines() == before_more; ++i) log.connected(2, "bob", "x");

    EXPECT_NE(out.str().find("lines about connections were left out"), std::string::npos);
}

TEST_F(ConnectionLogTest, ZeroIsNoLimit) {
    ConnectionLog log(0);

    for (int i = 0; i < 5000; ++i) log.connected(1, "ann", "x");

    EXPECT_EQ(lines(), 5000U);
}

}  // namespace
}  // namespace confab::ops
