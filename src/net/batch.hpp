// A turn's messages from one thread to another.
#pragma once

#include <cstddef>
#include <utility>
#include <variant>
#include <vector>

#include "messages.hpp"

namespace confab::net {

// Holds copies of all that its messages refer to, in one arena.
template <class Message>
class Batch {
  public:
    static constexpr std::size_t max_reused = 64 * 1024;  // bytes

    void push(const Message& message) { copy_into(arena_, messages_.emplace_back(message)); }

    bool empty() const { return messages_.empty(); }
    std::size_t bytes() const { return messages_.size() * sizeof(Message) + arena_.bytes(); }

    // Memory that reuse() takes over.
    std::size_t capacity() const { return messages_.capacity() * sizeof(Message) + arena_.capacity(); }

    // The next message that was not taken; nullptr if all were.
    const Message* next() const { return next_ == messages_.size() ? nullptr : &messages_[next_]; }
    void pop() { ++next_; }

    // Takes the memory of a batch that has been delivered, unless it is large.
    void reuse(Batch&& delivered) {
        if (delivered.capacity() > max_reused) return;
        *this = std::move(delivered);
        messages_.clear();
        arena_.clear();
        next_ = 0;
    }

  private:
    std::vector<Message> messages_;
    Arena arena_;
    std::size_t next_ = 0;
};

}  // namespace confab::net
