// Looks after what the writers must not stop for: copies history's journal into the database, so that its
// syncs hold up no commit, and sees whether a commit hangs.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "condition.hpp"
#include "database.hpp"

namespace confab::store {

class HistoryWriter;
class Writer;

class Keeper {
  public:
    explicit Keeper(std::string history) : path_(std::move(history)) {}

    void start(HistoryWriter& history, std::vector<Writer*> watched);
    void stop();
    void copy_journal();  // soon; from any thread

  private:
    void run();
    void checkpoint();

    const std::string path_;
    HistoryWriter* history_ = nullptr;
    std::vector<Writer*> watched_;
    std::mutex mutex_;
    Condition wake_;
    bool wanted_ = false;
    bool stopping_ = false;
    std::unique_ptr<Database> database_;  // the thread's only
    std::thread thread_;
};

}  // namespace confab::store
