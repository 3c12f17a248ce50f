// The file descriptor store of systemd (FileDescriptorStoreMax= in systemd.service(5)): it keeps copies of
// connections that outlive this process, and passes them to the next one.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "confab/ops/handover.hpp"

namespace confab::ops {

// All have one name: a name for each would be more than the environment of a program can hold.
inline constexpr const char* kept_name = "confab-client";

// The connections of a process that has crashed, from the store; each once, in the order of storing. Whoever
// takes them closes them.
std::vector<int> take_kept_connections();

// Is there a service manager that could keep descriptors?
bool has_fd_store();

// Sends descriptors to the store, and writes one file again and again, on a thread of its own: neither may
// hold up a loop.
class CrashKeeper {
  public:
    // The file is `directory`/people.
    explicit CrashKeeper(std::string directory);
    ~CrashKeeper();
    CrashKeeper(const CrashKeeper&) = delete;
    CrashKeeper& operator=(const CrashKeeper&) = delete;

    // A copy of it; systemd drops that by itself once the connection is shut down on both sides.
    void keep(int fd);
    // What `bytes` gives, called on the thread, becomes the file at once or not at all. If the one before is
    // not written yet, that one is left out.
    void write(std::function<std::string()> bytes);
    // The server ends as it should: there is no file any more, and none is written.
    void forget();

  private:
    void run();
    void send(int fd);
    void replace_file(const std::string& bytes);

    const std::string directory_;
    const std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
    std::mutex mutex_;
    std::condition_variable work_;
    std::vector<OwnedFd> to_keep_;
    std::function<std::string()> to_write_;
    bool forgotten_ = false;
    bool ends_ = false;
    bool failed_ = false;  // which was told
    std::thread thread_;   // last: it uses the others
};

}  // namespace confab::ops
