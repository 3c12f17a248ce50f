// Accounts and their passwords.
#include <array>

#include "wording_tables.hpp"

namespace confab::dialect {

std::span<const Phrase> phrases_of_accounts() {
    static constexpr auto phrases = std::to_array<Phrase>({
        {Code::server_busy, "server_busy", "",
         "the server is too busy for that now, nothing has changed; try again soon"},
        {Code::name_given_up, "name_given_up", "",
         "that name has been given up meanwhile, nothing has changed"},
        {Code::accounts_unavailable, "accounts_unavailable", "",
         "names cannot be registered here: this server keeps nothing"},
        {Code::accounts_full, "accounts_full", "max", "no more names can be registered here (limit {0})"},
        {Code::account_exists, "account_exists", "name", "the name {0} is registered already"},
        {Code::account_named_by_configuration, "account_named_by_configuration", "name",
         "{0} operates the server because its configuration names it: name the new name there first"},
        {Code::account_renamed, "account_renamed", "before name",
         "your account {0} is called {1} from now on, says an operator: /login {1} from the next time on"},
        {Code::name_for_guests, "name_for_guests", "name", "{0} is a guest's name, choose another"},
        {Code::guest_name_yours, "guest_name_yours", "name",
         "{0} is a guest's name, take one of your own first: /nick NAME"},
        {Code::registered_already, "registered_already", "name",
         "{0} is yours already, /passwd changes its password"},
        {Code::registered_by_another, "registered_by_another", "name",
         "the name {0} is registered, take another first: /nick NAME"},
        {Code::registrations_wait, "registrations_wait", "wait",
         "too many names were registered from where you are, try again in {0:brief}"},
        {Code::registered, "registered", "name",
         "{0} is yours now: /login {0} brings you back with your rooms and settings"},
        {Code::unregistered, "unregistered", "name",
         "{0} is not registered any more, and what was kept with it is gone"},
        {Code::unregistered_by_operator, "unregistered_by_operator", "name",
         "{0} is not registered any more, and what was kept with it is gone, says an operator"},
        {Code::logged_in_already, "logged_in_already", "name", "you are logged in as {0} already"},
        {Code::logged_in, "logged_in", "name last_seen", "you are logged in as {0}, last seen {1:date}"},
        {Code::logged_out, "logged_out", "name", "you are logged out of {0}, /login {0} comes back"},
        {Code::login_failed, "login_failed", "", "wrong name or password, nothing has changed"},
        {Code::login_missing, "login_missing", "", "you are not logged in: /login first, then /unregister"},
        {Code::login_needed, "login_needed", "register invitation",
         "log in first, nothing was done: /login NAME PASSWORD{0:, or /register NAME PASSWORD for a name of "
         "your "
         "own}{1:, or /register NAME PASSWORD CODE with an invitation}"},
        {Code::how_to_log_in, "how_to_log_in", "register invitation",
         "This server asks everyone to log in: /login NAME PASSWORD{0:, or /register NAME PASSWORD for a "
         "name of "
         "your own}{1:, or /register NAME PASSWORD CODE with an invitation}"},
        {Code::login_timed_out, "login_timed_out", "wait", "nobody has logged in within {0:brief}, goodbye"},
        {Code::guests_read_only, "guests_read_only", "register",
         "guests may only read here, nothing was done: /login NAME PASSWORD if you are registered{0:, else "
         "/nick NAME and /register}"},
        {Code::guests_not_let_in, "guests_not_let_in", "",
         "nobody is here without an account: this server has no guests"},
        {Code::registration_closed, "registration_closed", "",
         "names cannot be registered here, ask an operator of the server for one"},
        {Code::name_owner_came, "name_owner_came", "name",
         "the name {0} is registered, and its owner is here"},
        {Code::name_lost, "name_lost", "name", "the name {0} is registered now, and not to you"},
        {Code::name_registered, "name_registered", "name",
         "the name {0} is registered, /login {0} if it is yours, or choose another"},
        {Code::name_taken, "name_taken", "name", "the name {0} is taken, choose another"},
        {Code::name_looks_taken, "name_looks_taken", "name like",
         "the name {0} looks like {1}, who is here; choose another"},
        {Code::name_banned, "name_banned", "name", "the name {0} is banned, choose another"},
        {Code::name_owner_banned, "name_owner_banned", "name until reason",
         "{0} is banned{1: until *}{2:: *}"},
    });
    return phrases;
}

}  // namespace confab::dialect
