// Certificates of clients that log in as an account: whoever shows one has proved to have its key (RFC 8446,
// section 4.4.3), which is as good as a password. Who signed it does not matter.
#pragma once

#include <string_view>

#include "confab/core/outcome.hpp"
#include "confab/core/ports/event_sink.hpp"
#include "confab/core/ports/passwords.hpp"
#include "confab/core/ports/state_store.hpp"
#include "confab/core/settings.hpp"
#include "confab/core/users/account_directory.hpp"
#include "confab/core/users/user.hpp"

namespace confab {

class Certificates {
  public:
    // All of them outlive it.
    Certificates(EventSink& events, const ChatSettings& settings, AccountDirectory& accounts,
                 StateStore& state, const Passwords& passwords)
        : events_(events), settings_(settings), accounts_(accounts), state_(state), passwords_(passwords) {}

    // Null: the certificate logs nobody in, or there is none. Where passwords are checked elsewhere, an
    // account may have been closed there, so no certificate does.
    Account* owner(std::string_view fingerprint) const;

    // The certificate of the connection that is acted on.
    Outcome add(User& user);
    Outcome remove(User& user, std::string_view fingerprint);

  private:
    Refusal can_add(const User& user) const;
    void changed(const User& user, LoginEvent what);

    EventSink& events_;
    const ChatSettings& settings_;
    AccountDirectory& accounts_;
    StateStore& state_;
    const Passwords& passwords_;
};

}  // namespace confab
