// Memory for one wait of one connection, in the connection itself: nearly all of them wait all the time, and what
// Asio allocates for a wait, with the block it happens to find, costs twice as much.
#pragma once

#include <cstddef>

#include "confab/net/coroutine.hpp"

namespace confab::net {

class WaitMemory {
  public:
    // Only one at a time: Asio gives it back before it calls the handler.
    template <class T>
    T* allocate() {
        static_assert(sizeof(T) <= sizeof bytes_ && alignof(T) <= alignof(void*));
        return reinterpret_cast<T*>(bytes_);
    }

  private:
    alignas(void*) std::byte bytes_[96];
};

template <class T>
class WaitAllocator {
  public:
    using value_type = T;

    explicit WaitAllocator(WaitMemory& memory) : memory_(&memory) {}
    template <class Other>
    WaitAllocator(const WaitAllocator<Other>& other) : memory_(&other.memory()) {}

    T* allocate(std::size_t) { return memory_->template allocate<T>(); }
    void deallocate(T*, std::size_t) {}
    WaitMemory& memory() const { return *memory_; }

    friend bool operator==(const WaitAllocator&, const WaitAllocator&) = default;

  private:
    WaitMemory* memory_;
};

// A handler of Asio's that resumes `waiting`, which keeps the memory alive until then.
class Wake {
  public:
    using allocator_type = WaitAllocator<void>;

    Wake(std::coroutine_handle<> waiting, WaitMemory& memory) : waiting_(waiting), memory_(&memory) {}

    allocator_type get_allocator() const noexcept { return allocator_type(*memory_); }
    void operator()(error_code) const { waiting_.resume(); }

  private:
    std::coroutine_handle<> waiting_;
    WaitMemory* memory_;
};

}  // namespace confab::net
