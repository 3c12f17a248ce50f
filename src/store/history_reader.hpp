// Answers questions about what was said, one after the other, on a thread and a connection of its own, so
// that a slow search holds up no commit. Sources take turns, so that one of them holds up nobody else for
// longer than one answer takes.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "confab/core/ports/message_log.hpp"
#include "turns.hpp"
#include "worker_thread.hpp"
#include "writer.hpp"

namespace confab::store {

class HistoryQueries;

class HistoryReader {
  public:
    // Of one source so many questions may wait in any case; what is more gives way when too many wait.
    static constexpr std::size_t fair_share = 2;

    // Called on the reader's thread, and by ask() for a question that gave way.
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
        Ticket ticket;
        HistoryQuery query;
        Mark after = 0;
    };
    void run();
    HistoryAnswer answer(const Question& question);

    const std::string path_;
    const Milliseconds limit_;
    Writer& writer_;
    const Found found_;
    std::unique_ptr<HistoryQueries> queries_;  // the thread's only
    Turns<Question> questions_;                // under the thread's mutex
    StoppableThread thread_;                   // last: it ends before what it uses is gone
};

}  // namespace confab::store
