// What waits unsent for all clients together, whatever thread they are on, so that one limit holds.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>

namespace confab::net {

// Each shard says what it has. Any thread may look; what it sees may be a moment old.
class QueueTotals {
  public:
    explicit QueueTotals(std::size_t shards) : places_(new Place[shards]), shards_(shards) {}

    void set(std::size_t shard, std::size_t bytes) { places_[shard].bytes.store(bytes, relaxed); }
    // What the client has that has most there.
    void set_largest(std::size_t shard, std::size_t bytes) { places_[shard].largest.store(bytes, relaxed); }
    std::size_t largest(std::size_t shard) const { return places_[shard].largest.load(relaxed); }
    // Between threads, on the way to a shard.
    void sent(std::size_t bytes) { on_the_way_.fetch_add(bytes, relaxed); }
    void delivered(std::size_t bytes) { on_the_way_.fetch_sub(bytes, relaxed); }

    std::size_t total() const {
        std::size_t sum = on_the_way_.load(relaxed);
        for (std::size_t i = 0; i < shards_; ++i) sum += places_[i].bytes.load(relaxed);
        return sum;
    }
    // The shard of the client that has most; `here` if others have no more.
    std::size_t fullest(std::size_t here) const {
        for (std::size_t i = 0; i < shards_; ++i) {
            if (largest(i) > largest(here)) here = i;
        }
        return here;
    }

    // Asks that shard to close whoever has most. Set before any thread runs.
    std::function<void(std::size_t shard)> relieve;

  private:
    static constexpr auto relaxed = std::memory_order_relaxed;
    struct alignas(64) Place {
        std::atomic<std::size_t> bytes = 0;
        std::atomic<std::size_t> largest = 0;
    };

    std::unique_ptr<Place[]> places_;
    std::size_t shards_;
    std::atomic<std::size_t> on_the_way_ = 0;
};

}  // namespace confab::net
