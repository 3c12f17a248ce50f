// What a room knows of guests, who have no account that could be named in its rules, and of all people if it
// has no owner. It is not saved.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "confab/base/ids.hpp"
#include "confab/base/time.hpp"
#include "confab/core/users/account.hpp"

namespace confab {

struct RoomGuests {
    static constexpr std::size_t max_named = 500;  // of each list
    static constexpr std::size_t max_speakers = 1000;

    static constexpr std::size_t max_absent = 50;

    // An operator that lost its connection and may come back: a guest by the code, else by the account.
    struct Absent {
        std::uint64_t code;
        AccountId account;
        MonoTime until;
    };

    std::vector<UserId> operators{};  // these two until they leave the room
    std::vector<UserId> voices{};
    std::vector<UserId> invited{};  // until they leave the server
    std::vector<Absent> absent{};

    // As in RoomRules.
    struct Invitation {
        UserId who;
        std::string by;
    };
    struct Reader {
        UserId who;
        std::uint64_t code;  // with which they may come back
        std::uint64_t from;  // of the period
        std::uint64_t up_to;
    };
    std::vector<Invitation> pending{};
    std::vector<Reader> readers{};
    // Of a slow room: people who spoke and left, by account, source or connection, and when they spoke, in
    // ticks. So coming back is no way round the wait.
    std::map<std::string, std::uint32_t> spoke{};

    // If there is no room for one more, the person who spoke first is forgotten; of several the first sign.
    void remember(std::string sign, std::uint32_t spoke_at);
};

}  // namespace confab
