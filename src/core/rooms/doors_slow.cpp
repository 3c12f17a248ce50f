// Slow rooms: one message of a person in a while, however they come and go.
#include <algorithm>

#include "confab/base/text.hpp"
#include "confab/core/hub.hpp"

namespace confab {

namespace {

// In ticks, which wrap round.
bool later(std::uint32_t a, std::uint32_t b) { return static_cast<std::int32_t>(a - b) > 0; }

std::string key_of(const Client& client) {
    const std::string code = Seats::code_of(client);
    return code.empty() ? sentence("c", client.id.serial) : code;
}

// By what a slow room knows somebody who comes back: the account, or else where they come from if that tells
// them from others; and the connection, by the code that brings it back, under whatever name.
std::vector<std::string> signs_of(const Client& client) {
    std::vector<std::string> signs{key_of(client)};
    if (client.account != nullptr) {
        signs.push_back(sentence("a", client.account->id));
    } else if (!client.address.loopback()) {
        signs.push_back(source_of(client.address).text());
    }
    return signs;
}

}  // namespace

void RoomGuests::remember(std::string sign, std::uint32_t spoke_at) {
    if (spoke.size() >= max_speakers && !spoke.contains(sign)) {
        spoke.erase(std::min_element(spoke.begin(), spoke.end(),
                                     [](const auto& a, const auto& b) { return later(b.second, a.second); }));
    }
    spoke.insert_or_assign(std::move(sign), spoke_at);
}

// When the person spoke there last, in ticks: also before they left and came back, or on another connection.
std::optional<std::uint32_t> Doors::last_spoke(const Client& client, const Room& room) {
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

Ticks Doors::since_spoke(const Client& client, const Room& room, Now now) {
    const auto last = last_spoke(client, room);
    return last ? Ticks{in_ticks(now.mono) - *last} : Ticks::max();
}

void Doors::remember_speaker(const Client& client, Room& room) {
    const auto last = last_spoke(client, room);
    if (!last) return;
    if (!room.guests) room.guests = std::make_unique<RoomGuests>();
    for (std::string& sign : signs_of(client)) room.guests->remember(std::move(sign), *last);
}

}  // namespace confab
