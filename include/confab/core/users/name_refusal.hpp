// Why a name is none, as an answer.
#pragma once

#include "confab/base/name.hpp"
#include "confab/core/reply.hpp"

namespace confab {

Refusal refusal_of(NameFault fault);

}  // namespace confab
