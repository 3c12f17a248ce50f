// All kinds of operations, and where each is applied: one function a kind, in the group of its subject.
#pragma once

#include "confab/core/operations/connection_operations.hpp"
#include "confab/core/operations/login_operations.hpp"
#include "confab/core/operations/moderation_operations.hpp"
#include "confab/core/operations/people_operations.hpp"
#include "confab/core/operations/room_operations.hpp"
#include "confab/core/operations/server_operations.hpp"

namespace confab {

struct Operations : ConnectionOperations,
                    PeopleOperations,
                    RoomOperations,
                    ModerationOperations,
                    LoginOperations,
                    ServerOperations {
    using ConnectionOperations::apply;
    using LoginOperations::apply;
    using ModerationOperations::apply;
    using PeopleOperations::apply;
    using RoomOperations::apply;
    using ServerOperations::apply;
};

}  // namespace confab
