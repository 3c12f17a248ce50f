// Identifiers that are cheap to look up, and never mistaken for another one: a slot, which is used again, and
// a serial, which is not.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace confab {

// Of a connection.
struct ClientId {
    std::uint32_t slot = 0;
    std::uint32_t serial = 0;  // counts connections from 1; 0 is none
    auto operator<=>(const ClientId&) const = default;
    explicit operator bool() const { return serial != 0; }
};

// Of a person.
struct UserId {
    std::uint32_t slot = 0;
    std::uint32_t serial = 0;  // counts people from 1; 0 is nobody
    auto operator<=>(const UserId&) const = default;
    explicit operator bool() const { return serial != 0; }
};

struct RoomId {
    std::uint32_t slot = 0;
    std::uint32_t serial = 0;  // counts rooms from 1; 0 is no room
    auto operator<=>(const RoomId&) const = default;
    explicit operator bool() const { return serial != 0; }
};

using AccountId = std::uint64_t;  // from 1, never given twice; 0 is nobody

using Ticket = std::uint64_t;  // tells an answer from others; 0 is none

}  // namespace confab
