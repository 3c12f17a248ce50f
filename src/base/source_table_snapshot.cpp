// What sources did, as bytes, so that nobody gets a clean slate from an upgrade.
#include <vector>

#include "confab/base/snapshot/reader.hpp"
#include "confab/base/snapshot/writer.hpp"
#include "confab/base/source_table.hpp"

namespace confab {

namespace {

struct Remembered {
    Network source;
    std::uint32_t thousandths = 0;  // of tokens
    bool kept_out = false;
    MonoTime filled_at{};
    MonoTime penalty_ends{};
    std::uint64_t refused = 0;

    template <class Archive, class Self>
    static void fields(Archive& archive, Self& self) {
        archive(self.source, self.thousandths, self.kept_out, self.filled_at, self.penalty_ends,
                self.refused);
    }
};

}  // namespace

void SourceTable::save(snapshot::Writer& out) const {
    std::vector<Remembered> all;
    for (const auto& [source, entry] : entries_) {
        const auto thousandths = static_cast<std::uint32_t>(entry.tokens * 1000);
        all.push_back(
            {source, thousandths, entry.kept_out, entry.filled_at, entry.penalty_ends, entry.refused});
    }
    out(all);
}

void SourceTable::load(snapshot::Reader& in) {
    std::vector<Remembered> all;
    in(all);
    for (const Remembered& each : all) {
        Entry& entry = entry_of(each.source, in.now());
        entry.tokens = static_cast<float>(each.thousandths) / 1000;
        entry.kept_out = each.kept_out;
        entry.filled_at = each.filled_at;
        entry.penalty_ends = each.penalty_ends;
        entry.refused = each.refused;
    }
}

}  // namespace confab
