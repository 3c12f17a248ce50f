// Registering a name and proving that it is one's own.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "confab/base/backoff.hpp"
#include "confab/base/ids.hpp"
#include "confab/base/time.hpp"
#include "confab/core/login/arrived.hpp"
#include "confab/core/login/guesses.hpp"
#include "confab/core/login/seats.hpp"
#include "confab/core/ports/passwords.hpp"
#include "confab/core/users/account.hpp"

namespace confab {

class Hub;
struct Client;

// Every call that takes a client may end in an answer from outside, or in another client's end; none ends
// `client` itself.
class Authentication {
  public:
    static constexpr Milliseconds save_after{60'000};  // a kill loses that much of settings at most

    // `hub` outlives it.
    explicit Authentication(Hub& hub) : hub_(hub) {}

    // Why `client` may not take a name, if it may not: because it is registered and not its own.
    std::string refuses_name(const Client& client, const Name& name) const;

    // --- What the commands do. A password that is empty is asked for.
    void enrol(Client& client, std::string_view password, Now now);
    void log_in(Client& client, std::string_view name, std::string_view password, Now now);
    void change_password(Client& client, std::string_view old, std::string_view password, Now now);
    void unregister(Client& client, std::string_view password, Now now);
    // Of who takes another name.
    void log_out(Client& client, Now now);
    // --- What operators do from outside, as nobody in the chat. `done` gets why not, or nothing; it may be
    // called at once.
    using Done = std::function<void(std::string why)>;
    void add_account(std::string_view name, const std::string& password, const Done& done, Now now);
    void set_password(Account& account, const std::string& password, const Done& done, Now now);
    // Answers one of these two. False: the ticket is none of theirs.
    bool hashed_for_operator(PasswordAnswer& answer, Now now);

    // Whoever has logged in as this is a guest from now on.
    void remove(Account& account, Now now);

    // The client is going, or its seats and settings are to be kept now: saves its account's.
    void left(Client& client, Now now, Arrived arrived = all_arrived);
    // The client does something: what that changes is saved within `save_after`.
    void touched(const Client& client, Now now);
    // How somebody sees things, but not where they are.
    SavedSettings settings_of(const Client& client);
    void apply(Client& client, const SavedSettings& settings);
    void tick(Now now);
    std::optional<MonoTime> deadline() const;

  private:
    using Secret = std::function<void(Client&, std::string, Now)>;
    using Checked = std::function<void(Client&, bool good, Now)>;
    using Made = std::function<void(Client&, std::string hash, Now)>;
    using Hashed = std::function<void(std::string hash, Now)>;  // empty: the server is too busy
    static constexpr std::size_t max_for_operators = 16;

    std::string refuses_registration(const Client& client, Now now) const;
    void enrol_with(Client& client, const std::string& password, Now now);
    void registered(Client& client, std::string hash, Now now);
    void log_in_with(Client& client, const std::string& name, const std::string& password, Now now);
    void welcome(Client& client, Account& account, Now now);
    void come_in(Client& client, Account& account, const Seats::Ghost& found, Now now);
    void change_to(Client& client, const std::string& password, Now now);
    void unregister_with(Client& client, const std::string& password, Now now);

    // logins_password.cpp
    // Composed, so that it is the same from every keyboard; garbled_secret as it is.
    std::string secret_of(std::string_view typed) const;
    void warn_if_plain(const Client& client, Now now);
    void ask(Client& client, std::string_view prompt, const Secret& then);
    void ask_new(Client& client, const Secret& then, Now now);  // twice
    void ask_first(Client& client, const Secret& then, int tries);
    void ask_second(Client& client, const Secret& then, const std::string& first);
    bool accepts(const Client& client, std::string_view password, Now now);
    std::string refuses_password(std::string_view password, std::string_view name_key) const;
    // `name`: as it was typed, or as the account has it.
    void check(Client& client, std::string_view name, const std::string& password, Checked then, Now now);
    void note(const Client& client, std::string_view name, const std::string& key, bool good, bool counted,
              Now now);
    void tell_edge(const Client& client, LoginEvent what, std::string_view name);
    void make(Client& client, const std::string& password, Made then, Now now);

    // logins_operator.cpp
    void hash_for_operator(const std::string& password, Hashed then, Now now);

    // logins_settings.cpp
    void save(Client& client, Now now, Arrived arrived = all_arrived);

    Hub& hub_;
    Guesses guesses_;
    Backoff registrations_{{20, Milliseconds{60'000}, Milliseconds{3'600'000}}};  // by source
    std::map<Ticket, Hashed> for_operators_;  // at most `max_for_operators`
    Ticket last_for_operators_ = 0;
    std::set<ClientId> touched_;                     // since they were saved
    std::deque<std::pair<MonoTime, ClientId>> due_;  // in order; of some the turn has passed
};

}  // namespace confab
