// Why a connection is slow, as a paragraph each.
#pragma once

#include <memory>

#include "show.hpp"

namespace confab::ctl {

std::unique_ptr<View> trace_view(Output& output);

}  // namespace confab::ctl
