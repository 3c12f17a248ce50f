// The short numbers of messages, which people type: those of a room go from 1 to 99 and begin again, so that
// each of the last 99 has one. They follow from the ids, so they are the same for everyone and cost nothing.
#pragma once

#include <cstdint>

#include "confab/core/event.hpp"

namespace confab {

inline constexpr std::uint64_t line_numbers = 99;

constexpr std::uint64_t line_number(std::uint64_t id) { return (id - 1) % line_numbers + 1; }

// Of the message that an event is, or is about; 0: none.
constexpr std::uint64_t line_number(const Event& event) {
    const bool corrects = event.type == EventType::edited || event.type == EventType::deleted;
    const std::uint64_t id = corrects && event.about != nullptr ? event.about->id : event.id;
    return id == 0 ? 0 : line_number(id);
}

// The message that was typed as `number`: the newest of that short number, or above these the id itself.
// 0: there was none yet.
constexpr std::uint64_t id_of_number(std::uint64_t number, std::uint64_t last_id) {
    if (number > line_numbers) return number;
    if (number == 0 || number > last_id) return 0;
    return last_id - (last_id - number) % line_numbers;
}

}  // namespace confab
