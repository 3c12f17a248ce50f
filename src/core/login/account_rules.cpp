#include "confab/core/login/account_rules.hpp"

#include "confab/base/text.hpp"
#include "confab/base/typed_line.hpp"
#include "confab/core/ports/passwords.hpp"

namespace confab {

// The name's look-alikes are as easy to guess.
Refusal can_be_password(std::string_view password, std::string_view name_key, const NameRules& names) {
    if (password == garbled_secret) return {Code::password_unreadable};
    if (character_count(password) < Passwords::shortest)
        return {Code::password_too_short, Passwords::shortest};
    if (password.size() > Passwords::longest) return {Code::password_too_long, Passwords::longest};
    if (names.key_of(password) == name_key) return {Code::password_is_name};
    return {};
}

Refusal can_be_given(std::string_view password) {
    if (password.empty() || password == garbled_secret) return {Code::password_unreadable};
    if (password.size() > Passwords::longest_given)
        return {Code::password_too_long, Passwords::longest_given};
    return {};
}

Reply how_to_come_in(Code code, const ChatSettings& settings) {
    const auto only_if = [&](Registration which) {
        return settings.registration == which ? argument(true) : Argument();
    };
    return {code, only_if(Registration::open), only_if(Registration::invite)};
}

}  // namespace confab
