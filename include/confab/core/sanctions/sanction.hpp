// Bans, which keep a person out, and mutes, which keep one from speaking.
#pragma once

#include <cstdint>
#include <string>

#include "confab/base/address.hpp"
#include "confab/base/room_key.hpp"
#include "confab/base/time.hpp"
#include "confab/core/users/account.hpp"

namespace confab {

inline constexpr WallTime for_ever = WallTime::max();

struct Sanction {
    enum class Kind : std::uint8_t { ban, mute };
    enum class Target : std::uint8_t { name, account, network };

    std::uint64_t id = 0;  // from 1, never given twice
    Kind kind = Kind::ban;
    Target target = Target::name;
    std::string name_key{};  // of the target, if it was named; what is compared if it is a name
    AccountId account = 0;   // of an account
    Network network{};       // of an address or a network
    std::string shown{};     // the target as it was typed
    RoomKey room_key{};      // none: in the whole server
    WallTime since{};
    WallTime until = for_ever;  // over from then on
    std::string by{};           // the name of the moderator
    std::string reason{};
};

// Who did what to whom, when, why. Nothing in it is empty that could be known.
struct AuditEntry {
    WallTime time{};
    std::string by{};      // a name, or "confabctl (uid 1000)"
    std::string action{};  // "ban", "unban", "kick", "mute", "op", "lockdown", ...
    std::string target{};
    std::string room{};    // without '#'; empty: the server
    std::string detail{};  // how long, and why
};

}  // namespace confab
