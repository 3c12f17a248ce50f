// Accounts and their passwords.
#include <array>

#include "wording_tables.hpp"

namespace confab::dialect {

std::span<const Phrase> phrases_of_accounts() {
    static constexpr auto phrases = std::to_array<Phrase>({
        {Code::server_busy, "server_busy", "",
         "the server is too busy for that now, nothing has changed; try again soon"},
        {Code::name_given_up, "name_given_up", "",
         "that name has been given up meanwhile, nothing has changed"},
    });
    return phrases;
}

}  // namespace confab::dialect
