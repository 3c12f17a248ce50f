#include "confab/core/login/authentication.hpp"

#include <utility>

#include "confab/base/duration.hpp"
#include "confab/base/text.hpp"
#include "confab/base/time_text.hpp"
#include "confab/core/hub.hpp"

namespace confab {

namespace {

constexpr std::string_view nothing_kept = "names cannot be registered here: this server keeps nothing";
constexpr std::size_t max_asked_name = 64;  // bytes of a name that is shown in a question
constexpr std::string_view not_yours = "that is not your password, nothing has changed";

}  // namespace

std::string Authentication::refuses_name(const Client& client, const Name& name) const {
    const Account* account = hub_.accounts().find_by_key(name.key);
    if (account == nullptr || account == client.account) return {};
    return sentence("the name ", account->name.text, " is registered, /login ", account->name.text,
                    " if it is yours, or choose another");
}

// --- Registering

std::string Authentication::refuses_registration(const Client& client, Now now) const {
    if (!hub_.passwords().available()) return std::string(nothing_kept);
    if (client.account != nullptr) {
        return sentence(client.name.text, " is yours already, /passwd changes its password");
    }
    if (client.guest_number != 0 || is_guest_name(hub_.names().fold(client.name.text))) {
        return sentence(client.name.text, " is a guest's name, take one of your own first: /nick NAME");
    }
    if (std::string why = hub_.moderation().refuses_guest(client); !why.empty()) return why;
    if (hub_.accounts().find_by_key(client.name.key) != nullptr) {
        return sentence("the name ", client.name.text, " is registered, take another first: /nick NAME");
    }
    if (hub_.accounts().size() >= hub_.settings().max_accounts) {
        return sentence("no more names can be registered here (limit ", hub_.settings().max_accounts, ")");
    }
    const Milliseconds wait = registrations_.wait(source_of(client.address).text(), now.mono);
    if (wait <= Milliseconds{0}) return {};
    return sentence("too many names were registered from where you are, try again in ",
                    brief(wait + Milliseconds{999}));
}

void Authentication::enrol(Client& client, std::string_view password, Now now) {
    if (const std::string why = refuses_registration(client, now); !why.empty()) {
        return hub_.tell_error(client, why, now);
    }
    if (!password.empty()) return enrol_with(client, secret_of(password), now);
    const Secret then = [this](Client& who, const std::string& secret, Now when) {
        enrol_with(who, secret, when);
    };
    ask_new(client, then, now);
}

void Authentication::enrol_with(Client& client, const std::string& password, Now now) {
    if (!accepts(client, password, now)) return;
    const Made then = [this](Client& who, std::string hash, Now when) {
        registered(who, std::move(hash), when);
    };
    make(client, password, then, now);
}

// Somebody else may have been faster, and an operator may have renamed who waits.
void Authentication::registered(Client& client, std::string hash, Now now) {
    if (const std::string why = refuses_registration(client, now); !why.empty()) {
        return hub_.tell_error(client, why, now);
    }
    registrations_.failed(source_of(client.address).text(), {}, now.mono);
    client.account = &hub_.accounts().add(client.name, std::move(hash), now.wall);
    hub_.moderation().registered(client, *client.account, now);
    save(client, now);
    guesses_.succeeded(client.name.key, client.address);
    tell_edge(client, LoginEvent::registered, client.name.text);
    hub_.tell(client,
              sentence(client.name.text, " is yours now: /login ", client.name.text,
                       " brings you back with your rooms and settings"),
              now);
}

// --- Coming back to one's name

void Authentication::log_in(Client& client, std::string_view name, std::string_view password, Now now) {
    if (!hub_.passwords().available()) return hub_.tell_error(client, nothing_kept, now);
    const std::string key = hub_.names().key_of(name);
    if (client.account != nullptr && client.account->name.key == key) {
        return hub_.tell_error(client, sentence("you are logged in as ", client.name.text, " already"), now);
    }
    const std::string wanted(name);
    if (!password.empty()) return log_in_with(client, wanted, secret_of(password), now);
    const Secret then = [this, wanted](Client& who, const std::string& secret, Now when) {
        log_in_with(who, wanted, secret, when);
    };
    warn_if_plain(client, now);
    ask(client, sentence("password for ", excerpt(name, max_asked_name)), then);
}

void Authentication::log_in_with(Client& client, const std::string& name, const std::string& password,
                                 Now now) {
    const Checked then = [this, key = hub_.names().key_of(name)](Client& who, bool good, Now when) {
        Account* account = good ? hub_.accounts().find_by_key(key) : nullptr;
        if (account == nullptr) {
            return hub_.tell_error(who, "wrong name or password, nothing has changed", when);
        }
        welcome(who, *account, when);
    };
    check(client, name, password, then, now);
}

// Who has the name already, and proved to be its owner, is a ghost.
void Authentication::welcome(Client& client, Account& account, Now now) {
    const Client* holder = hub_.registry().find_by_key(account.name.key);
    if (holder == nullptr || holder == &client || holder->account != &account) {
        return come_in(client, account, {}, now);
    }
    const auto then = [this, id = account.id](Client& who, const Seats::Ghost& found, Now later) {
        if (Account* still = hub_.accounts().find(id)) return come_in(who, *still, found, later);
        hub_.tell_error(who, "that name has been given up meanwhile, nothing has changed", later);
    };
    hub_.seats().measure(client, *holder, then, now);
}

void Authentication::come_in(Client& client, Account& account, const Seats::Ghost& found, Now now) {
    if (client.account == &account) return;
    if (const std::string why = hub_.moderation().refuses_name(client, account.name, now); !why.empty()) {
        return hub_.tell_error(client, why, now);
    }
    if (client.account != nullptr) log_out(client, now);

    std::vector<Seat> places = account.settings.seats;
    WallTime left_at = account.settings.left;
    const WallTime seen = account.last_seen;
    bool quietly = false;
    Client* holder = hub_.registry().find_by_key(account.name.key);
    if (holder != nullptr && holder != &client && holder->account == &account) {
        if (holder->id != found.who) return welcome(client, account, now);
        Seats::Place place = hub_.seats().place_of(*holder, found, now);
        places = std::move(place.seats);
        left_at = place.left;
        quietly = true;
        save(*holder, now);
        hub_.take_over(*holder, client, now);
    } else if (holder != nullptr && holder != &client) {
        hub_.tell(*holder, sentence("the name ", account.name.text, " is registered, and its owner is here"),
                  now);
        hub_.make_guest(*holder, now);
    }
    tell_edge(client, LoginEvent::logged_in, account.name.text);
    client.account = &account;
    hub_.moderation().logged_in(client);
    if (client.name.text != account.name.text) hub_.rename(client, account.name, now);
    apply(client, account.settings);
    const std::string last_seen = date(seen, History::clock_of(client));
    hub_.tell(client, sentence("you are logged in as ", account.name.text, ", last seen ", last_seen), now);
    hub_.seats().come_back(client, std::move(places), left_at, quietly, now);
    touched(client, now);
}

void Authentication::log_out(Client& client, Now now) {
    const Account* account = client.account;
    if (account == nullptr) return;
    left(client, now);
    client.account = nullptr;
    hub_.tell(client,
              sentence("you are logged out of ", account->name.text, ", /login ", account->name.text,
                       " comes back"),
              now);
}

// --- Changing and giving back

void Authentication::change_password(Client& client, std::string_view old, std::string_view password,
                                     Now now) {
    if (client.account == nullptr) {
        return hub_.tell_error(client, "you have no password: /register or /login first", now);
    }
    const auto checked = [this](const std::string& wanted) -> Checked {
        return [this, wanted](Client& who, bool good, Now when) {
            if (!good || who.account == nullptr) return hub_.tell_error(who, not_yours, when);
            if (!wanted.empty()) return change_to(who, wanted, when);
            const Secret then = [this](Client& again, const std::string& secret, Now later) {
                change_to(again, secret, later);
            };
            ask_new(who, then, when);
        };
    };
    if (!old.empty()) {
        const std::string wanted = secret_of(password);
        if (!accepts(client, wanted, now)) return;
        return check(client, client.account->name.text, secret_of(old), checked(wanted), now);
    }
    const Secret then = [this, checked](Client& who, const std::string& secret, Now when) {
        if (who.account != nullptr) check(who, who.account->name.text, secret, checked({}), when);
    };
    warn_if_plain(client, now);
    ask(client, "your old password", then);
}

void Authentication::change_to(Client& client, const std::string& password, Now now) {
    if (client.account == nullptr || !accepts(client, password, now)) return;
    const Made then = [this](Client& who, std::string hash, Now when) {
        if (who.account == nullptr) return;
        who.account->password_hash = std::move(hash);
        save(who, when);
        guesses_.changed(who.account->name.key);
        guesses_.succeeded(who.account->name.key, who.address);
        tell_edge(who, LoginEvent::changed_password, who.name.text);
        hub_.tell(who, "your password is another one now", when);
    };
    make(client, password, then, now);
}

void Authentication::unregister(Client& client, std::string_view password, Now now) {
    if (client.account == nullptr) {
        return hub_.tell_error(client, "you are not logged in: /login first, then /unregister", now);
    }
    if (!password.empty()) return unregister_with(client, secret_of(password), now);
    const Secret then = [this](Client& who, const std::string& secret, Now when) {
        unregister_with(who, secret, when);
    };
    warn_if_plain(client, now);
    ask(client, sentence("your password, to give up ", client.name.text), then);
}

void Authentication::unregister_with(Client& client, const std::string& password, Now now) {
    if (client.account == nullptr) return;
    const Checked then = [this](Client& who, bool good, Now when) {
        if (!good || who.account == nullptr) return hub_.tell_error(who, not_yours, when);
        remove(*who.account, when);
        tell_edge(who, LoginEvent::unregistered, who.name.text);
        hub_.tell(who,
                  sentence(who.name.text, " is not registered any more, and what was kept with it is gone"),
                  when);
    };
    check(client, client.account->name.text, password, then, now);
}

void Authentication::remove(Account& account, Now now) {
    Client* client = hub_.registry().find_by_key(account.name.key);
    if (client != nullptr && client->account == &account) client->account = nullptr;
    const AccountId id = account.id;
    guesses_.changed(account.name.key);
    hub_.doors().owner_gone(id, now);
    hub_.moderation().account_gone(account);
    hub_.accounts().remove(id);
    hub_.state().remove_account(id);
}

}  // namespace confab
