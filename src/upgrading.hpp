// From this program to another one: the question whether that can go on, and the step itself.
#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "confab/admin/settings.hpp"
#include "confab/net/handover.hpp"
#include "confab/ops/options.hpp"

namespace confab {

// Can this program go on with that state? Why not, in one line; empty if it can.
std::string why_not_upgrade(const ops::Options& options, const std::string& snapshot);
// What it says then, so that no other program is taken for a confabd.
std::string agreement();

class Upgrading {
  public:
    // `command` is that of this program with its arguments, which the next one gets too. `options` are asked
    // for on the hub's thread.
    Upgrading(std::vector<std::string> command, std::function<const ops::Options&()> options)
        : command_(std::move(command)), options_(std::move(options)) {}
    ~Upgrading();
    Upgrading(const Upgrading&) = delete;
    Upgrading& operator=(const Upgrading&) = delete;

    admin::Upgrades for_operators();
    // Becomes the program that was chosen. Gives the reason if it cannot.
    std::string become_next(const net::Handover& handover);

  private:
    void try_program(const std::string& program, const std::string& snapshot,
                     const admin::Upgrades::Done& done);
    admin::Upgrades::Tried ask(std::string program, const std::string& snapshot,
                               const std::string& running) const;

    const std::vector<std::string> command_;
    const std::function<const ops::Options&()> options_;
    std::thread asking_;
    std::atomic<bool> is_asking_ = false;
    std::mutex mutex_;  // of the program
    std::string program_;
};

}  // namespace confab
