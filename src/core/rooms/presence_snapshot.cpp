#include <algorithm>

#include "confab/base/snapshot/reader.hpp"
#include "confab/base/snapshot/writer.hpp"
#include "confab/core/rooms/presence.hpp"

namespace confab {

template <class Archive, class Self>
void Presence::fields(Archive& archive, Self& self) {
    archive(self.arrivals_, self.to_sum_up_, self.runs_);
}

void Presence::save(snapshot::Writer& out) const { fields(out, *this); }

void Presence::load(snapshot::Reader& in) {
    fields(in, *this);
    in.expect(std::is_heap(arrivals_.begin(), arrivals_.end()));
    std::set<RoomId> seen;
    for (const auto& [due, id] : runs_) {
        const Room* room = rooms_.find(id);
        in.expect(room == nullptr || (room->run && seen.insert(id).second));
    }
}

}  // namespace confab
