// IRC in the table of dialects.
#pragma once

#include "confab/dialect/table.hpp"

namespace confab::dialect::irc {

Entry entry(const ServerIdentity& server);

}  // namespace confab::dialect::irc
