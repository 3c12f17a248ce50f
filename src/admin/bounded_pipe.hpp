// From a thread that reads files to a connection that may be slow: bounded, so that the former waits.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>

namespace confab::admin {

class BoundedPipe {
  public:
    // `filled` is called by push() when there is something to take again, on its thread.
    BoundedPipe(std::size_t most, std::chrono::milliseconds patience, std::function<void()> filled)
        : most_(most), patience_(patience), filled_(std::move(filled)) {}

    // Waits while more than `most` bytes are in it, as long as somebody takes some within `patience`. False:
    // nobody does.
    bool push(std::string_view piece);
    // At most `most` bytes, whole lines if there are any so short.
    std::string take(std::size_t most);
    // Whoever waits, or comes, is sent away.
    void close();

  private:
    const std::size_t most_;
    const std::chrono::milliseconds patience_;
    const std::function<void()> filled_;
    std::mutex mutex_;
    std::condition_variable taken_;
    std::string content_;
    std::size_t begin_ = 0;  // what is before it has been taken
    bool closed_ = false;
};

}  // namespace confab::admin
