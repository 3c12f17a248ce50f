// Passwords: asking for them, and which may be one.
#include <array>

#include "wording_tables.hpp"

namespace confab::dialect {

std::span<const Phrase> phrases_of_passwords() {
    static constexpr auto phrases = std::to_array<Phrase>({
        {Code::ask_password, "ask_password", "name", "password for {0}"},
        {Code::ask_new_password, "ask_new_password", "name", "a new password for {0}"},
        {Code::ask_password_again, "ask_password_again", "", "the same again"},
        {Code::ask_old_password, "ask_old_password", "", "your old password"},
        {Code::ask_password_to_unregister, "ask_password_to_unregister", "name",
         "your password, to give up {0}"},
        {Code::secret_called_off, "secret_called_off", "", "called off, nothing has changed"},
        {Code::not_encrypted, "not_encrypted", "",
         "careful: this connection is not encrypted, your password can be read on the way"},
        {Code::password_in_plain, "password_in_plain", "address",
         "this connection is not encrypted, so no password is taken on it, and this one was not looked "
         "at{0:: connect to *}"},
        {Code::passwords_elsewhere, "passwords_elsewhere", "",
         "passwords are not kept here, so they are changed where you got yours"},
        {Code::passwords_unavailable, "passwords_unavailable", "",
         "passwords cannot be checked now, nothing has changed; try again soon"},
        {Code::passwords_wait, "passwords_wait", "wait",
         "too many wrong passwords, nothing has changed; try again in {0:brief}"},
        {Code::passwords_differ, "passwords_differ", "", "the two are not the same, nothing has changed"},
        {Code::password_right, "password_right", "name", "the password of {0} is right"},
        {Code::password_wrong, "password_wrong", "", "that is not your password, nothing has changed"},
        {Code::password_missing, "password_missing", "", "you have no password: /register or /login first"},
        {Code::password_changed, "password_changed", "", "your password has been changed"},
        {Code::password_unreadable, "password_unreadable", "",
         "a password is UTF-8 without control characters, and that was not, nothing has changed; choose "
         "another"},
        {Code::password_too_short, "password_too_short", "min",
         "a password has at least {0:character|characters}, nothing has changed; choose another"},
        {Code::password_too_long, "password_too_long", "max",
         "a password has at most {0:byte|bytes}, nothing has changed; choose another"},
        {Code::password_is_command, "password_is_command", "",
         "a password does not begin with /, nothing has changed; choose another"},
        {Code::password_is_name, "password_is_name", "",
         "a password is not one's name, nothing has changed; choose another"},
    });
    return phrases;
}

}  // namespace confab::dialect
