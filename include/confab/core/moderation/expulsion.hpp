// How a moderator puts a user off the server. The login side implements it: accounts and places are saved
// when a user goes.
#pragma once

#include <string_view>

#include "confab/base/ids.hpp"
#include "confab/base/time.hpp"
#include "confab/core/reply.hpp"

namespace confab {

struct User;

class Expulsion {
  public:
    // The user is told `why`, their rooms `reason`. They are gone afterwards.
    virtual void expel(User& user, const Refusal& why, std::string_view reason, Now now) = 0;
    // One of several connections of the user, which is told `why`. `reason` is for the log.
    virtual void close(User& user, ClientId connection, const Refusal& why, std::string_view reason,
                       Now now) = 0;

  protected:
    ~Expulsion() = default;
};

}  // namespace confab
