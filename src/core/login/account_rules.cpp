#include "confab/core/login/account_rules.hpp"

#include "confab/base/text.hpp"
#include "confab/base/typed_line.hpp"
#include "confab/base/visible.hpp"
#include "confab/core/ports/passwords.hpp"

namespace confab {

// The name's look-alikes are as easy to guess; what begins like a command could not be typed when asked.
TextRefusal can_be_password(std::string_view password, std::string_view name_key, const NameRules& names) {
    std::string why;
    if (password == garbled_secret) {
        why = "is UTF-8 without control characters, and that was not";
    } else if (character_count(password) < Passwords::shortest) {
        why = sentence("has at least ", Passwords::shortest, " characters");
    } else if (password.size() > Passwords::longest) {
        why = sentence("has at most ", Passwords::longest, " bytes");
    } else if (!from_slash(password).empty()) {
        why = "does not begin with /";
    } else if (names.key_of(password) == name_key) {
        why = "is not one's name";
    }
    return why.empty() ? why : sentence("a password ", why, ", nothing has changed; choose another");
}

TextRefusal no_more_accounts(std::size_t most) {
    return sentence("no more names can be registered here (limit ", most, ")");
}

}  // namespace confab
