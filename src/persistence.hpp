// What the chat stands on when it is more than memory: the store and the password worker, and the way their
// answers take back to the hub.
#pragma once

#include <memory>
#include <mutex>
#include <string>

#include "confab/core/ports/ports.hpp"
#include "confab/net/server.hpp"
#include "confab/ops/options.hpp"
#include "confab/store/store.hpp"

namespace confab {

class Persistence {
  public:
    // Opens what is in the data directory. Throws std::runtime_error with one line for the operator.
    Persistence(const std::string& directory, const ops::Options& options);
    // After the server has run.
    ~Persistence();
    Persistence(const Persistence&) = delete;
    Persistence& operator=(const Persistence&) = delete;

    // For the server's constructor; the persistence outlives the server.
    Ports ports();
    StoredState load();

    // Answers go to `server` from now on, until detach().
    void attach(net::Server& server);
    void detach();

    void configure(const ops::Options& options);
    store::Store& store() { return store_; }

  private:
    template <class F>
    void post(F what);
    void tell_health(bool good, const std::string& why);
    std::unique_ptr<Passwords> make_passwords(const std::string& auth_command);

    std::mutex mutex_;  // of the members below: the store's threads post
    net::Server* server_ = nullptr;
    bool lasts_;
    store::Store store_;
    std::unique_ptr<Passwords> passwords_;
};

}  // namespace confab
