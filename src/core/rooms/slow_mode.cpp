#include "confab/core/rooms/slow_mode.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "confab/core/users/resume_code.hpp"

namespace confab {

namespace {

constexpr Ticks in_ticks_of(std::uint32_t seconds) { return Ticks{seconds * 64}; }

// In ticks, which wrap round.
bool later(std::uint32_t a, std::uint32_t b) { return static_cast<std::int32_t>(a - b) > 0; }

std::string connection_sign(const User& user) {
    const std::string code = resume_code_of(user);
    return code.empty() ? fmt::format("c{}", user.id.serial) : code;
}

// How a slow room recognizes a person again: by account, or else by source if that tells them from
// others; and by connection, under whatever name, by the code that brings it back.
std::vector<std::string> signs_of(const User& user) {
    std::vector<std::string> signs{connection_sign(user)};
    if (user.account != nullptr) {
        signs.push_back(fmt::format("a{}", user.account->id));
    } else if (!user.connection.address.loopback()) {
        signs.push_back(source_of(user.connection.address).text());
    }
    return signs;
}

// When the person spoke there last, in ticks: also before they left and came back, or on another connection.
std::optional<std::uint32_t> last_spoke(const User& user, const Room& room) {
    const Membership& membership = *user.membership(room);
    std::optional<std::uint32_t> last;
    if (membership.spoke) last = membership.spoke_at;
    if (!room.guests || room.guests->spoke.empty()) return last;
    std::vector<std::string> signs = signs_of(user);
    if (const auto code = user.connection.came_back_with(); !code.empty()) {
        signs.emplace_back(code);
    }
    for (const std::string& sign : signs) {
        const auto found = room.guests->spoke.find(sign);
        if (found == room.guests->spoke.end()) continue;
        if (!last || later(found->second, *last)) last = found->second;
    }
    return last;
}

Ticks since_spoke(const User& user, const Room& room, Now now) {
    const auto last = last_spoke(user, room);
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

std::optional<std::chrono::seconds> slow_wait(const User& user, const Room& room, Now now) {
    const std::uint32_t slow = room.rules ? room.rules->slow : 0;
    if (slow == 0) return std::nullopt;
    const Ticks since = since_spoke(user, room, now);
    if (since >= in_ticks_of(slow)) return std::nullopt;
    return std::chrono::ceil<std::chrono::seconds>(in_ticks_of(slow) - since);
}

void remember_speaker(const User& user, Room& room) {
    const auto last = last_spoke(user, room);
    if (!last) return;
    for (std::string& sign : signs_of(user)) room.guests_or_new().remember(std::move(sign), *last);
}

}  // namespace confab
