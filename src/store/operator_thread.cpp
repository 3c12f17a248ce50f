#include "operator_thread.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>
#include <vector>

#include "backup_target.hpp"

namespace confab::store {

namespace {

void must_run(const Stopping& stopping) {
    if (stopping) throw std::runtime_error("confabd stops; ask again when it runs");
}

// What a request of an operator failed with, in one line; empty if it did not fail.
template <class F>
std::string error_of(F&& f) {
    try {
        f();
        return "";
    } catch (const std::exception& error) {
        return error.what();
    }
}

}  // namespace

void OperatorThread::start() {
    tasks_.start([this](const OperatorTask& task) { task(tasks_.stopping()); });
}

// Waits until all that was handed over is committed. False: writing fails, or takes too long. Throws when the
// store closes, so that a disk that hangs does not hold that up.
bool OperatorThread::write_all(const Stopping& stopping) {
    constexpr Milliseconds most{5000};
    constexpr Milliseconds between_looks{100};
    must_run(stopping);
    const Instant until = now() + most;
    const Mark said = history_.hurry();
    const Mark changed = state_.hurry();
    while (true) {
        const Instant look = std::min(until, now() + between_looks);
        const bool both = state_.written(changed, look) && history_.written(said, look);
        const bool fails = now() < look;  // it did not wait
        if (both || fails || look == until) return both;
        must_run(stopping);
    }
}

void OperatorThread::must_write_all(const Stopping& stopping) {
    if (write_all(stopping)) return;
    throw std::runtime_error("storage is in trouble and not everything is on disk; see confabctl status");
}

void OperatorThread::backup(std::string directory, const OperatorStore::Done& done) {
    const auto task = [this, directory = std::move(directory), done](const Stopping& stopping) {
        const std::string error = error_of([&] {
            const Working working(backup_);
            must_write_all(stopping);
            prepare_backup(directory, data_);
            back_up(data_.state(), directory + "/state.db", stopping);
            back_up(data_.history(), directory + "/history.db", stopping,
                    [this](std::uint64_t at, std::uint64_t of) { backup_.is_at(at, of); });
            sync_directory(directory);
        });
        done(error);
    };
    if (!tasks_.add(task)) done(too_many_requests);
}

void OperatorThread::export_room(RoomKey room, OperatorStore::Format format, OperatorStore::Sink sink,
                                 const OperatorStore::Counted& done) {
    const auto task = [this, room = std::move(room), format, sink = std::move(sink),
                       done](const Stopping& stopping) {
        std::uint64_t count = 0;
        const std::string error = error_of([&] {
            const Working working(export_);
            must_write_all(stopping);
            count = export_lines(data_.history(), room, format, sink, stopping, export_);
        });
        done(error, count);
    };
    if (!tasks_.add(task)) done(too_many_requests, 0);
}

// Also while writing fails: what is on disk may tell why, and the log has the rest.
void OperatorThread::audit(std::size_t last, std::string about, const OperatorStore::Audited& done) {
    const auto task = [this, last, about = std::move(about), done](const Stopping& stopping) {
        std::vector<AuditEntry> entries;
        const std::string error = error_of([&] {
            write_all(stopping);
            entries = read_audit(data_.state(), last, about);
        });
        done(error, std::move(entries));
    };
    if (!tasks_.add(task)) done(too_many_requests, {});
}

}  // namespace confab::store
