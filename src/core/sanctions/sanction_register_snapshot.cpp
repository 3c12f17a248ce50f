#include "confab/base/snapshot/reader.hpp"
#include "confab/base/snapshot/writer.hpp"
#include "confab/core/sanctions/sanction_register.hpp"

namespace confab {

namespace snapshot {
template <>
inline constexpr Sanction::Kind last_of<Sanction::Kind> = Sanction::Kind::mute;
template <>
inline constexpr Sanction::Target last_of<Sanction::Target> = Sanction::Target::network;
}  // namespace snapshot

template <class Archive>
void fields(Archive& archive, snapshot::Like<Sanction> auto& sanction) {
    archive(sanction.id, sanction.kind, sanction.target, sanction.name_key, sanction.account,
            sanction.network, sanction.shown, sanction.room_key, sanction.since, sanction.until, sanction.by,
            sanction.reason);
}

void SanctionRegister::save(snapshot::Writer& out) const { out(last_, all_, told_full_); }

void SanctionRegister::load(snapshot::Reader& in) {
    std::map<std::uint64_t, Held> read;
    in(last_, read, told_full_);
    for (auto& [id, held] : read) {
        in.expect(held.sanction.id == id && id != 0 && id <= last_);
        if (in.ok()) put(std::move(held.sanction), held.user);
    }
}

}  // namespace confab
