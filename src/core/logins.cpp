#include "confab/core/logins.hpp"

#include "confab/core/hub.hpp"
#include "text.hpp"

namespace confab {

std::string Logins::refuses_name(const Client& client, const Name& name) const {
    const Account* account = hub_.accounts().find_by_key(name.key);
    if (account == nullptr || account == client.account) return {};
    return sentence("the name ", account->name.text, " is registered, /login ", account->name.text,
                    " if it is yours, or choose another");
}

void Logins::left(Client& /*client*/, Now /*now*/) {}

}  // namespace confab
