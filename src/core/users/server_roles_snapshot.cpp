#include "confab/base/snapshot/reader.hpp"
#include "confab/base/snapshot/writer.hpp"
#include "confab/core/users/server_roles.hpp"

namespace confab {

// The accounts and the configuration say which people are operators.
void ServerRoles::save(snapshot::Writer& out) const { out(locked_down_); }
void ServerRoles::load(snapshot::Reader& in) { in(locked_down_); }

}  // namespace confab
