// Memory for what the messages of a batch refer to.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace confab::net {

// What was copied stays where it is until clear(), also when the arena is moved.
class Arena {
  public:
    std::string_view copy(std::string_view text) {
        if (text.empty()) return {};
        char* const place = take(text.size(), 1);
        std::memcpy(place, text.data(), text.size());
        return {place, text.size()};
    }
    template <class T>
    requires std::is_trivially_copyable_v<T> std::span<const T> copy(std::span<const T> items) {
        if (items.empty()) return {};
        char* const place = take(items.size_bytes(), alignof(T));
        std::memcpy(place, items.data(), items.size_bytes());
        return {reinterpret_cast<const T*>(place), items.size()};
    }
    // For few and small items: they are in memory of their own. `bytes`: what `value` refers to.
    template <class T>
    const T* keep(T value, std::size_t bytes) {
        bytes_ += owner_overhead + sizeof(T) + bytes;
        auto owner = std::make_shared<const T>(std::move(value));
        const T* const place = owner.get();
        owners_.push_back(std::move(owner));
        return place;
    }

    std::size_t bytes() const { return bytes_; }
    // Memory that clear() keeps.
    std::size_t capacity() const { return blocks_.empty() ? 0 : blocks_.back().size; }
    // Keeps the largest block.
    void clear() {
        if (blocks_.size() > 1) blocks_.erase(blocks_.begin(), blocks_.end() - 1);
        owners_.clear();
        used_ = bytes_ = 0;
    }

  private:
    static constexpr std::size_t first_block = 1024;
    static constexpr std::size_t owner_overhead = 48;  // its entry and the block that counts

    struct Block {
        std::unique_ptr<char[]> bytes;
        std::size_t size = 0;
    };

    char* take(std::size_t size, std::size_t alignment) {
        bytes_ += size;
        used_ = (used_ + alignment - 1) / alignment * alignment;
        if (capacity() < used_ + size) add_block(size);
        return blocks_.back().bytes.get() + std::exchange(used_, used_ + size);
    }
    void add_block(std::size_t needed) {
        const std::size_t size = std::max({first_block, 2 * capacity(), needed});
        blocks_.push_back({std::make_unique_for_overwrite<char[]>(size), size});
        used_ = 0;
    }

    std::vector<Block> blocks_;  // each at least twice as large as the one before
    std::size_t used_ = 0;       // of the last one
    std::size_t bytes_ = 0;
    std::vector<std::shared_ptr<const void>> owners_;
};

}  // namespace confab::net
