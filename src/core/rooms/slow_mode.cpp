#include "confab/core/rooms/slow_mode.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "confab/core/users/resume_code.hpp"

namespace confab {

namespace {

constexpr Ticks in_ticks_of(std::uint32_t seconds) { return Ticks{seconds * 64}; }

// In ticks, which wrap round.
bool later(std::uint32_t a, std::uint32_t b) { return static_cast<std::int32_t>(a - b) > 0; }

std::string connection_sign(const Client& client) {
    const std::string code = resume_code_of(client);
    return code.empty() ? fmt::format("c{}", client.id.serial) : code;
}

// How a slow room recognizes a person again: by account, or else by source if that tells them from
// others; and by connection, under whatever name, by the code that brings it back.
std::vector<std::string> signs_of(const Client& client) {
    std::vector<std::string> signs{connection_sign(client)};
    if (client.account != nullptr) {
        signs.push_back(fmt::format("a{}", client.account->id));
    } else if (!client.address.loopback()) {
        signs.push_back(source_of(client.address).text());
    }
    return signs;
}

// When the person spoke there last, in ticks: also before they left and came back, or on another connection.
std::optional<std::uint32_t> last_spoke(const Client& client, const Room& room) {
    const Membership& membership = *client.membership(room);
    std::optional<std::uint32_t> last;
    if (membership.spoke) last = membership.spoke_at;
    if (!room.guests || room.guests->spoke.empty()) return last;
    std::vector<std::string> signs = signs_of(client);
    if (client.extras && !client.extras->came_back_with.empty()) {
        signs.push_back(client.extras->came_back_with);
    }
    for (const std::string& sign : signs) {
        const auto found = room.guests->spoke.find(sign);
        if (found == room.guests->spoke.end()) continue;
        if (!last || later(found->second, *last)) last = found->second;
    }
    return last;
}

Ticks since_spoke(const Client& client, const Room& room, Now now) {
    const auto last = last_spoke(client, room);
    return last ? Ticks{in_ticks(now.mono) - *last} : Ticks::max();
}

}  // namespace

void RoomGuests::remember(std::string sign, std::uint32_t spoke_at) {
    if (spoke.size() >= max_speakers && !spoke.contains(sign)) {
        spoke.erase(std::min_element(spoke.begin(), spoke.end(),
                                     [](const auto& a, const auto& b) { return later(b.second, a.second); }));
    }
    spoke.insert_or_assign(std::move(sign), spoke_at);
}

std::optional<std::chrono::seconds> slow_wait(const Client& client, const Room& room, Now now) {
    const std::uint32_t slow = room.rules ? room.rules->slow : 0;
    if (slow == 0) return std::nullopt;
    const Ticks since = since_spoke(client, room, now);
    if (since >= in_ticks_of(slow)) return std::nullopt;
    return std::chrono::ceil<std::chrono::seconds>(in_ticks_of(slow) - since);
}

void remember_speaker(const Client& client, Room& room) {
    const auto last = last_spoke(client, room);
    if (!last) return;
    for (std::string& sign : signs_of(client)) room.guests_or_new().remember(std::move(sign), *last);
}

}  // namespace confab
