// What is idle holds no memory. This program counts what it allocates.
#include <gtest/gtest.h>

#include <cstdlib>
#include <new>

#include "confab/core/rooms/message_ring.hpp"
#include "confab/wire/line_decoder.hpp"
#include "confab/wire/outbound.hpp"

namespace {

std::size_t live = 0;
constexpr std::size_t header = 16;

}  // namespace

void* operator new(std::size_t size) {
    auto* memory = static_cast<std::size_t*>(std::malloc(size + header));
    if (memory == nullptr) throw std::bad_alloc();
    *memory = size;
    live += size;
    return reinterpret_cast<char*>(memory) + header;
}
void operator delete(void* pointer) noexcept {
    if (pointer == nullptr) return;
    char* memory = static_cast<char*>(pointer) - header;
    live -= *reinterpret_cast<std::size_t*>(memory);
    std::free(memory);
}
void operator delete(void* pointer, std::size_t) noexcept { operator delete(pointer); }

namespace confab {
namespace {

void feed(wire::LineDecoder& decoder, std::string_view bytes, std::size_t max_line = 4096) {
    while (decoder.next(bytes, max_line).kind != wire::Input::Kind::none) continue;
}

TEST(Memory, AnIdleReaderHoldsNone) {
    const std::size_t before = live;
    wire::LineDecoder decoder;
    const std::string long_piece(4000, 'x');

    feed(decoder, long_piece);
    EXPECT_GE(live, before + 8000);
    feed(decoder, "\n");
    feed(decoder, "\n");

    EXPECT_EQ(live, before + long_piece.capacity() + 1);
}

TEST(Memory, AReaderOfALineThatIsTooLongHoldsNone) {
    const std::size_t before = live;
    wire::LineDecoder decoder;

    for (int i = 0; i < 100; ++i) feed(decoder, "0123456789012345678901234567890123456789", 200);

    EXPECT_EQ(live, before);
}

TEST(Memory, AnEmptyQueueHoldsNone) {
    const std::size_t before = live;
    wire::Outbound outbound;
    for (int i = 0; i < 100; ++i) {
        wire::ChunkRef chunk = wire::Chunk::make(64);
        chunk->append("hello");
        outbound.push(chunk, 0, 5, 1000);
    }

    outbound.consume(500);

    EXPECT_EQ(live, before);
    EXPECT_EQ(wire::Chunk::live_bytes(), 0U);
}

TEST(Memory, AHistoryStaysNearItsBytes) {
    const std::size_t before = live;
    MessageRing history;
    const std::string line(4000, 'x');

    for (int i = 0; i < 1000; ++i) history.add({.from = "ann", .text = line}, 1000, 1000000);
    for (int i = 0; i < 1000; ++i) history.add({.from = "ann", .text = "short"}, 1000, 1000000);

    EXPECT_LT(live - before, 400000U);
}

}  // namespace
}  // namespace confab
