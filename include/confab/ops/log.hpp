// The log: one line an event on standard error, with journald's priorities under systemd.
#pragma once

#include <spdlog/spdlog.h>

#include <string_view>

namespace confab::ops::log {

using spdlog::debug;
using spdlog::error;
using spdlog::info;
using spdlog::warn;

// trace, debug, info, warn or error; anything else throws std::invalid_argument.
void start(std::string_view level);
void set_level(std::string_view level);
bool is_level(std::string_view level);

}  // namespace confab::ops::log
