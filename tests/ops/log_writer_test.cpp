// The log goes to a reader that may not read it.
#include "ops/log_writer.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <climits>
#include <csignal>
#include <memory>
#include <sstream>
#include <string>
#include <utility>

namespace confab::ops {
namespace {

using namespace std::chrono_literals;

constexpr auto long_enough = 10s;

std::string lost_line(std::uint64_t lines) { return std::to_string(lines) + " lost\n"; }

class LogWriterTest : public testing::Test {
  protected:
    LogWriterTest() { EXPECT_EQ(pipe2(ends_.data(), O_CLOEXEC), 0); }
    ~LogWriterTest() override {
        close_reader();
        ::close(ends_[1]);
    }

    int end() const { return ends_[1]; }
    void close_reader() {
        if (ends_[0] >= 0) ::close(std::exchange(ends_[0], -1));
    }
    // Of bytes that end a line of their own.
    void fill_pipe() const {
        fcntl(end(), F_SETFL, O_NONBLOCK);
        while (write(end(), "\n", 1) == 1) {
        }
        fcntl(end(), F_SETFL, 0);
    }
    // Reads until `text` has come.
    std::string read_until(const std::string& text) {
        std::string all;
        std::array<char, 65536> buffer;
        while (!all.ends_with(text)) {
            const ssize_t size = ::read(ends_[0], buffer.data(), buffer.size());
            if (size <= 0) break;
            all.append(buffer.data(), static_cast<std::size_t>(size));
        }
        return all;
    }

  private:
    std::array<int, 2> ends_{-1, -1};
};

TEST_F(LogWriterTest, WritesLinesInTheirOrder) {
    LogWriter writer(end(), lost_line);

    writer.add("one\n");
    writer.add("two\n");

    EXPECT_TRUE(writer.flush(long_enough));
    EXPECT_EQ(read_until("two\n"), "one\ntwo\n");
    EXPECT_EQ(writer.lost(), 0U);
}

TEST_F(LogWriterTest, NobodyWaitsForAReaderThatDoesNotRead) {
    fill_pipe();
    LogWriter writer(end(), lost_line, 10'000);
    const std::string line = std::string(99, 'x') + "\n";

    for (int i = 0; i < 5000; ++i) writer.add(line);

    // The queue takes 100 lines, twice: what waits and what is being written.
    EXPECT_GE(writer.lost(), 4800U);
    EXPECT_FALSE(writer.flush(1ms));
}

TEST_F(LogWriterTest, WhatWasLostIsCountedWhereItIsMissing) {
    fill_pipe();
    LogWriter writer(end(), lost_line, 10'000);
    for (int i = 0; i < 5000; ++i) writer.add("number " + std::to_string(i) + "\n");

    std::istringstream seen;
    int next = 0;
    while (next < 5000) {
        std::string line;
        while (!std::getline(seen, line)) seen = std::istringstream(read_until("\n"));
        if (line.ends_with(" lost")) {
            next += std::stoi(line);
        } else if (!line.empty()) {
            EXPECT_EQ(line, "number " + std::to_string(next++));
        }
    }

    EXPECT_EQ(next, 5000);
    EXPECT_GT(writer.lost(), 0U);
}

TEST_F(LogWriterTest, TheLimitMayChangeAndWhatWaitsStays) {
    fill_pipe();
    LogWriter writer(end(), lost_line, 10'000);
    const std::string line = std::string(99, 'x') + "\n";
    for (int i = 0; i < 100; ++i) writer.add(line);
    EXPECT_EQ(writer.lost(), 0U);

    writer.set_max_bytes(20'000);
    for (int i = 0; i < 100; ++i) writer.add(line);
    EXPECT_EQ(writer.lost(), 0U);

    writer.set_max_bytes(100);
    for (int i = 0; i < 3; ++i) writer.add(line);
    EXPECT_GE(writer.lost(), 2U);  // one may fit, if the writer holds what was there before
}

TEST_F(LogWriterTest, AtItsLimitNothingIsLostYet) {
    LogWriter writer(end(), lost_line, 200'000);
    const std::string line = std::string(99, 'x') + "\n";

    for (int i = 0; i < 2000; ++i) writer.add(line);

    EXPECT_EQ(writer.lost(), 0U);
}

TEST_F(LogWriterTest, ALineLongerThanTheQueueIsCountedAndTold) {
    LogWriter writer(end(), lost_line, 10);

    writer.add("longer than ten bytes\n");

    EXPECT_EQ(read_until("lost\n"), "1 lost\n");
}

TEST_F(LogWriterTest, APipeThatDoesNotBlockIsWaitedFor) {
    fcntl(end(), F_SETFL, O_NONBLOCK);
    LogWriter writer(end(), lost_line);
    const std::string line = std::string(999, 'x') + "\n";

    for (int i = 0; i < 500; ++i) writer.add(line);
    writer.add("the end\n");
    const std::string seen = read_until("the end\n");

    EXPECT_EQ(seen.size(), 500U * line.size() + 8);
    EXPECT_EQ(writer.lost(), 0U);
}

TEST_F(LogWriterTest, LinesThatNobodyCanReadAreLostAndHoldNobodyUp) {
    LogWriter writer(end(), lost_line);
    close_reader();

    std::signal(SIGPIPE, SIG_IGN);
    for (int i = 0; i < 100; ++i) writer.add("line\n");

    EXPECT_TRUE(writer.flush(long_enough));
    EXPECT_EQ(writer.lost(), 100U);
}

TEST_F(LogWriterTest, ADescriptorThatIsClosedIsTheSame) {
    const int closed = dup(end());
    ::close(closed);
    LogWriter writer(closed, lost_line);

    writer.add("line\n");

    EXPECT_TRUE(writer.flush(long_enough));
    EXPECT_EQ(writer.lost(), 1U);
}

TEST(LogWriterToAFile, WhatAFullDiskDidNotTakeIsToldWhenItTakesMore) {
    const int full = open("/dev/full", O_WRONLY | O_CLOEXEC);
    std::array<int, 2> ends{};
    ASSERT_EQ(pipe2(ends.data(), O_CLOEXEC), 0);
    LogWriter writer(full, lost_line);
    writer.add("one\n");
    writer.add("two\n");
    ASSERT_TRUE(writer.flush(long_enough));

    ASSERT_EQ(dup2(ends[1], full), full);  // as if there were room again
    writer.add("three\n");

    ASSERT_TRUE(writer.flush(long_enough));
    std::array<char, 100> buffer{};
    const ssize_t size = read(ends[0], buffer.data(), buffer.size());
    EXPECT_EQ(std::string(buffer.data(), static_cast<std::size_t>(size)), "2 lost\nthree\n");
    for (const int fd : {full, ends[0], ends[1]}) close(fd);
}

TEST_F(LogWriterTest, ItCanBeEndedWhileItIsStuck) {
    auto writer = std::make_unique<LogWriter>(end(), lost_line);
    for (int i = 0; i < 1000; ++i) writer->add(std::string(999, 'x') + "\n");

    writer.reset();
}

// Longer than a piece that a pipe takes at once.
TEST_F(LogWriterTest, ALongRecordIsWholeWhereThereIsNoJournal) {
    if (::access("/run/systemd/journal/socket", F_OK) == 0) GTEST_SKIP() << "there is a journal";
    LogWriter writer(end(), lost_line);
    const std::string text(3 * PIPE_BUF, 'x');

    writer.add("\x01MESSAGE=" + text + "\x01PRIORITY=4\x01\n");
    writer.add("the next\n");

    EXPECT_EQ(read_until("the next\n"), "<4>" + text + "\nthe next\n");
}

}  // namespace
}  // namespace confab::ops
