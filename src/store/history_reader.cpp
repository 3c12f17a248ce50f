#include "history_reader.hpp"

#include "history_queries.hpp"

namespace confab::store {

HistoryReader::HistoryReader(std::string path, std::size_t max_questions, Milliseconds limit, Writer& writer,
                             Found found)
    : path_(std::move(path)),
      max_questions_(max_questions),
      limit_(limit),
      writer_(writer),
      found_(std::move(found)) {}

HistoryReader::~HistoryReader() { stop(); }

void HistoryReader::start() { thread_ = std::thread(&HistoryReader::run, this); }

void HistoryReader::stop() {
    if (!thread_.joinable()) return;
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        wake_.notify_all();
    }
    thread_.join();
    queries_.reset();
}

bool HistoryReader::ask(const HistoryQuery& query) {
    const Mark after = writer_.hurry();
    const std::lock_guard lock(mutex_);
    if (questions_.size() >= max_questions_) return false;
    questions_.push_back({query, after});
    wake_.notify_all();
    return true;
}

std::size_t HistoryReader::waiting() const {
    const std::lock_guard lock(mutex_);
    return questions_.size();
}

void HistoryReader::run() {
    std::unique_lock lock(mutex_);
    while (true) {
        while (questions_.empty() && !stopping_) wake_.wait(lock);
        if (stopping_) return;
        const Question question = std::move(questions_.front());
        questions_.pop_front();
        lock.unlock();
        HistoryAnswer found = answer(question);
        if (found_) found_(std::move(found));
        lock.lock();
    }
}

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
