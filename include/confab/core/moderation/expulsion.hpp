// How a moderator puts a client off the server. The login side implements it: accounts and places are saved
// when a client goes.
#pragma once

#include <string_view>

#include "confab/base/time.hpp"
#include "confab/core/reply.hpp"

namespace confab {

struct Client;

class Expulsion {
  public:
    // The client is told `why`, its rooms `reason`. It is gone afterwards.
    virtual void expel(Client& client, const Refusal& why, std::string_view reason, Now now) = 0;

  protected:
    ~Expulsion() = default;
};

}  // namespace confab
