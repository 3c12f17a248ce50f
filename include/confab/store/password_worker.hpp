// Hashes passwords with argon2id on a thread of its own.
#pragma once

#include <functional>
#include <memory>

#include "confab/core/ports/passwords.hpp"

namespace confab::store {

class PasswordWorker : public Passwords {
  public:
    static constexpr std::size_t max_waiting = 64;  // some 15 ms each
    // Of one source so many may wait in any case. What is more gives way to others when all are too many.
    static constexpr std::size_t fair_share = 2;

    // `done` is called on the worker's thread, a source after the other, and no more once the destructor has
    // returned; what waits then is not answered. Throws std::runtime_error if libsodium cannot be used.
    explicit PasswordWorker(std::function<void(PasswordAnswer)> done);
    ~PasswordWorker() override;

    bool available() const override { return true; }
    bool make(Ticket ticket, std::string password, std::string_view source) override;
    bool check(Ticket ticket, std::string password, std::string hash, std::string_view source) override;
    void abandon(Ticket ticket) override;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace confab::store
