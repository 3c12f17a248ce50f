// /accept: going where one is invited.
#include <algorithm>

#include "confab/base/text.hpp"
#include "confab/core/rooms/memberships.hpp"

namespace confab {

void Memberships::accept(User& user, std::string_view which, Now now) {
    const std::vector<Room*> found = invited_to(user, which);
    if (found.size() == 1) return join(user, found.front()->name(), {}, now);
    tell_invitations(user, which, found, now);
}

// `which`: "dev@ann", "dev", or nothing for all.
std::vector<Room*> Memberships::invited_to(const User& user, std::string_view which) {
    const bool exact = which.find('@') != std::string_view::npos;
    const Room* only = exact ? access_.named(user, which) : nullptr;
    const auto checked = names_.check_room(which);
    const RoomName* name = std::get_if<RoomName>(&checked);
    const std::string_view base = name == nullptr ? std::string_view() : name->key.base();
    std::vector<Room*> found;
    rooms_.for_each([&](Room& room) {
        if (!invitations_.is_invited(user, room)) return;
        const bool wanted = exact ? &room == only : which.empty() || room.name().key.base() == base;
        if (wanted) found.push_back(&room);
    });
    return found;
}

void Memberships::tell_invitations(const User& user, std::string_view which, const std::vector<Room*>& found,
                                   Now now) {
    if (found.empty()) {
        const std::string_view place = which.substr(which.starts_with('#') ? 1 : 0);
        return replies_.refuse(user, {Code::not_invited, excerpt(place, 64)}, now);
    }
    constexpr std::size_t max_told = 20;
    NameList rooms;
    for (std::size_t i = 0; i < std::min(found.size(), max_told); ++i) {
        rooms.push_back(access_.full_name(*found[i]));
    }
    replies_.refuse(user, {Code::invited_to_several, rooms}, now);
}

}  // namespace confab
