#include "invite_code_commands.hpp"

#include <vector>

#include "confab/core/login/invite_codes.hpp"
#include "confab/core/ports/operation_log.hpp"
#include "confab/core/users/resume_code.hpp"
#include "confab/core/users/user_clock.hpp"

namespace confab {

void InviteCodeCommands::add_to(CommandTable& table) {
    table.add("invite-code", *this, &InviteCodeCommands::invite_code);
}

void InviteCodeCommands::invite_code(Caller& caller, const Arguments& arguments, Now now) {
    const std::string choice = arguments.choice(0);
    if (choice == "list") return list(caller, now);
    const operation::Author author{caller.id(), {}};
    if (choice.empty()) return log_.propose({now, operation::MakeInviteCode{author, random_()}});
    const std::string code = typed_invite_code(caller.secret(arguments.after_choice(0)));
    log_.propose({now, operation::RemoveInviteCode{author, code}});
}

// Operators of the server see those of everybody.
void InviteCodeCommands::list(const Caller& caller, Now now) const {
    const User& user = caller.user();
    if (user.account == nullptr) return caller.refuse({Code::login_missing});
    const bool all = roles_.is_operator(user);
    const std::vector<InviteCode> codes = codes_.list(all ? 0 : user.account->id, now);
    if (codes.empty()) return caller.tell({Code::invite_codes_none});
    std::size_t told = 0;
    for (const InviteCode& each : codes) {
        if (++told > max_listed) break;
        caller.tell({Code::invite_code_listed, shown_resume_code(each.code),
                     LocalTime{each.until, clock_of(user)}, all ? codes_.maker_of(each) : std::string()});
    }
    caller.tell_unlisted(codes.size());
}

}  // namespace confab
