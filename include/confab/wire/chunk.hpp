// Rendered bytes that many clients share. Of one shard, so the counts need no atomics.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

namespace confab::wire {

class ChunkRef;

// A fixed piece of memory with its bytes behind it; freed with its last reference.
class Chunk {
  public:
    static ChunkRef make(std::size_t capacity);

    const char* data() const { return reinterpret_cast<const char*>(this + 1); }
    std::uint32_t size() const { return size_; }
    std::uint32_t capacity() const { return capacity_; }
    std::uint32_t room() const { return capacity_ - size_; }
    bool shared() const { return references_ > 1; }

    // There must be room. What was appended before neither moves nor changes.
    void append(std::string_view bytes);
    void clear() { size_ = 0; }  // only while not shared

    // Bytes of all chunks of this thread, for the tests and for STATUS.
    static std::size_t live_bytes();
    // The same of those that somebody is still to be sent something of, each counted once.
    static std::size_t waiting_bytes();
    // A thread that ends gives its chunks to another one, and both numbers with them.
    struct Counts {
        std::size_t live = 0;
        std::size_t waiting = 0;
    };
    static Counts give_away();
    static void take_over(Counts counts);

  private:
    friend class ChunkRef;
    friend class WaitingRef;
    explicit Chunk(std::uint32_t capacity) : capacity_(capacity) {}
    static void free(Chunk* chunk);
    void wait();
    void wait_no_more();

    std::uint32_t references_ = 1;
    std::uint32_t waiting_ = 0;  // how many clients wait for something of it
    std::uint32_t size_ = 0;
    std::uint32_t capacity_;
};

class ChunkRef {
  public:
    ChunkRef() = default;
    explicit ChunkRef(Chunk* adopted) : chunk_(adopted) {}
    ChunkRef(const ChunkRef& other) : chunk_(other.chunk_) {
        if (chunk_ != nullptr) ++chunk_->references_;
    }
    ChunkRef(ChunkRef&& other) noexcept : chunk_(std::exchange(other.chunk_, nullptr)) {}
    ChunkRef& operator=(ChunkRef other) noexcept {
        std::swap(chunk_, other.chunk_);
        return *this;
    }
    ~ChunkRef() {
        if (chunk_ != nullptr && --chunk_->references_ == 0) Chunk::free(chunk_);
    }

    Chunk* operator->() const { return chunk_; }
    explicit operator bool() const { return chunk_ != nullptr; }
    bool operator==(const ChunkRef&) const = default;

  private:
    Chunk* chunk_ = nullptr;
};

// A reference of a client that waits for something of the chunk.
class WaitingRef {
  public:
    explicit WaitingRef(ChunkRef chunk) : chunk_(std::move(chunk)) { chunk_->wait(); }
    WaitingRef(WaitingRef&& other) noexcept = default;
    WaitingRef& operator=(WaitingRef&& other) noexcept {
        std::swap(chunk_, other.chunk_);
        return *this;
    }
    ~WaitingRef() { reset(); }

    void reset() {
        if (chunk_) chunk_->wait_no_more();
        chunk_ = {};
    }
    Chunk* operator->() const { return chunk_.operator->(); }
    const ChunkRef& chunk() const { return chunk_; }

  private:
    ChunkRef chunk_;
};

// An append-only run of bytes that stays in one piece: what a room says in one turn of the loop.
// Whoever holds an extent of it keeps the chunk, and the tape goes on in another one.
class Tape {
  public:
    static constexpr std::size_t kept_capacity = 256 * 1024;  // bytes; more is given back by reset()

    std::uint32_t size() const { return chunk_ ? chunk_->size() : 0; }
    bool empty() const { return size() == 0; }
    const char* data() const { return chunk_->data(); }
    const ChunkRef& chunk() const { return chunk_; }

    // Offsets stay what they are when the run moves to a larger chunk.
    void append(std::string_view bytes);
    // The run is over. Its memory is used again, unless someone still holds it or it is large.
    void reset();
    void release() { chunk_ = {}; }

  private:
    ChunkRef chunk_;
};

// Lines for one client each, many of them in one chunk. Unlike the run of a tape these do not have to stay in
// one piece, so that nothing is copied and no part of a chunk stays empty.
class Scraps {
  public:
    static constexpr std::size_t capacity = 16 * 1024;  // bytes of a chunk

    // Takes the front of `bytes`, which is where() then, as many as there is room for.
    std::uint32_t append(std::string_view& bytes);
    const ChunkRef& chunk() const { return chunk_; }
    // Nothing of it is needed here any more; its memory is used again unless somebody waits for it.
    void reset();

  private:
    ChunkRef chunk_;
};

}  // namespace confab::wire
