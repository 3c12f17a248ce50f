// Whom a moderating act is for.
#pragma once

#include <optional>
#include <string>

#include "confab/base/address.hpp"
#include "confab/core/moderation/moderation.hpp"
#include "confab/core/users/account.hpp"
#include "confab/core/users/client.hpp"

namespace confab {

// Somebody who is here, registered or not; somebody registered who is not; a name that nobody has; or a
// network.
struct Moderation::Target {
    Client* client = nullptr;
    Account* account = nullptr;
    Name name;
    std::optional<Network> network;

    std::string shown() const { return network ? network->text() : name.text; }
    bool guest_here() const { return client != nullptr && account == nullptr; }
};

// Why a reason cannot be taken; empty if it can.
std::string too_long(std::string_view reason);
// Of one kind, in one place, against one target.
bool same(const Sanction& a, const Sanction& b);
// " from #dev", " in #dev"; empty for the whole server.
std::string in_place(Sanction::Kind kind, const Room* room);

}  // namespace confab
