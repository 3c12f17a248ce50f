#include "confab/wire/chunk.hpp"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <new>

namespace confab::wire {

namespace {

constexpr std::size_t first_capacity = 4096;

thread_local std::size_t live = 0;
thread_local std::size_t waiting = 0;

}  // namespace

ChunkRef Chunk::make(std::size_t capacity) {
    void* memory = ::operator new(sizeof(Chunk) + capacity);
    live += sizeof(Chunk) + capacity;
    return ChunkRef(new (memory) Chunk(static_cast<std::uint32_t>(capacity)));
}

void Chunk::free(Chunk* chunk) {
    live -= sizeof(Chunk) + chunk->capacity_;
    chunk->~Chunk();
    ::operator delete(chunk);
}

void Chunk::append(std::string_view bytes) {
    assert(bytes.size() <= room());
    std::memcpy(reinterpret_cast<char*>(this + 1) + size_, bytes.data(), bytes.size());
    size_ += static_cast<std::uint32_t>(bytes.size());
}

void Chunk::wait() {
    if (waiting_++ == 0) waiting += sizeof(Chunk) + capacity_;
}

void Chunk::wait_no_more() {
    if (--waiting_ == 0) waiting -= sizeof(Chunk) + capacity_;
}

std::size_t Chunk::live_bytes() { return live; }

std::size_t Chunk::waiting_bytes() { return waiting; }

Chunk::Counts Chunk::give_away() { return {std::exchange(live, 0), std::exchange(waiting, 0)}; }

void Chunk::take_over(Counts counts) {
    live += counts.live;
    waiting += counts.waiting;
}

void Tape::append(std::string_view bytes) {
    const std::size_t needed = size() + bytes.size();
    if (!chunk_ || chunk_->capacity() < needed) {
        std::size_t capacity = chunk_ ? std::size_t{2} * chunk_->capacity() : first_capacity;
        while (capacity < needed) capacity *= 2;
        ChunkRef larger = Chunk::make(capacity);
        if (chunk_) larger->append({chunk_->data(), chunk_->size()});
        chunk_ = std::move(larger);
    }
    chunk_->append(bytes);
}

std::uint32_t Scraps::append(std::string_view& bytes) {
    if (!chunk_ || chunk_->room() == 0) chunk_ = Chunk::make(capacity);
    const std::uint32_t offset = chunk_->size();
    const std::string_view piece = bytes.substr(0, chunk_->room());
    chunk_->append(piece);
    bytes.remove_prefix(piece.size());
    return offset;
}

void Scraps::reset() {
    if (!chunk_) return;
    if (chunk_->shared()) return;
    chunk_->clear();
}

void Tape::reset() {
    if (!chunk_) return;
    if (chunk_->shared() || chunk_->capacity() > kept_capacity) return release();
    chunk_->clear();
}

}  // namespace confab::wire
