// Looks after what the writers must not stop for: copies history's journal into the database, so that its
// syncs hold up no commit, and sees whether a commit hangs.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "database.hpp"
#include "worker_thread.hpp"

namespace confab::store {

class Writer;

class CheckpointThread {
  public:
    // `default_journal`: bytes that the journal's file may keep when all of it has been copied.
    CheckpointThread(std::string history, std::uint64_t default_journal)
        : path_(std::move(history)), default_journal_(default_journal) {}

    void start(std::vector<Writer*> watched);
    void stop() { thread_.stop(); }
    void copy_journal();  // soon; from any thread

  private:
    void run();
    void checkpoint();
    bool is_long() const;
    void cut();

    const std::string path_;
    const std::uint64_t default_journal_;
    std::vector<Writer*> watched_;
    bool wanted_ = false;                 // under the thread's mutex
    std::unique_ptr<Database> database_;  // the thread's only
    StoppableThread thread_;
};

}  // namespace confab::store
