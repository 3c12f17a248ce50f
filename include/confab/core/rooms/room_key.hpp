// The keys of rooms as they are stored: "dev", or "17#dev" for the private room dev of account 17. No name
// has a '#', so the two kinds never meet. Nothing else knows how a key is made.
#pragma once

#include <string>
#include <string_view>

#include "confab/core/users/account.hpp"

namespace confab {

inline bool is_private_key(std::string_view key) { return key.find('#') != std::string_view::npos; }

// Of the name that the room is known by: "dev" for both.
inline std::string_view base_of_key(std::string_view key) { return key.substr(key.find('#') + 1); }

inline std::string private_key(AccountId owner, std::string_view base) {
    return std::to_string(owner).append("#").append(base);
}

}  // namespace confab
