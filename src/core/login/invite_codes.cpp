#include "confab/core/login/invite_codes.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "confab/core/users/resume_code.hpp"
#include "confab/core/users/user_clock.hpp"

namespace confab {

std::string typed_invite_code(std::string_view typed) {
    std::string code = typed_resume_code(typed);
    const bool whole =
        code.size() == resume_code_length && code.find_first_not_of(resume_code_letters) == std::string::npos;
    return whole ? code : std::string();
}

void InviteCodes::load(std::vector<InviteCode> codes) {
    for (InviteCode& each : codes) {
        std::string key = each.code;
        codes_.emplace(std::move(key), std::move(each));
    }
}

Refusal InviteCodes::can_make(const Actor& actor) const {
    if (settings_.registration != Registration::invite) return {Code::invite_codes_unused};
    if (codes_.size() >= max_codes) return {Code::invite_codes_full, max_codes};
    if (actor.role == Role::server_operator) return {};
    if (actor.user == nullptr || actor.user->account == nullptr) return {Code::login_missing};
    if (settings_.max_invite_codes == 0) return {Code::invite_codes_for_operators};
    const AccountId maker = actor.user->account->id;
    const auto own = std::count_if(codes_.begin(), codes_.end(),
                                   [maker](const auto& each) { return each.second.maker == maker; });
    if (static_cast<std::size_t>(own) < settings_.max_invite_codes) return {};
    return {Code::invite_codes_full, settings_.max_invite_codes};
}

Outcome InviteCodes::make(const Actor& actor, std::uint64_t number, Now now) {
    forget_old(now);
    if (Refusal why = can_make(actor)) return refused(std::move(why));
    if (number == 0) return refused({Code::accounts_unavailable});
    const bool by_tool = actor.user == nullptr;
    const InviteCode made{.code = resume_code_text(number),
                          .maker = by_tool ? 0 : actor.user->account->id,
                          .made = now.wall,
                          .until = now.wall + settings_.invite_code_time};
    codes_.insert_or_assign(made.code, made);
    state_.save(made);
    if (actor.role == Role::server_operator) audit_.add(actor, "invite-code", "", "", "made", now);
    const ZoneClock clock = by_tool ? ZoneClock("UTC") : clock_of(*actor.user);
    return {true, {Code::invite_code_made, shown_resume_code(made.code), LocalTime{made.until, clock}}};
}

Outcome InviteCodes::remove(const Actor& actor, std::string_view code, Now now) {
    forget_old(now);
    const auto found = codes_.find(std::string(code));
    const bool is_operator = actor.role == Role::server_operator;
    const bool owns = found != codes_.end() && actor.user != nullptr && actor.user->account != nullptr &&
                      actor.user->account->id == found->second.maker;
    if (found == codes_.end() || !(owns || is_operator)) return refused({Code::invite_code_unknown});
    erase(found);
    if (is_operator) audit_.add(actor, "invite-code", "", "", "removed", now);
    return {true, {Code::invite_code_removed}};
}

bool InviteCodes::is_good(std::string_view code, Now now) const {
    const auto found = codes_.find(std::string(code));
    return found != codes_.end() && found->second.until > now.wall;
}

void InviteCodes::use(std::string_view code) {
    const auto found = codes_.find(std::string(code));
    if (found != codes_.end()) erase(found);
}

void InviteCodes::maker_gone(AccountId maker) {
    for (auto each = codes_.begin(); each != codes_.end();) {
        each = each->second.maker == maker ? erase(each) : std::next(each);
    }
}

void InviteCodes::forget_old(Now now) {
    for (auto each = codes_.begin(); each != codes_.end();) {
        each = each->second.until <= now.wall ? erase(each) : std::next(each);
    }
}

InviteCodes::Codes::iterator InviteCodes::erase(Codes::iterator code) {
    state_.remove_invite_code(code->first);
    return codes_.erase(code);
}

std::vector<InviteCode> InviteCodes::list(AccountId maker, Now now) const {
    std::vector<InviteCode> all;
    for (const auto& [key, each] : codes_) {
        if (each.until > now.wall && (maker == 0 || each.maker == maker)) all.push_back(each);
    }
    std::sort(all.begin(), all.end(), [](const InviteCode& a, const InviteCode& b) {
        return std::tie(a.until, a.code) < std::tie(b.until, b.code);
    });
    return all;
}

std::string InviteCodes::maker_of(const InviteCode& code) const {
    const Account* account = accounts_.find(code.maker);
    return account == nullptr ? std::string() : account->name.text;
}

}  // namespace confab
