#include "confab/base/snapshot/reader.hpp"
#include "confab/base/snapshot/writer.hpp"
#include "confab/core/users/guesses.hpp"

namespace confab {

void LatelyKnown::save(snapshot::Writer& out) const { out(entries_); }

void LatelyKnown::load(snapshot::Reader& in) {
    by_what_.clear();
    in(entries_);
    in.expect(entries_.size() <= most);
    for (auto entry = entries_.begin(); entry != entries_.end(); ++entry) {
        in.expect(by_what_.emplace(entry->what, entry).second && entry->places.size() <= max_places);
    }
}

template <class Archive, class Self>
void Guesses::fields(Archive& archive, Self& self) {
    archive(self.sources_, self.secrets_, self.known_tries_, self.known_);
}

void Guesses::save(snapshot::Writer& out) const { fields(out, *this); }
void Guesses::load(snapshot::Reader& in) { fields(in, *this); }

}  // namespace confab
