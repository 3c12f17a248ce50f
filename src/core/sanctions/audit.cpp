#include "confab/core/sanctions/audit.hpp"

#include <utility>

namespace confab {

void Audit::add(const Actor& actor, std::string_view action, std::string_view target, std::string_view room,
                std::string detail, Now now) {
    const AuditEntry entry{now.wall,          actor.name,       std::string(action), std::string(target),
                           std::string(room), std::move(detail)};
    state_.add(entry);
    events_.audited(entry);
}

}  // namespace confab
