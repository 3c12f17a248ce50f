// What of a message goes into a snapshot.
#pragma once

#include "confab/base/snapshot/reader.hpp"
#include "confab/base/snapshot/writer.hpp"
#include "confab/core/rooms/message_ring.hpp"

namespace confab {

namespace snapshot {
template <>
inline constexpr EventType last_of<EventType> = EventType::error;
}  // namespace snapshot

template <class Archive>
void fields(Archive& archive, snapshot::Like<Message> auto& message) {
    archive(message.type, message.time, message.id, message.from, message.text, message.in_private);
}

}  // namespace confab
