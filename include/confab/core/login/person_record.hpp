// A person as another run of the server takes them back after a crash, without any text that is private.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "confab/base/name.hpp"
#include "confab/base/room_key.hpp"
#include "confab/core/users/account.hpp"
#include "confab/core/users/connection.hpp"

namespace confab {

struct PersonRecord {
    struct Place {
        RoomName room{};
        std::uint32_t seen = 0;  // as Membership::seen
        bool announced = false;
        bool spoke = false;
        bool guest_operator = false;  // what only the room knew, and nothing on disk
        bool guest_voice = false;
    };
    struct Link {
        ClientId id{};
        bool echo = true;
        bool chose_quiet = false;
        bool was_warned = false;
        View view{};
        Address address{};
        MonoTime since{};
        MonoTime last_active{};
        DisplayPreferences display{};
        std::size_t current = 0;  // which of the places is the current room
    };

    std::string name{};
    AccountId account = 0;  // 0: a guest
    std::uint32_t guest_number = 0;
    std::uint32_t sanctions_at_login = 0;
    std::uint64_t code = 0;
    std::vector<std::uint64_t> sanctions{};  // that hold a guest
    std::vector<Place> places{};
    bool away = false;
    std::string away_text{};
    std::vector<Name> ignores{};
    std::vector<Link> links{};  // never empty; the one that was acted on last comes first
};

}  // namespace confab
