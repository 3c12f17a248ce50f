// Answers questions about what was said, one after the other, on a thread and a connection of its own, so
// that a slow search holds up no commit.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "condition.hpp"
#include "confab/core/ports/message_log.hpp"
#include "writer.hpp"

namespace confab::store {

class HistoryQueries;

class HistoryReader {
  public:
    using Found = std::function<void(HistoryAnswer)>;
    HistoryReader(std::string path, std::size_t max_questions, Milliseconds limit, Writer& writer,
                  Found found);
    ~HistoryReader();

    void start();
    void stop();  // what waits is not answered any more

    // False: too many wait already. Sees everything that was handed to the writer before.
    bool ask(const HistoryQuery& query);
    std::size_t waiting() const;

  private:
    struct Question {
        HistoryQuery query;
        Mark after = 0;
    };
    void run();
    HistoryAnswer answer(const Question& question);

    const std::string path_;
    const std::size_t max_questions_;
    const Milliseconds limit_;
    Writer& writer_;
    const Found found_;
    mutable std::mutex mutex_;
    Condition wake_;
    std::deque<Question> questions_;
    bool stopping_ = false;
    std::unique_ptr<HistoryQueries> queries_;  // the thread's only
    std::thread thread_;
};

}  // namespace confab::store
