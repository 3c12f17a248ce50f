// A plain line of text costs no memory on its way, once everything has been used before. This
// program counts how often it allocates.
#include <gtest/gtest.h>

#include <cstdlib>
#include <new>
#include <string>
#include <string_view>

#include "confab/core/hub.hpp"
#include "confab/dialect/text/interpreter.hpp"
#include "confab/dialect/text/render.hpp"
#include "confab/wire/chunk.hpp"
#include "confab/wire/clean.hpp"
#include "confab/wire/line_decoder.hpp"

namespace {

std::size_t allocations = 0;

}  // namespace

// Not inlined, or g++ 12 sees free() of memory that came from new and warns.
[[gnu::noinline]] void* operator new(std::size_t size) {
    ++allocations;
    if (void* memory = std::malloc(size)) return memory;
    throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* memory) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace confab {
namespace {

// How often `work` allocates when it is done for the second time.
template <class F>
std::size_t allocations_when_warm(F&& work) {
    work();
    const std::size_t before = allocations;
    work();
    return allocations - before;
}

class Counting final : public EventSink {
  public:
    void tell(ClientId, const Event&) override {}
    void tell_room(RoomId, const Event& event, std::span<const ClientId> except) override {
        if (event.type == EventType::message) ++messages;
        left_out += except.size();
    }
    void enter(ClientId, RoomId) override {}
    void leave(ClientId, RoomId) override {}
    void change_view(ClientId, View) override {}
    void hang_up(ClientId, std::string_view, std::string_view) override {}

    std::size_t messages = 0;
    std::size_t left_out = 0;
};

class AllocationInTheHub : public testing::Test {
  protected:
    static constexpr std::size_t lines = 2000;  // more than a room's history keeps
    static constexpr ClientId ann{0, 1};
    static constexpr ClientId bob{1, 2};

    AllocationInTheHub() {
        interpreter.attach(hub);
        for (std::uint32_t i = 0; i < 1000; ++i) hub.connect({i, i + 1}, now);
        hub.line(ann, "/nick ann", now);
        hub.line(bob, "/nick bob", now);
    }
    void ann_talks() {
        for (std::size_t i = 0; i < lines; ++i) {
            now.mono += Milliseconds{1};
            hub.line(ann, "a line of the usual length, which is about as long as this one", now);
        }
    }

    Counting audience;
    TextInterpreter interpreter;
    Hub hub{audience, interpreter, ChatSettings{}};
    Now now{WallTime{Milliseconds{1'790'000'000'000}}, MonoTime{Milliseconds{1'000'000}}};
};

TEST_F(AllocationInTheHub, TheCountIsReal) {
    const std::size_t before = allocations;

    hub.connect({1000, 1001}, now);

    EXPECT_GT(allocations, before);
}

TEST_F(AllocationInTheHub, ALineToAThousandTakesNone) {
    EXPECT_EQ(allocations_when_warm([this] { ann_talks(); }), 0U);

    EXPECT_EQ(audience.messages, 2 * lines);
}

TEST_F(AllocationInTheHub, ALineThatSomeIgnoreTakesNone) {
    hub.line(bob, "/ignore ann", now);
    hub.line(ann, "/echo off", now);

    EXPECT_EQ(allocations_when_warm([this] { ann_talks(); }), 0U);

    EXPECT_EQ(audience.left_out, 2 * 2 * lines);
}

// What a shard does with a read: lines, cleaned, rendered and appended to the room's turn.
std::size_t allocations_from_read_to_turn(std::string_view end, dialect::Format dialect) {
    std::string read;
    while (read.size() < 65536) read.append(64 - end.size(), 'x').append(end);
    wire::LineDecoder decoder;
    wire::Cleaner cleaner;
    dialect::Renderer renderer;
    wire::Tape turn;
    std::string line;
    std::size_t rendered = 0;

    const std::size_t counted = allocations_when_warm([&] {
        std::string_view rest = read;
        for (;;) {
            const wire::Input input = decoder.next(rest, 4096);
            if (input.kind == wire::Input::Kind::none) break;
            line.clear();
            renderer.render(line, {.room = "lobby", .from = "ann", .text = cleaner.clean(input.bytes)},
                            dialect);
            turn.append(line);
            ++rendered;
        }
        turn.reset();
    });

    EXPECT_EQ(rendered, 2 * read.size() / 64);
    return counted;
}

TEST(AllocationOnTheWire, PlainLinesTakeNone) {
    EXPECT_EQ(allocations_from_read_to_turn("\n", dialect::Format{}), 0U);
    EXPECT_EQ(allocations_from_read_to_turn("\r\n", dialect::Format{.view = {}, .crlf = true}), 0U);
    EXPECT_EQ(
        allocations_from_read_to_turn(
            "\n", dialect::Format{.view = {.structured = false, .timestamps = true, .several_rooms = true},
                                  .crlf = false}),
        0U);
    EXPECT_EQ(
        allocations_from_read_to_turn("\n", dialect::Format{.view = {.structured = true}, .crlf = false}),
        0U);
}

}  // namespace
}  // namespace confab
