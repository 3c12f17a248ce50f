// Shared bytes: chunks and the tape.
#include "confab/wire/chunk.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace confab::wire {
namespace {

std::string_view text(const ChunkRef& chunk) { return {chunk->data(), chunk->size()}; }

TEST(Chunk, HoldsWhatWasAppended) {
    const ChunkRef chunk = Chunk::make(8);

    chunk->append("abc");
    chunk->append("defgh");

    EXPECT_EQ(text(chunk), "abcdefgh");
    EXPECT_EQ(chunk->room(), 0U);
    EXPECT_EQ(chunk->capacity(), 8U);
}

TEST(Chunk, DoesNotMoveWhenAppendedTo) {
    const ChunkRef chunk = Chunk::make(100);
    chunk->append("abc");
    const char* before = chunk->data();

    chunk->append("def");

    EXPECT_EQ(chunk->data(), before);
}

TEST(Chunk, IsFreedWithItsLastReference) {
    ASSERT_EQ(Chunk::live_bytes(), 0U);
    ChunkRef first = Chunk::make(100);
    ChunkRef second = first;
    EXPECT_TRUE(first->shared());

    first = {};
    EXPECT_FALSE(second->shared());
    EXPECT_GE(Chunk::live_bytes(), 100U);
    ChunkRef third = std::move(second);
    EXPECT_GE(Chunk::live_bytes(), 100U);
    third = {};

    EXPECT_EQ(Chunk::live_bytes(), 0U);
}

TEST(Chunk, MayBeAssignedToItself) {
    ChunkRef chunk = Chunk::make(10);
    const ChunkRef& same = chunk;

    chunk = same;

    EXPECT_TRUE(chunk);
    EXPECT_FALSE(chunk->shared());
}

TEST(Tape, IsOneRunOfAllThatWasAppended) {
    Tape tape;
    std::string expected;
    EXPECT_TRUE(tape.empty());

    for (int i = 0; i < 5000; ++i) {
        const std::string line = "line " + std::to_string(i) + "\n";
        tape.append(line);
        expected += line;
    }

    EXPECT_EQ(tape.size(), expected.size());
    EXPECT_EQ(std::string_view(tape.data(), tape.size()), expected);
}

TEST(Tape, WhoHoldsAChunkKeepsItsBytesWhenTheTapeGoesOn) {
    Tape tape;
    tape.append("first");
    const ChunkRef held = tape.chunk();

    for (int i = 0; i < 1000; ++i) tape.append("0123456789");
    tape.reset();
    tape.append("other");

    EXPECT_EQ(text(held).substr(0, 5), "first");
    EXPECT_EQ(std::string_view(tape.data(), tape.size()), "other");
}

TEST(Tape, AResetThatNobodyHoldsKeepsTheMemory) {
    Tape tape;
    tape.append("first");
    const char* before = tape.data();

    tape.reset();
    EXPECT_TRUE(tape.empty());
    tape.append("other");

    EXPECT_EQ(tape.data(), before);
}

TEST(Tape, AResetWhileSomeoneHoldsItGoesOnElsewhere) {
    Tape tape;
    tape.append("first");
    const ChunkRef held = tape.chunk();

    tape.reset();
    tape.append("other");

    EXPECT_EQ(text(held), "first");
    EXPECT_NE(tape.data(), held->data());
}

TEST(Tape, ALargeRunIsNotKept) {
    Tape tape;
    tape.append(std::string(1000000, 'x'));

    tape.reset();

    EXPECT_EQ(Chunk::live_bytes(), 0U);
}

TEST(Scraps, FillsItsChunksToTheLastByte) {
    Scraps scraps;
    const std::string line(1000, 'x');
    const std::size_t before = Chunk::live_bytes();
    std::vector<ChunkRef> kept;
    std::size_t bytes = 0;

    for (int i = 0; i < 200; ++i) {
        std::string_view rest = line;
        while (!rest.empty()) {
            scraps.append(rest);
            kept.push_back(scraps.chunk());
        }
        bytes += line.size();
    }

    EXPECT_LT(Chunk::live_bytes() - before, bytes + Scraps::capacity + 1024);
}

TEST(Scraps, UsesItsMemoryAgainUnlessSomebodyWaitsForIt) {
    Scraps scraps;
    std::string_view rest = "abc";
    scraps.append(rest);
    const Chunk* first = scraps.chunk().operator->();
    scraps.reset();
    rest = "def";
    EXPECT_EQ(scraps.append(rest), 0U);
    EXPECT_EQ(scraps.chunk().operator->(), first);

    const ChunkRef kept = scraps.chunk();
    scraps.reset();
    rest = "ghi";
    scraps.append(rest);

    EXPECT_EQ(text(kept).substr(0, 3), "def");
}

}  // namespace
}  // namespace confab::wire
