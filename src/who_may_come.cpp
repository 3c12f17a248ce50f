#include "who_may_come.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <string>

namespace confab {

namespace {

const ops::ListenUrl* encrypted_listener(const ops::Options& options) {
    const auto found = std::find_if(options.listen_urls.begin(), options.listen_urls.end(),
                                    [](const ops::ListenUrl& url) { return url.is_encrypted(); });
    return found == options.listen_urls.end() ? nullptr : &*found;
}

// As people may type it: nobody can connect to "every address".
std::string shown(const ops::ListenUrl& url) {
    const bool everywhere = url.host == "0.0.0.0" || url.host == "::";
    return everywhere ? fmt::format("port {} with TLS", url.port) : url.text();
}

PlainPasswords plain_passwords_from(const ops::Options& options) {
    if (options.plain_passwords == "yes") return PlainPasswords::yes;
    if (options.plain_passwords == "no") return PlainPasswords::no;
    const bool refuse = options.plain_passwords == "auto" && encrypted_listener(options) != nullptr;
    return refuse ? PlainPasswords::no : PlainPasswords::warn;
}

}  // namespace

void set_who_may_come(const ops::Options& options, ChatSettings& chat) {
    if (options.guests == "read-only") chat.guests = Guests::read_only;
    if (options.guests == "no") chat.guests = Guests::no;
    if (options.registration == "invite") chat.registration = Registration::invite;
    const bool elsewhere = !options.auth_command.empty();
    if (options.registration == "closed" || elsewhere) chat.registration = Registration::closed;
    chat.login_timeout = std::chrono::seconds(options.login_timeout);
    chat.max_invite_codes = static_cast<std::size_t>(options.max_invite_codes);
    chat.max_certificates = static_cast<std::size_t>(options.max_certificates);
    chat.plain_passwords = plain_passwords_from(options);
    const ops::ListenUrl* encrypted = encrypted_listener(options);
    chat.encrypted_at = encrypted == nullptr ? std::string() : shown(*encrypted);
}

}  // namespace confab
