#include "confab/base/backoff.hpp"
#include "confab/base/snapshot/reader.hpp"
#include "confab/base/snapshot/writer.hpp"

namespace confab {

void Backoff::save(snapshot::Writer& out) const { out(entries_); }

void Backoff::load(snapshot::Reader& in) {
    by_who_.clear();
    in(entries_);
    in.expect(entries_.size() <= most);
    for (auto entry = entries_.begin(); entry != entries_.end(); ++entry) {
        in.expect(by_who_.emplace(entry->who, entry).second);
    }
}

}  // namespace confab
