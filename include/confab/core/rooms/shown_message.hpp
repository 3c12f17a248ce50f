// Finding a message in memory that a person is allowed to see.
#pragma once

#include <cstddef>
#include <cstdint>

#include "confab/core/event.hpp"
#include "confab/core/rooms/room.hpp"

namespace confab {

// Null if it is not kept, or was said while the room was private and `user` was not there.
const Message* shown_message(const User& user, const Room& room, std::uint64_t id);

// What is quoted of a message: the beginning of its first line. The views last as long as the message.
Reference quote(const Message& said);
// The same of one that may not be known any more.
Reference quote(const User& user, const Room* room, std::uint64_t id);

}  // namespace confab
