#include "confab/core/users/user.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace confab {

namespace {

// What has been read in each room is noted with the membership for the connection that is acted on, and with
// the connection for the others.
void exchange_seen(std::vector<Membership>& rooms, Connection& other) {
    std::vector<std::uint32_t>& seen = other.more().seen;
    for (std::size_t i = 0; i < rooms.size(); ++i) std::swap(rooms[i].seen, seen[i]);
}

}  // namespace

const Connection* User::find_connection(ClientId which) const {
    if (connection.id == which) return &connection;
    if (!others) return nullptr;
    const auto found = std::find_if(others->begin(), others->end(),
                                    [which](const Connection& other) { return other.id == which; });
    return found == others->end() ? nullptr : &*found;
}

std::uint32_t User::unread(const Membership& membership, const Connection& where,
                           std::uint64_t last_id) const {
    const auto place = static_cast<std::size_t>(&membership - rooms.data());
    if (&where == &connection) return membership.unread(last_id);
    return Membership{.seen = where.extras->seen[place]}.unread(last_id);
}

void User::bring_forward(ClientId which) {
    const auto found = std::find_if(others->begin(), others->end(),
                                    [which](const Connection& other) { return other.id == which; });
    assert(found != others->end());
    exchange_seen(rooms, *found);
    std::swap(connection.more().seen, found->more().seen);
    std::swap(connection, *found);
    std::rotate(found, found + 1, others->end());
}

void User::add_connection(Connection added) {
    if (!others) others = std::make_unique<std::vector<Connection>>();
    added.more().seen.clear();
    for (const Membership& membership : rooms) added.more().seen.push_back(membership.seen);
    others->push_back(std::move(added));
}

Connection User::remove_connection(ClientId which) {
    assert(others);
    if (connection.id == which) act_on(others->back().id);
    const auto found = std::find_if(others->begin(), others->end(),
                                    [which](const Connection& other) { return other.id == which; });
    Connection removed = std::move(*found);
    others->erase(found);
    if (others->empty()) others.reset();
    removed.more().seen.clear();
    return removed;
}

}  // namespace confab
