// Asks a program, or a service at a Unix socket, whether a password is the right one. It gets a line of JSON,
// {"name":"ann","password":"..."}, and answers one line: {"ok":true} or {"ok":false}, or yes or no.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "confab/core/ports/passwords.hpp"

namespace confab::store {

class AuthCommand final : public Passwords {
  public:
    static constexpr std::size_t max_running = 8;    // at once
    static constexpr std::size_t max_waiting = 64;   // for their turn
    static constexpr std::size_t fair_share = 2;     // of one source: see PasswordWorker
    static constexpr std::size_t max_answer = 4096;  // bytes
    static constexpr std::chrono::milliseconds default_deadline{5000};

    // `command`: the path of a program, or "unix:PATH". Both functions are called on a thread of its own, and
    // no more once the destructor has returned; `trouble` when asking begins to fail, with why, and when it
    // works again, without. A program that has not answered by the deadline is killed.
    AuthCommand(std::string command, std::function<void(PasswordAnswer)> done,
                std::function<void(std::string)> trouble,
                std::chrono::milliseconds deadline = default_deadline);
    ~AuthCommand() override;

    bool available() const override { return true; }
    bool is_external() const override { return true; }
    bool ask(Ticket ticket, std::string_view name, std::string password, std::string_view source) override;
    void abandon(Ticket ticket) override;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace confab::store
