#include "confab/base/snapshot/reader.hpp"
#include "confab/base/snapshot/writer.hpp"
#include "confab/core/login/account_saves.hpp"

namespace confab {

template <class Archive, class Self>
void AccountSaves::fields(Archive& archive, Self& self) {
    archive(self.touched_, self.due_);
}

void AccountSaves::save(snapshot::Writer& out) const { fields(out, *this); }
void AccountSaves::load(snapshot::Reader& in) { fields(in, *this); }

}  // namespace confab
