#include "account_commands.hpp"

#include "confab/base/text.hpp"
#include "confab/core/login/authentication.hpp"
#include "confab/core/login/resume.hpp"

namespace confab {

void AccountCommands::add_to(CommandTable& table) {
    table.add("register", *this, &AccountCommands::register_account);
    table.add("login", *this, &AccountCommands::login);
    table.add("passwd", *this, &AccountCommands::passwd);
    table.add("unregister", *this, &AccountCommands::unregister);
    table.add("resume", *this, &AccountCommands::resume);
}

void AccountCommands::register_account(Caller& caller, const Arguments& arguments, Now now) {
    std::string_view rest = arguments[0];
    const bool is_unnamed = caller.user().is_unnamed();
    const std::string_view name = is_unnamed ? take_word(rest) : std::string_view();
    authentication_.register_account(caller.user(), name, rest, now);
}

void AccountCommands::login(Caller& caller, const Arguments& arguments, Now now) {
    User& user = caller.user();
    const bool is_guest = user.guest_number != 0 || user.is_unnamed();
    if (!arguments.has(0) && is_guest) return caller.refuse_usage();
    const std::string_view name = arguments.has(0) ? arguments[0] : std::string_view(user.name.text);
    authentication_.log_in(user, name, arguments[1], now);
}

void AccountCommands::passwd(Caller& caller, const Arguments& arguments, Now now) {
    authentication_.change_password(caller.user(), arguments[0], arguments[1], now);
}

void AccountCommands::unregister(Caller& caller, const Arguments& arguments, Now now) {
    authentication_.unregister(caller.user(), arguments[0], now);
}

void AccountCommands::resume(Caller& caller, const Arguments& arguments, Now now) {
    resume_.resume(caller.user(), caller.secret(arguments[0]), now);
}

}  // namespace confab
