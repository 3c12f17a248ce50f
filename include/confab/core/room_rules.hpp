// What the owner of a room may set about it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "confab/core/account.hpp"
#include "confab/core/name.hpp"

namespace confab {

// A room without an owner has the defaults, and nothing of it is kept but what was said; of the lobby the
// topic as well.
struct RoomRules {
    static constexpr std::size_t most_named = 500;  // of each list below
    static constexpr std::size_t longest_key = 64;  // bytes

    AccountId owner = 0;
    bool unlisted = false;  // private: as if it did not exist to who is neither in it nor invited
    std::string key{};      // the word to be said on joining; empty: none
    bool keeps_history = true;
    bool moderated = false;              // only operators and voices may speak
    std::uint32_t slow = 0;              // seconds between two messages of one person
    std::vector<AccountId> operators{};  // the owner is one without being here
    std::vector<AccountId> voices{};
    std::vector<AccountId> invited{};

    bool operator==(const RoomRules&) const = default;
};

struct RoomRecord {
    Name name;
    std::string topic;
    RoomRules rules;
};

}  // namespace confab
