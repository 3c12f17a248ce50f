// Bytes that wait to be sent to a client that is not up to date.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "confab/wire/chunk.hpp"

namespace confab::wire {

// A channel whose put never parks: it answers `queued` or `overflow`, and what overflows is not
// taken. Empty, it holds no memory.
class Outbound {
  public:
    enum class Push : std::uint8_t { queued, overflow };

    bool empty() const { return !waiting_; }
    std::size_t bytes() const { return waiting_ ? waiting_->bytes : 0; }

    // `limit` is the most that may wait, in bytes.
    Push push(const ChunkRef& chunk, std::uint32_t offset, std::uint32_t length, std::size_t limit);

    // The first pieces, in order; as many as fit `pieces`. Returns how many.
    std::size_t peek(std::span<std::string_view> pieces) const;
    // The first `bytes` bytes have been sent.
    void consume(std::size_t bytes);
    void clear() { waiting_.reset(); }
    // Leaves only the rest of the line that is partly sent, or the first one, and what comes after it is
    // lost.
    void keep_line();

    // A client that is slow holds whole chunks for the few bytes it still needs of them. Copies
    // those bytes, if the chunks are more than twice as large and `slack` besides.
    void unpin(std::size_t slack);
    std::size_t pinned() const { return waiting_ ? waiting_->pinned : 0; }

    // All that waits, copied.
    std::string text() const;

  private:
    struct Extent {
        WaitingRef chunk;
        std::uint32_t offset;
        std::uint32_t length;
    };

    struct Waiting {
        std::vector<Extent> extents;
        std::size_t first = 0;   // extents before it are sent
        std::size_t bytes = 0;   // never 0 between calls
        std::size_t pinned = 0;  // capacity of the chunks held, runs of the same one counted once
    };

    std::unique_ptr<Waiting> waiting_;
};

}  // namespace confab::wire
