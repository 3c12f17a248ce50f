// What of the preferences of a display goes into a snapshot.
#pragma once

#include "confab/base/snapshot/reader.hpp"
#include "confab/base/snapshot/writer.hpp"
#include "confab/core/users/display.hpp"

namespace confab {

namespace snapshot {
template <>
inline constexpr Notify last_of<Notify> = Notify::word;
template <>
inline constexpr Colour last_of<Colour> = Colour::many;
}  // namespace snapshot

template <class Archive>
void fields(Archive& archive, snapshot::Like<DisplayPreferences> auto& display) {
    archive(display.name, display.notify, display.words, display.colour, display.time_zone,
            display.status_line, display.room, display.reply_to);
}

}  // namespace confab
