// What of a View goes into a snapshot.
#pragma once

#include <cstdint>

#include "confab/base/snapshot/reader.hpp"
#include "confab/base/snapshot/writer.hpp"
#include "confab/core/ports/event_sink.hpp"

namespace confab {

namespace snapshot {
template <>
inline constexpr Quiet last_of<Quiet> = Quiet::all;
}  // namespace snapshot

inline void fields(snapshot::Writer& archive, const View& view) {
    archive(bool{view.structured}, bool{view.timestamps}, bool{view.several_rooms}, bool{view.interactive},
            std::uint8_t{view.dialect}, view.quiet, bool{view.numbers}, std::uint8_t{view.flavour});
}
inline void fields(snapshot::Reader& archive, View& view) {
    bool structured = false, timestamps = false, several_rooms = false, interactive = false, numbers = false;
    std::uint8_t dialect = 0;
    std::uint8_t flavour = 0;
    archive(structured, timestamps, several_rooms, interactive, dialect, view.quiet, numbers, flavour);
    view.flavour = flavour & 0x7fU;
    archive.expect(dialect < View::max_dialects);
    view.structured = structured;
    view.timestamps = timestamps;
    view.numbers = numbers;
    view.several_rooms = several_rooms;
    view.interactive = interactive;
    view.dialect = dialect & (View::max_dialects - 1);
}

}  // namespace confab
