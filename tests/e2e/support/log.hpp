#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "descriptor.hpp"
#include "wait.hpp"

namespace confab::e2e {

// Takes in all that comes out of a pipe or a terminal, so that the writer never has to wait for us.
class Log {
  public:
    // Reads `from` until its end.
    explicit Log(Descriptor from);
    ~Log();

    [[nodiscard]] std::string text() const;
    [[nodiscard]] std::vector<std::string> lines() const;
    // The first whole line that satisfies, past or to come.
    std::string wait_for(const std::function<bool(const std::string&)>& satisfies, std::string_view what,
                         Where where = Where::current());
    // The first line that contains `part`, or that has a match of `expression`.
    std::string wait_for(std::string_view part, Where where = Where::current());
    std::string wait_for_match(std::string_view expression, Where where = Where::current());
    // Waits until the text as a whole has `part` `count` times, in a whole line or not.
    void wait_for_text(std::string_view part, std::size_t count = 1, Where where = Where::current());
    // Waits for the writer's end of it to be closed.
    void wait_for_end(Where where = Where::current());

  private:
    void read();

    Descriptor from_;
    Descriptor stop_;
    mutable std::mutex mutex_;
    std::condition_variable grown_;
    std::string text_;
    bool ended_ = false;
    std::thread reader_;
};

}  // namespace confab::e2e
