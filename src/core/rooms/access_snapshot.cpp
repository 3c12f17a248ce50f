#include "confab/base/snapshot/reader.hpp"
#include "confab/base/snapshot/writer.hpp"
#include "confab/core/rooms/access.hpp"

namespace confab {

void Access::save(snapshot::Writer& out) const { out(guesses_); }
void Access::load(snapshot::Reader& in) { in(guesses_); }

}  // namespace confab
