// What a room remembers.
#include "confab/core/rooms/message_ring.hpp"

#include <gtest/gtest.h>

#include <string>

namespace confab {
namespace {

Event said(std::uint64_t id, std::string_view text) { return {.id = id, .from = "ann", .text = text}; }

std::string ids(const MessageRing& history) {
    std::string all;
    for (std::size_t i = 0; i < history.size(); ++i) all += std::to_string(history.at(i).id) + " ";
    return all;
}

std::size_t true_bytes(const MessageRing& history) {
    std::size_t bytes = 0;
    for (std::size_t i = 0; i < history.size(); ++i) {
        bytes += history.at(i).from.size() + history.at(i).text.size();
    }
    return bytes;
}

TEST(MessageRing, KeepsWhatWasSaidWithAllThatBelongsToIt) {
    MessageRing history;

    history.add({.type = EventType::emote,
                 .time = WallTime{Milliseconds{7}},
                 .id = 3,
                 .from = "ann",
                 .text = "waves"},
                10, 1000);

    ASSERT_EQ(history.size(), 1U);
    EXPECT_EQ(history.at(0).type, EventType::emote);
    EXPECT_EQ(history.at(0).time, WallTime{Milliseconds{7}});
    EXPECT_EQ(history.at(0).id, 3U);
    EXPECT_EQ(history.at(0).from, "ann");
    EXPECT_EQ(history.at(0).text, "waves");
}

TEST(MessageRing, DropsTheOldestBeyondItsLines) {
    MessageRing history;

    for (std::uint64_t id = 1; id <= 5; ++id) history.add(said(id, "x"), 3, 1000);

    EXPECT_EQ(ids(history), "3 4 5 ");
}

TEST(MessageRing, KeepsExactlyItsBytes) {
    MessageRing history;  // each line has 3 bytes of name and 7 of text

    for (std::uint64_t id = 1; id <= 3; ++id) history.add(said(id, "1234567"), 100, 30);
    EXPECT_EQ(ids(history), "1 2 3 ");
    EXPECT_EQ(history.bytes(), 30U);

    history.add(said(4, "1"), 100, 30);
    EXPECT_EQ(ids(history), "2 3 4 ");
}

TEST(MessageRing, ALineThatCannotBeKeptLeavesNoGap) {
    MessageRing history;
    history.add(said(1, "x"), 10, 20);

    history.add(said(2, std::string(18, 'x')), 10, 20);

    EXPECT_EQ(history.size(), 0U);
    EXPECT_EQ(history.bytes(), 0U);
}

TEST(MessageRing, KeepsNothingWithoutLinesOrBytes) {
    MessageRing history;
    history.add(said(1, "x"), 10, 1000);

    history.add(said(2, "x"), 0, 1000);
    EXPECT_EQ(history.size(), 0U);

    history.add(said(3, "x"), 10, 0);
    EXPECT_EQ(history.size(), 0U);
}

TEST(MessageRing, FewerLinesThanBeforeShrinkIt) {
    MessageRing history;
    for (std::uint64_t id = 1; id <= 10; ++id) history.add(said(id, "x"), 10, 1000);

    history.add(said(11, "x"), 4, 1000);

    EXPECT_EQ(ids(history), "8 9 10 11 ");
}

TEST(MessageRing, MoreLinesThanBeforeLetItGrowInOrder) {
    MessageRing history;
    for (std::uint64_t id = 1; id <= 5; ++id) history.add(said(id, "x"), 3, 1000);

    for (std::uint64_t id = 6; id <= 9; ++id) history.add(said(id, "x"), 6, 1000);

    EXPECT_EQ(ids(history), "4 5 6 7 8 9 ");
}

TEST(MessageRing, ASlotIsUsedAgainWithoutItsOldText) {
    MessageRing history;
    history.add(said(1, std::string(200, 'x')), 1, 1000);

    history.add(said(2, "y"), 1, 1000);

    EXPECT_EQ(history.at(0).text, "y");
    EXPECT_EQ(history.bytes(), 4U);
}

TEST(MessageRing, ALongLineGivesItsMemoryBack) {
    MessageRing history;
    history.add(said(1, std::string(4000, 'x')), 1, 10000);

    history.add(said(2, "y"), 1, 10000);

    EXPECT_LE(history.at(0).text.capacity(), 256U);
}

TEST(MessageRing, StaysWithinItsLimitsWhateverTheyAre) {
    MessageRing history;
    std::uint64_t id = 0;
    for (const std::size_t lines : {5U, 2U, 9U, 1U, 30U, 0U, 7U}) {
        for (const std::size_t bytes : {40U, 400U, 3U, 90U}) {
            for (std::size_t length = 0; length < 40; length += 3) {
                history.add(said(++id, std::string(length, 'x')), lines, bytes);

                ASSERT_LE(history.size(), lines);
                ASSERT_LE(history.bytes(), bytes);
                ASSERT_EQ(history.bytes(), true_bytes(history));
                for (std::size_t i = 0; i < history.size(); ++i) {
                    ASSERT_EQ(history.at(i).id, id - history.size() + 1 + i);
                }
            }
        }
    }
}

TEST(MessageRing, FindsReplacesAndRemovesById) {
    MessageRing history;
    for (std::uint64_t id = 1; id <= 7; ++id) history.add(said(id, "line"), 5, 1000);  // wraps round

    EXPECT_EQ(history.find(2), nullptr);
    EXPECT_EQ(history.find(8), nullptr);
    history.replace(4, "longer line", 1000);
    history.remove(5);
    history.remove(5);

    EXPECT_EQ(history.find(4)->text, "longer line");
    EXPECT_EQ(history.find(5), nullptr);
    EXPECT_EQ(history.size(), 4U);
    EXPECT_EQ(history.bytes(), true_bytes(history));
    history.add(said(8, "line"), 5, 1000);
    history.add(said(9, "line"), 5, 1000);
    EXPECT_EQ(history.find(9)->id, 9U);
    EXPECT_EQ(history.find(3), nullptr);
    EXPECT_EQ(history.bytes(), true_bytes(history));
}

}  // namespace
}  // namespace confab
