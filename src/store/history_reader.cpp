#include "history_reader.hpp"

#include "history_queries.hpp"

namespace confab::store {

HistoryReader::HistoryReader(std::string path, std::size_t max_questions, Milliseconds limit, Writer& writer,
                             Found found)
    : path_(std::move(path)),
      limit_(limit),
      writer_(writer),
      found_(std::move(found)),
      questions_(max_questions, fair_share) {}

HistoryReader::~HistoryReader() { stop(); }

void HistoryReader::start() {
    thread_.start([this] { run(); });
}

void HistoryReader::stop() {
    thread_.stop();
    queries_.reset();
}

bool HistoryReader::ask(const HistoryQuery& query) {
    using Added = Turns<Question>::Added;
    const Mark after = writer_.hurry();
    std::unique_lock lock(thread_.mutex);
    if (thread_.stopping) return false;
    const Added added = questions_.add({query.ticket, query, after}, query.source);
    const Ticket gave_way = added == Added::instead ? questions_.dropped() : Ticket{};
    thread_.wake.notify_all();
    lock.unlock();
    if (added == Added::instead && found_) found_({.ticket = gave_way, .busy = true});
    return added != Added::no;
}

std::size_t HistoryReader::waiting() const {
    const std::lock_guard lock(thread_.mutex);
    return questions_.size();
}

void HistoryReader::run() {
    for (;;) {
        std::unique_lock lock(thread_.mutex);
        while (questions_.empty() && !thread_.stopping) thread_.wake.wait(lock);
        if (thread_.stopping) return;
        const Question question = questions_.take_next();
        lock.unlock();
        HistoryAnswer found = answer(question);
        if (found_) found_(std::move(found));
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
