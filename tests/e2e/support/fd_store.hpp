#pragma once

#include <atomic>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "descriptor.hpp"
#include "files.hpp"
#include "wait.hpp"

namespace confab::e2e {

// A service manager that keeps the descriptors it is sent, as systemd does with FileDescriptorStoreMax=:
// until they hang up.
class FdStore {
  public:
    FdStore();
    FdStore(const FdStore&) = delete;
    FdStore& operator=(const FdStore&) = delete;
    ~FdStore();

    // NOTIFY_SOCKET=... and the directories of the service, for the daemon's environment.
    [[nodiscard]] std::vector<std::string> variables() const;
    [[nodiscard]] std::string runtime(const std::string& file) const { return directory_.path(file); }
    [[nodiscard]] std::size_t size() const;
    void wait_for_size(std::size_t count, Where where = Where::current());
    // What the next daemon is passed; they stay the store's.
    [[nodiscard]] std::vector<int> descriptors() const;

  private:
    void read();
    void receive();

    TemporaryDirectory directory_;
    Descriptor socket_;
    mutable std::mutex mutex_;
    std::vector<Descriptor> kept_;
    std::atomic<bool> ends_ = false;
    std::thread reader_;
};

}  // namespace confab::e2e
