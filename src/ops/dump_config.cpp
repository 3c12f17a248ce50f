// --dump-config: what holds, in the form of the file.
#include <fmt/format.h>
#include <toml++/toml.h>

#include <sstream>

#include "confab/ops/options.hpp"
#include "option_table.hpp"

namespace confab::ops {

namespace {

constexpr std::size_t column = 40;  // of the origins

std::string quoted(const std::string& text) {
    std::ostringstream out;
    out << toml::value<std::string>(text);
    return out.str();
}

std::string value_of(const Options& options, const Option& option) {
    if (const auto* list = std::get_if<std::vector<std::string> Options::*>(&option.target)) {
        std::vector<std::string> texts;
        for (const std::string& each : options.*(*list)) texts.push_back(quoted(each));
        return fmt::format("[{}]", fmt::join(texts, ", "));
    }
    if (const auto* text = std::get_if<std::string Options::*>(&option.target))
        return quoted(options.*(*text));
    if (const auto* flag = std::get_if<bool Options::*>(&option.target))
        return options.*(*flag) ? "true" : "false";
    return show(options, option);
}

}  // namespace

// What is not set and has no value of its own stands there as a comment: an empty one would not be taken.
std::string dump_config(const Options& options) {
    std::string all;
    for (const Option& option : option_table()) {
        if (!option.in_file) continue;
        const auto set = options.origins.find(option.name);
        const bool is_there = set != options.origins.end() || !show(options, option).empty();
        const std::string line =
            fmt::format("{}{} = {}", is_there ? "" : "#", option.name, value_of(options, option));
        const std::string_view origin =
            set != options.origins.end() ? std::string_view(set->second) : "default";
        all += fmt::format("{:<{}}  # {}\n", line, column, origin);
    }
    return all;
}

}  // namespace confab::ops
