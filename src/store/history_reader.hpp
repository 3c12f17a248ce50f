// Answers questions about what was said, one after the other, on a thread and a connection of its own, so
// that a slow search holds up no commit.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "confab/core/ports/message_log.hpp"
#include "worker_thread.hpp"
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
    std::size_t waiting() const { return questions_.waiting(); }

  private:
    struct Question {
        HistoryQuery query;
        Mark after = 0;
    };
    HistoryAnswer answer(const Question& question);

    const std::string path_;
    const Milliseconds limit_;
    Writer& writer_;
    const Found found_;
    std::unique_ptr<HistoryQueries> queries_;  // the thread's only
    WorkerThread<Question> questions_;
};

}  // namespace confab::store
