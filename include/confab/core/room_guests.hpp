// What a room knows of guests, who have no account that could be named in its rules. Nothing of it is kept.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "confab/core/ids.hpp"

namespace confab {

struct RoomGuests {
    static constexpr std::size_t most_named = 500;  // of each list
    static constexpr std::size_t most_speakers = 1000;

    std::vector<ClientId> operators{};  // these two until they leave the room
    std::vector<ClientId> voices{};
    std::vector<ClientId> invited{};  // until they leave the server
    // Of a slow room: who spoke and left, by account, source or connection, and when they spoke, in ticks.
    // So coming back is no way round the wait.
    std::unordered_map<std::string, std::uint32_t> spoke{};

    // Where there is no room for one more, who spoke first is forgotten.
    void remember(std::string sign, std::uint32_t spoke_at);
};

}  // namespace confab
