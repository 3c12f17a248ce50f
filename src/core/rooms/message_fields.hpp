// What of a message goes into a snapshot.
#pragma once

#include "confab/base/snapshot/reader.hpp"
#include "confab/base/snapshot/writer.hpp"
#include "confab/core/rooms/corrections.hpp"
#include "confab/core/rooms/message_ring.hpp"

namespace confab {

namespace snapshot {
template <>
inline constexpr EventType last_of<EventType> = EventType::deleted;
}  // namespace snapshot

template <class Archive>
void fields(Archive& archive, snapshot::Like<Message> auto& message) {
    archive(message.type, message.time, message.id, message.from, message.text, message.in_private,
            message.reply_to, message.author.user, message.author.account);
}

template <class Archive>
void fields(Archive& archive, snapshot::Like<Correction> auto& correction) {
    archive(correction.id, correction.at, correction.by, correction.by_key, correction.of);
}

}  // namespace confab
