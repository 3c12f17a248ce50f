#include "confab/base/snapshot/reader.hpp"
#include "confab/base/snapshot/writer.hpp"
#include "confab/core/login/authentication.hpp"
#include "confab/core/login/operator_accounts.hpp"

namespace confab {

void Authentication::save(snapshot::Writer& out) const { out(guesses_, registrations_); }
void Authentication::load(snapshot::Reader& in) { in(guesses_, registrations_); }

void OperatorAccounts::save(snapshot::Writer& out) const { out(last_); }
void OperatorAccounts::load(snapshot::Reader& in) { in(last_); }

}  // namespace confab
