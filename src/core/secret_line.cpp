#include "confab/core/secret_line.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "text.hpp"

namespace confab {

namespace {

constexpr std::array<std::string_view, 4> commands = {"login", "register", "passwd", "unregister"};

}  // namespace

bool may_hold_secret(std::string_view line) {
    line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
    if (!line.starts_with('/')) return false;
    line.remove_prefix(1);
    const std::string typed = ascii_lower(take_word(line));
    if (typed.empty() || line.empty()) return false;
    return std::any_of(commands.begin(), commands.end(),
                       [&](std::string_view command) { return command.starts_with(typed); }) &&
           typed != "r";  // that is /reply
}

}  // namespace confab
