// The person or the network that a moderating act is for.
#pragma once

#include <optional>
#include <string>

#include "confab/base/address.hpp"
#include "confab/core/moderation/moderation.hpp"
#include "confab/core/sanctions/sanction_end.hpp"
#include "confab/core/users/account.hpp"
#include "confab/core/users/user.hpp"

namespace confab {

// A person that is here, registered or not; a registered person that is not; a name that nobody has; or a
// network.
struct Moderation::Target {
    User* user = nullptr;
    Account* account = nullptr;
    Name name;
    std::optional<Network> network;

    std::string shown() const { return network ? network->text() : name.text; }
    bool guest_here() const { return user != nullptr && account == nullptr; }
};

Refusal too_long(std::string_view reason);
// Empty for the whole server.
std::string_view name_of(const Room* room);
// True for an operator at a tool, whose commands are other ones. None for a person in the chat.
Argument at_tool(const Actor& actor);

}  // namespace confab
