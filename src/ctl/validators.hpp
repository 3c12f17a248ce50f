// What an argument may be, and what is said if it is not.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <string>
#include <vector>

namespace confab::ctl {

inline constexpr std::size_t max_cited = 100;  // bytes of an argument

CLI::Validator one_of(std::vector<std::string> words);
CLI::Validator whole_number(std::int64_t least, std::int64_t most);

}  // namespace confab::ctl
