#include "config_file.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "brief.hpp"
#include "confab/ops/regular_file.hpp"
#include "option_table.hpp"

namespace confab::ops {

namespace {

constexpr std::size_t max_config = 1024 * 1024;  // bytes of a file

std::string place(const std::string& path, const toml::source_region& where) {
    return fmt::format("{}:{}: ", path, where.begin.line);
}

std::vector<std::string> text_list(const toml::node& node) {
    if (const auto text = node.value_exact<std::string>()) return {*text};
    const toml::array* array = node.as_array();
    if (array == nullptr) throw BadOptions("must be a text or a list of texts");
    std::vector<std::string> list;
    for (const toml::node& element : *array) {
        const auto text = element.value_exact<std::string>();
        if (!text) throw BadOptions("must be a text or a list of texts");
        list.push_back(*text);
    }
    return list;
}

template <class T>
T exactly(const toml::node& node, const char* kind) {
    const auto value = node.value_exact<T>();
    if (!value) throw BadOptions(fmt::format("must be {}", kind));
    return *value;
}

void set_from_node(Options& options, const Option& option, const toml::node& node) {
    if (const auto* list = std::get_if<std::vector<std::string> Options::*>(&option.target)) {
        options.*(*list) = text_list(node);
        for (const std::string& value : options.*(*list)) check_text(option, value);
    } else if (const auto* text = std::get_if<std::string Options::*>(&option.target)) {
        options.*(*text) = exactly<std::string>(node, "a text in quotes");
        check_text(option, options.*(*text));
    } else if (const auto* whole = std::get_if<std::int64_t Options::*>(&option.target)) {
        options.*(*whole) = exactly<std::int64_t>(node, "a whole number");
        check_range(option, static_cast<double>(options.*(*whole)));
    } else if (const auto* real = std::get_if<double Options::*>(&option.target)) {
        options.*(*real) = node.is_integer() ? static_cast<double>(*node.value<std::int64_t>())
                                             : exactly<double>(node, "a number");
        check_range(option, options.*(*real));
    } else {
        options.*std::get<bool Options::*>(option.target) = exactly<bool>(node, "true or false");
    }
}

bool is_drop_in(const std::filesystem::path& name) {
    return name.extension() == ".toml" && !name.filename().string().starts_with('.');
}

// Sorted by their names; none if there is no such directory.
std::vector<std::string> drop_ins_of(const std::string& config) {
    const std::filesystem::path directory = std::filesystem::path(config).replace_extension(".d");
    std::vector<std::string> files;
    std::error_code error;
    for (auto each = std::filesystem::directory_iterator(directory, error); each != end(each);
         each.increment(error)) {
        if (is_drop_in(each->path())) files.push_back(each->path().string());
    }
    if (error && error != std::errc::no_such_file_or_directory)
        throw BadOptions(fmt::format("{}: {}", directory.string(), error.message()));
    std::sort(files.begin(), files.end());
    return files;
}

void read_file(const std::string& path, Options& options) {
    const FileContent content = read_regular_file(path, max_config);
    if (!content.why_not.empty()) throw BadOptions(fmt::format("{}: {}", path, content.why_not));
    toml::table file;
    try {
        file = toml::parse(content.bytes, path);
    } catch (const toml::parse_error& error) {
        const std::string what = brief(error.description(), max_cited_path);
        if (error.source().begin.line == 0) throw BadOptions(fmt::format("{}: {}", path, what));
        throw BadOptions(fmt::format("{}{}", place(path, error.source()), what));
    }
    for (const auto& [key, node] : file) {
        const std::string name(key.str());
        const Option* option = find_option(name);
        if (option == nullptr || !option->in_file) {
            throw BadOptions(fmt::format("{}unknown key '{}'; confabd --help lists the options",
                                         place(path, key.source()), brief(name)));
        }
        try {
            set_from_node(options, *option, node);
        } catch (const BadOptions& error) {
            throw BadOptions(fmt::format("{}{}: {}", place(path, key.source()), name, error.what()));
        }
        options.origins[option->name] = fmt::format("{}:{}", path, key.source().begin.line);
    }
}

}  // namespace

void read_config_files(const std::string& path, Options& options) {
    read_file(path, options);
    for (const std::string& drop_in : drop_ins_of(path)) read_file(drop_in, options);
}

}  // namespace confab::ops
