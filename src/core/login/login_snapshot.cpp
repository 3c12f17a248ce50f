#include "../users/account_fields.hpp"
#include "confab/base/snapshot/reader.hpp"
#include "confab/base/snapshot/writer.hpp"
#include "confab/core/login/authentication.hpp"
#include "confab/core/login/invite_codes.hpp"
#include "confab/core/login/login_deadlines.hpp"
#include "confab/core/login/operator_accounts.hpp"

namespace confab {

void Authentication::save(snapshot::Writer& out) const { out(guesses_, registrations_); }
void Authentication::load(snapshot::Reader& in) { in(guesses_, registrations_); }

void OperatorAccounts::save(snapshot::Writer& out) const { out(last_); }
void OperatorAccounts::load(snapshot::Reader& in) { in(last_); }

void InviteCodes::save(snapshot::Writer& out) const { out(codes_); }
void InviteCodes::load(snapshot::Reader& in) {
    in(codes_);
    for (const auto& [key, code] : codes_) in.expect(key == code.code);
}

void LoginDeadlines::save(snapshot::Writer& out) const { out(due_); }
void LoginDeadlines::load(snapshot::Reader& in) { in(due_); }

}  // namespace confab
