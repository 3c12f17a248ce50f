// What a guest with a code can come back to, as it is saved.
#pragma once

#include "confab/core/ports/message_log.hpp"
#include "confab/core/sanctions/sanction_register.hpp"
#include "confab/core/settings.hpp"
#include "confab/core/users/user_directory.hpp"

namespace confab {

class GuestSeats {
  public:
    // All of them outlive it.
    GuestSeats(const ChatSettings& settings, UserDirectory& users, const SanctionRegister& sanctions,
               MessageLog& log)
        : settings_(settings), users_(users), sanctions_(sanctions), log_(log) {}

    // Whose share of all places it takes (GuestSeat::source).
    std::string source(const User& user) const;

    // Everything that was said counts as shown.
    GuestSeat of(const User& user) const;
    // A guest that has said something, or has come back itself, has a place however short it stays.
    static bool has_one(const User& user);
    // So that it is there after a crash too. Nothing is saved of a user without a code, or with an account.
    void save(const User& user, Now now);
    // The same, if it was saved before: something of it has changed.
    void update(const User& user, Now now);

  private:
    const ChatSettings& settings_;
    UserDirectory& users_;
    const SanctionRegister& sanctions_;
    MessageLog& log_;
};

}  // namespace confab
