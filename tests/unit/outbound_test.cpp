// What waits for one client: its limit, its order, and what it holds.
#include "confab/wire/outbound.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstring>
#include <random>
#include <string>

namespace confab::wire {
namespace {

using Push = Outbound::Push;

ChunkRef chunk_of(std::string_view bytes, std::size_t capacity = 0) {
    ChunkRef chunk = Chunk::make(std::max(capacity, bytes.size()));
    chunk->append(bytes);
    return chunk;
}

std::string waiting(const Outbound& outbound) {
    static std::vector<std::string_view> pieces(10000);
    const std::size_t count = outbound.peek(pieces);
    std::string all;
    for (std::size_t i = 0; i < count; ++i) all += pieces[i];
    return all;
}

TEST(Outbound, KeepsTheOrder) {
    Outbound outbound;

    outbound.push(chunk_of("one "), 0, 4, 100);
    outbound.push(chunk_of("xxtwoxx"), 2, 3, 100);

    EXPECT_EQ(waiting(outbound), "one two");
    EXPECT_EQ(outbound.bytes(), 7U);
    EXPECT_FALSE(outbound.empty());
}

TEST(Outbound, ExactlyTheLimitIsQueued) {
    Outbound outbound;

    EXPECT_EQ(outbound.push(chunk_of("1234"), 0, 4, 8), Push::queued);
    EXPECT_EQ(outbound.push(chunk_of("5678"), 0, 4, 8), Push::queued);
    EXPECT_EQ(outbound.push(chunk_of("9"), 0, 1, 8), Push::overflow);

    EXPECT_EQ(waiting(outbound), "12345678");
}

TEST(Outbound, WhatOverflowsIsNotTakenInPart) {
    Outbound outbound;

    EXPECT_EQ(outbound.push(chunk_of("123456789"), 0, 9, 8), Push::overflow);

    EXPECT_TRUE(outbound.empty());
    EXPECT_EQ(outbound.push(chunk_of("12345678"), 0, 8, 8), Push::queued);
}

TEST(Outbound, NothingIsAlwaysQueued) {
    Outbound outbound;

    EXPECT_EQ(outbound.push(chunk_of("x"), 0, 0, 0), Push::queued);

    EXPECT_TRUE(outbound.empty());
}

TEST(Outbound, IsConsumedInPiecesOfAnySize) {
    Outbound outbound;
    for (const char* text : {"one", "two", "three"})
        outbound.push(chunk_of(text), 0, static_cast<std::uint32_t>(std::strlen(text)), 100);

    outbound.consume(2);
    EXPECT_EQ(waiting(outbound), "etwothree");
    outbound.consume(4);
    EXPECT_EQ(waiting(outbound), "three");
    outbound.consume(1);
    EXPECT_EQ(waiting(outbound), "hree");
    outbound.consume(4);
    EXPECT_TRUE(outbound.empty());
    EXPECT_EQ(outbound.pinned(), 0U);
}

TEST(Outbound, NeighboursInOneChunkAreOnePiece) {
    Outbound outbound;
    const ChunkRef chunk = chunk_of("abcdef");

    outbound.push(chunk, 0, 3, 100);
    outbound.push(chunk, 3, 3, 100);

    std::array<std::string_view, 4> pieces;
    EXPECT_EQ(outbound.peek(pieces), 1U);
    EXPECT_EQ(pieces[0], "abcdef");
}

TEST(Outbound, AGapInAChunkIsLeftOut) {
    Outbound outbound;
    const ChunkRef chunk = chunk_of("abcdef");

    outbound.push(chunk, 0, 2, 100);
    outbound.push(chunk, 4, 2, 100);

    EXPECT_EQ(waiting(outbound), "abef");
    EXPECT_EQ(outbound.pinned(), 6U) << "one chunk is counted once";
}

TEST(Outbound, PeekGivesNoMorePiecesThanAreAskedFor) {
    Outbound outbound;
    for (int i = 0; i < 5; ++i) outbound.push(chunk_of("ab"), 0, 2, 100);

    std::array<std::string_view, 3> pieces;
    EXPECT_EQ(outbound.peek(pieces), 3U);
}

TEST(Outbound, ClearForgetsAll) {
    Outbound outbound;
    outbound.push(chunk_of("abc"), 0, 3, 100);

    outbound.clear();

    EXPECT_TRUE(outbound.empty());
    EXPECT_EQ(Chunk::live_bytes(), 0U);
}

TEST(Outbound, UnpinCopiesWhatIsStillNeeded) {
    Outbound outbound;
    for (int i = 0; i < 10; ++i) outbound.push(chunk_of("line\n", 4096), 0, 5, 1000);
    outbound.consume(2);

    outbound.unpin(1000);

    EXPECT_EQ(waiting(outbound).substr(0, 8), "ne\nline\n");
    EXPECT_EQ(outbound.bytes(), 48U);
    EXPECT_EQ(outbound.pinned(), 48U);
    EXPECT_LT(Chunk::live_bytes(), 200U);
}

TEST(Outbound, UnpinLeavesWhatIsWellUsed) {
    Outbound outbound;
    const ChunkRef chunk = chunk_of(std::string(100, 'x'));
    outbound.push(chunk, 0, 100, 1000);

    outbound.unpin(0);

    EXPECT_EQ(outbound.pinned(), 100U);
    EXPECT_TRUE(chunk->shared());
}

TEST(Outbound, NeverHoldsMuchMoreThanItNeeds) {
    Outbound outbound;
    for (int i = 0; i < 10000; ++i) {
        ASSERT_EQ(outbound.push(chunk_of("line\n", 4096), 0, 5, 1000000), Push::queued);
        ASSERT_LE(outbound.pinned(), 2 * outbound.bytes() + 512 * 1024 + 4096);
    }
    EXPECT_LT(Chunk::live_bytes(), 1024U * 1024U);
}

// Delivery as in net: pushes of a growing tape, partial sends, sweeps; against one naive string.
TEST(Outbound, AgreesWithANaiveStringWhateverIsSent) {
    for (unsigned seed = 1; seed <= 20; ++seed) {
        std::mt19937 random(seed);
        Outbound outbound;
        Tape tape;
        std::string naive;
        std::size_t in = 0;
        std::size_t out = 0;
        for (int step = 0; step < 20000; ++step) {
            const auto choice = random() % 10;
            const std::size_t limit = 1000 + random() % 20000;
            if (choice < 5) {
                const std::string line(random() % 200, static_cast<char>('a' + random() % 26));
                const std::uint32_t offset = tape.size();
                tape.append(line);
                const auto length = static_cast<std::uint32_t>(line.size());
                const Push push = outbound.push(tape.chunk(), offset, length, limit);
                ASSERT_EQ(push == Push::queued, length == 0 || naive.size() + length <= limit);
                if (push == Push::queued) naive += line, in += length;
            } else if (choice < 8) {
                const std::size_t sent = naive.empty() ? 0 : random() % (naive.size() + 1);
                outbound.consume(sent);
                naive.erase(0, sent);
                out += sent;
            } else if (choice == 8) {
                tape.reset();
            } else {
                outbound.unpin(random() % 8192);
            }
            ASSERT_EQ(outbound.bytes(), naive.size()) << "seed " << seed << " step " << step;
            ASSERT_EQ(outbound.bytes(), in - out);
            ASSERT_EQ(outbound.empty(), naive.empty());
            if (step % 16 == 0) {
                ASSERT_EQ(waiting(outbound), naive) << "seed " << seed << " step " << step;
            }
        }
        outbound.clear();
        tape.release();
        ASSERT_EQ(Chunk::live_bytes(), 0U);
    }
}

TEST(Outbound, WhatManyWaitForCountsOnce) {
    Outbound one;
    Outbound other;
    const ChunkRef chunk = chunk_of("abcdef");
    const std::size_t before = Chunk::waiting_bytes();

    one.push(chunk, 0, 6, 100);
    const std::size_t once = Chunk::waiting_bytes();
    other.push(chunk, 0, 3, 100);

    EXPECT_GE(once, before + 6);
    EXPECT_EQ(Chunk::waiting_bytes(), once);
    one.consume(6);
    EXPECT_EQ(Chunk::waiting_bytes(), once);
    other.clear();
    EXPECT_EQ(Chunk::waiting_bytes(), before);
}

TEST(Outbound, KeepsTheRestOfTheLineThatIsPartlySent) {
    Outbound outbound;
    outbound.push(chunk_of("a line"), 0, 6, 100);
    outbound.push(chunk_of(" of two parts\nanother\n"), 0, 22, 100);
    outbound.consume(2);

    outbound.keep_line();

    EXPECT_EQ(waiting(outbound), "line of two parts\n");
    outbound.keep_line();
    EXPECT_EQ(waiting(outbound), "line of two parts\n");
    outbound.clear();
    outbound.keep_line();
    EXPECT_TRUE(outbound.empty());
}

TEST(Outbound, HoldsLittleMoreThanWhatWaitsHoweverItCame) {
    Outbound outbound;
    for (int i = 0; i < 1000; ++i) outbound.push(chunk_of("line\n", 4096), 0, 5, 1000000);

    EXPECT_LE(outbound.pinned(), 2 * outbound.bytes() + 64 * 1024 + 4096);
}

}  // namespace
}  // namespace confab::wire
