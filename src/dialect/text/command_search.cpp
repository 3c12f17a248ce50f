// Finding the command that was typed.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "command_list.hpp"
#include "confab/base/nearest.hpp"
#include "confab/base/text.hpp"
#include "confab/dialect/text/reply_line.hpp"

namespace confab {

namespace {

const Command* nearest_command(std::string_view name) {
    std::vector<std::string_view> names;
    for (const Command& command : commands()) names.emplace_back(command.name);
    const std::optional<std::size_t> found = nearest(name, names);
    return found ? &commands()[*found] : nullptr;
}

}  // namespace

const Command* find_command(std::string_view name) {
    name = short_form(name);
    const auto all = commands();
    const auto found =
        std::find_if(all.begin(), all.end(), [name](const Command& command) { return command.name == name; });
    return found == all.end() ? nullptr : &*found;
}

std::vector<const Command*> commands_like(std::string_view name) {
    if (name.empty()) return {};
    if (const Command* exact = find_command(name)) return {exact};
    std::vector<const Command*> like;
    const bool is_compound = name.find('-') != std::string_view::npos;
    for (const Command& command : commands()) {
        // "/inv" is /invite, and not /invite-code.
        const bool meant = is_compound || command.name.find('-') == std::string_view::npos;
        if (meant && !command.whole_name && command.name.starts_with(name)) like.push_back(&command);
    }
    return like;
}

CommandMatch meant_by(std::string_view name, std::vector<const Command*> like) {
    const Command* near = like.empty() ? nearest_command(name) : nullptr;
    if (near != nullptr) like.push_back(near);
    CommandMatch meant{.nearest = near};
    for (const Command* each : like) meant.names.push_back(fmt::format("/{}", each->name));
    return meant;
}

std::string synopsis(const Command& command) {
    const std::string usage = usage_of(command.parameters);
    return fmt::format("/{}{}{}", command.name, usage.empty() ? "" : " ", usage);
}

std::size_t reply_command(std::string_view line) {
    const std::size_t slash = std::min(line.find_first_not_of(' '), line.size());
    const std::size_t blank = line.find(' ', slash);
    if (blank == std::string_view::npos || line[slash] != '/') return 0;
    const std::vector<const Command*> like =
        commands_like(ascii_lower(line.substr(slash + 1, blank - slash - 1)));
    if (like.size() != 1 || like.front()->name != "reply") return 0;
    return std::min(line.find_first_not_of(' ', blank), line.size());
}

}  // namespace confab
