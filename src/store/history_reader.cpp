#include "history_reader.hpp"

#include "history_queries.hpp"

namespace confab::store {

HistoryReader::HistoryReader(std::string path, std::size_t max_questions, Milliseconds limit, Writer& writer,
                             Found found)
    : path_(std::move(path)),
      limit_(limit),
      writer_(writer),
      found_(std::move(found)),
      questions_(max_questions, AtStop::drop) {}

HistoryReader::~HistoryReader() { stop(); }

void HistoryReader::start() {
    questions_.start([this](const Question& question) {
        HistoryAnswer found = answer(question);
        if (found_) found_(std::move(found));
    });
}

void HistoryReader::stop() {
    questions_.stop();
    queries_.reset();
}

bool HistoryReader::ask(const HistoryQuery& query) { return questions_.add({query, writer_.hurry()}); }

// While writing fails, what was said last is not in the database. An answer without it would be untrue, so
// there is none.
HistoryAnswer HistoryReader::answer(const Question& question) {
    HistoryAnswer failed;
    failed.ticket = question.query.ticket;
    failed.failed = true;
    const Instant until = std::chrono::steady_clock::now() + limit_;
    if (!writer_.written(question.after, until)) return failed;
    try {
        if (queries_ && !queries_->is_there()) queries_.reset();
        if (!queries_) queries_ = std::make_unique<HistoryQueries>(path_);
        return queries_->answer(question.query, until);
    } catch (const StorageError& error) {
        if (error.code() != SQLITE_INTERRUPT) queries_.reset();
        return failed;
    }
}

}  // namespace confab::store
