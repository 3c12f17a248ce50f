// What happened, before any dialect gave it a form.
#pragma once

#include <cstdint>
#include <string_view>

#include "confab/core/time.hpp"

namespace confab {

enum class EventType : std::uint8_t {
    message,
    emote,
    private_message,
    joined,
    left,
    renamed,
    topic,
    notice,
    error,
};

// The views last for the call they are passed to; who keeps an event copies it.
// What makes no sense for a type is empty (text, names) or 0 (id).
struct Event {
    EventType type = EventType::notice;
    bool replay = false;  // said before the receiver came
    bool frame = false;   // the two lines around a replay: never with time or room
    WallTime time{};
    std::uint64_t id = 0;     // rises within its room, from 1
    std::string_view room{};  // without '#'
    std::string_view from{};
    std::string_view to{};
    std::string_view text{};
};

}  // namespace confab
