// Registering a name and proving that it is one's own.
#pragma once

#include <string>
#include <string_view>

#include "confab/core/account.hpp"
#include "confab/core/time.hpp"

namespace confab {

class Hub;
struct Client;

class Logins {
  public:
    // `hub` outlives it.
    explicit Logins(Hub& hub) : hub_(hub) {}

    // Why `client` may not take a name, if it may not: because it is registered and not its own.
    std::string refuses_name(const Client& client, const Name& name) const;
    // The client is going, or its seats and settings are to be kept now: saves its account's.
    void left(Client& client, Now now);

  private:
    Hub& hub_;
};

}  // namespace confab
