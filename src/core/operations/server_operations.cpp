#include "confab/core/operations/server_operations.hpp"

namespace confab {

void ServerOperations::apply(const operation::Tick& /*what*/, Now now) {
    presence_.tick(now);
    saves_.tick(now);
    login_deadlines_.tick(now);
    inbox_.forget_old(now);
}

void ServerOperations::apply(const operation::Configure& what, Now /*now*/) {
    settings_ = what.settings;
    server_roles_.configure();
}

void ServerOperations::apply(const operation::Stop& /*what*/, Now now) { departure_.stop(now); }

}  // namespace confab
