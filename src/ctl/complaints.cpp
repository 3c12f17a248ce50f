// What confabctl says of a line that it does not understand: CLI11's words name its own classes and types.
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "confab/base/nearest.hpp"
#include "confab/base/text.hpp"
#include "parser.hpp"
#include "validators.hpp"

namespace confab::ctl {

namespace {

std::vector<std::string> names_of_commands(const CLI::App& level) {
    std::vector<std::string> names;
    for (const CLI::App* each : level.get_subcommands([](const CLI::App*) { return true; })) {
        names.push_back(each->get_name());
    }
    return names;
}

std::string after(std::string_view text, std::string_view mark) {
    const std::size_t at = text.find(mark);
    return at == std::string_view::npos ? std::string() : std::string(text.substr(at + mark.size()));
}

// Of "--for: 1 required TIME missing".
std::string without_value(const std::string& text) {
    const std::string option = text.substr(0, text.find(':'));
    std::string value = after(text, " required ");
    value.resize(std::min(value.find(" missing"), value.size()));
    return value.empty() ? text : fmt::format("{} needs {}", option, value);
}

}  // namespace

const CLI::App* Parser::innermost(std::string& before) const {
    const CLI::App* level = &app_;
    before = "confabctl";
    while (!level->get_subcommands().empty()) {
        if (level != &app_) before += fmt::format(" {}", level->get_name());
        level = level->get_subcommands().front();
    }
    return level;
}

std::string Parser::help() const {
    std::string before;
    const CLI::App* level = innermost(before);
    return level->help(before);
}

std::string Parser::complaint_of(const CLI::ParseError& error) const {
    std::string line = unknown_command();
    if (line.empty()) line = unknown_option();
    if (!line.empty()) return line;
    if (typed_words_.empty()) return "no command was given";
    std::string before;
    const CLI::App* level = innermost(before);
    const std::string text = error.what();
    if (text == "A subcommand is required") {
        return fmt::format("{} needs one of {}", level->get_name(),
                           fmt::join(names_of_commands(*level), ", "));
    }
    if (const std::string words = after(text, " not expected: "); !words.empty()) return too_much(words);
    if (text.ends_with(" missing")) return without_value(text);
    return text;
}

std::string Parser::too_much(std::string_view words) const {
    std::string before;
    const CLI::App* level = innermost(before);
    const std::string first(words.substr(0, words.find(' ')));
    if (first.starts_with('-')) return no_option(*level, first);
    return fmt::format("{} is a word too many after {} {}", shortened(first, max_cited), before,
                       level->get_name());
}

std::string Parser::unknown_command() const {
    const CLI::App* level = &app_;
    std::string before;
    while (!level->get_subcommands().empty()) {
        level = level->get_subcommands().front();
        before += fmt::format("{} ", level->get_name());
    }
    const std::vector<std::string> commands = names_of_commands(*level);
    if (commands.empty() || typed_words_.empty()) return {};
    const std::vector<std::string_view> names(commands.begin(), commands.end());
    for (const std::string& word : typed_words_) {
        if (before.starts_with(fmt::format("{} ", word))) continue;
        const auto near = nearest(word, names);
        const std::string line = fmt::format("there is no command {}{}", before, shortened(word, max_cited));
        return near ? fmt::format("{}, did you mean {}{}?", line, before, names[*near]) : line;
    }
    return {};
}

std::string Parser::unknown_option() const {
    if (!typed_words_.empty()) return {};
    for (const std::string& typed : app_.remaining()) {
        if (typed.starts_with('-')) return no_option(app_, typed);
    }
    return {};
}

std::string Parser::no_option(const CLI::App& level, const std::string& typed) const {
    std::vector<std::string> names;
    for (const CLI::Option* option : app_.get_options()) names.push_back(option->get_name());
    for (const CLI::Option* option : level.get_options()) names.push_back(option->get_name());
    const std::vector<std::string_view> views(names.begin(), names.end());
    const auto near = nearest(typed, views);
    const std::string line = fmt::format("there is no option {}", shortened(typed, max_cited));
    return near ? fmt::format("{}, did you mean {}?", line, names[*near]) : line;
}

}  // namespace confab::ctl
