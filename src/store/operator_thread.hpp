// The thread that does what operators ask of the databases, one request after the other.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "files.hpp"
#include "operator_tasks.hpp"
#include "worker_thread.hpp"
#include "writer.hpp"

namespace confab::store {

class OperatorThread {
  public:
    // The arguments outlive it.
    OperatorThread(const DataDirectory& data, Writer& history, Writer& state)
        : data_(data), history_(history), state_(state) {}

    void start();
    // Ends the request that is under way, and fails those that wait.
    void stop() { tasks_.stop(); }

    // As OperatorStore has them; too many requests are refused.
    void backup(std::string directory, const OperatorStore::Done& done);
    void export_room(RoomKey room, OperatorStore::Format format, OperatorStore::Sink sink,
                     const OperatorStore::Counted& done);
    std::optional<unsigned> percent(OperatorStore::Work kind) const {
        return (kind == OperatorStore::Work::backup ? backup_ : export_).percent();
    }
    void audit(std::size_t last, std::string about, const OperatorStore::Audited& done);

  private:
    bool write_all(const Stopping& stopping);
    void must_write_all(const Stopping& stopping);

    const DataDirectory& data_;
    Writer& history_;
    Writer& state_;
    Work backup_{"backup"};
    Work export_{"export"};
    static constexpr std::size_t max_tasks = 16;  // that wait
    WorkerThread<OperatorTask> tasks_{max_tasks, AtStop::finish};
};

}  // namespace confab::store
