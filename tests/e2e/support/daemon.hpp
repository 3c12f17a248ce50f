#pragma once

#include <memory>
#include <string>
#include <vector>

#include "client.hpp"
#include "files.hpp"
#include "log.hpp"
#include "process.hpp"

namespace confab::e2e {

struct Launch {
    // Where they say nothing else: --listen tcp://127.0.0.1:0, a --data-dir of its own, --flood-rate 0
    // and an --announce-after that no test lives to see, so that only what a test does is heard.
    std::vector<std::string> options = {};
    std::vector<std::string> environment = {};
    unsigned long descriptors = 0;
    std::vector<int> kept = {};  // connections that systemd has kept
    bool defaults = true;        // false: exactly these options
};

// A running confabd; see Confabd, which knows where the binary is.
class Daemon {
  public:
    // Returns when it listens on everything it was told to.
    Daemon(std::string binary, Launch launch, std::size_t listeners, Where where);
    Daemon(const Daemon&) = delete;
    Daemon& operator=(const Daemon&) = delete;
    // A daemon that ended without being told to is a failure of the test; a failed test shows the log.
    ~Daemon();

    // The n-th listener that has a port, as its log line says.
    [[nodiscard]] Address address(std::size_t index = 0) const;
    [[nodiscard]] std::string port() const { return std::to_string(address().port); }

    // Connected; the greeting is still to be read.
    Client connect(const Dial& dial = {}, Where where = Where::current());
    // Connected and greeted, and everything that came with it read.
    Client guest(Where where = Where::current());
    // The same under this name.
    Client client(const std::string& name, Where where = Where::current());
    std::vector<Client> guests(std::size_t count, Where where = Where::current());

    Log& log() { return *log_; }
    Process& process() { return *process_; }
    void signal(int number);
    // Sends SIGTERM; the exit status.
    int stop(Where where = Where::current());
    int wait(std::chrono::milliseconds limit = patience, Where where = Where::current());
    [[nodiscard]] std::string standard_output() const { return output_->text(); }

  private:
    TemporaryDirectory data_;
    std::unique_ptr<Process> process_;
    std::unique_ptr<Log> log_;
    std::unique_ptr<Log> output_;
    std::vector<Address> addresses_;
    bool waited_for_ = false;
};

// What a confabd that is not meant to stay wrote, and its exit status.
struct Outcome {
    int status = 0;
    std::string out = {};
    std::string err = {};
};

// Runs it to its end with exactly these options.
Outcome run_to_end(std::string binary, const Launch& launch, Where where = Where::current());

}  // namespace confab::e2e
