#include "confab/core/moderation.hpp"

#include "confab/core/hub.hpp"

namespace confab {

void Moderation::load(std::vector<Sanction> /*sanctions*/, std::uint64_t /*last*/, bool /*lockdown*/) {}

std::string Moderation::refuses(const Address& /*address*/, Now /*now*/) const { return {}; }
std::string Moderation::refuses_name(const Client& /*client*/, const Name& /*name*/, Now /*now*/) const {
    return {};
}
std::string Moderation::refuses_entry(const Client& /*client*/, const Name& /*room*/, Now /*now*/) const {
    return {};
}
std::string Moderation::refuses_speech(const Client& /*client*/, const Room& /*room*/, Now /*now*/) const {
    return {};
}
std::string Moderation::refuses_private(const Client& /*client*/, Now /*now*/) const { return {}; }

bool Moderation::is_operator(const Client& client) const {
    return client.account != nullptr && client.account->server_operator;
}

}  // namespace confab
