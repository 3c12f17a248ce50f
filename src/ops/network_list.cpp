#include "network_list.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "brief.hpp"
#include "confab/base/network_set.hpp"
#include "confab/ops/options.hpp"
#include "confab/ops/regular_file.hpp"

namespace confab::ops {

namespace {

constexpr std::string_view file_prefix = "file:";
constexpr std::string_view blanks = " \t\r";
constexpr std::size_t max_networks = 1'000'000;     // of one file
constexpr std::size_t max_list = 64 * 1024 * 1024;  // bytes of one

Network network_from(std::string_view text, std::string_view where) {
    if (const auto network = parse_source(text)) return *network;
    throw BadOptions(fmt::format("{}: '{}' is no address or network like 192.0.2.0/24", where, brief(text)));
}

// Without the comment and the blanks around it.
std::string_view content_of(std::string_view line) {
    line = line.substr(0, line.find('#'));
    const std::size_t begin = line.find_first_not_of(blanks);
    if (begin == std::string_view::npos) return {};
    return line.substr(begin, line.find_last_not_of(blanks) - begin + 1);
}

void read_file(std::vector<Network>& networks, const std::string& path, std::string_view option) {
    if (!path.starts_with('/')) {
        throw BadOptions(fmt::format("{}: the path of the file '{}' must be absolute", option,
                                     brief(path, max_cited_path)));
    }
    const FileContent file = read_regular_file(path, max_list);
    if (!file.why_not.empty()) {
        throw BadOptions(
            fmt::format("{}: cannot read {}: {}", option, brief(path, max_cited_path), file.why_not));
    }
    std::size_t number = 0;
    for (std::string_view rest = file.bytes; !rest.empty();) {
        const std::string_view line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(line.size() + 1, rest.size()));
        if (++number > max_networks) {
            throw BadOptions(fmt::format("{}: {} has more than {} lines", option, path, max_networks));
        }
        const std::string_view text = content_of(line);
        if (!text.empty())
            networks.push_back(network_from(text, fmt::format("{}: {}:{}", option, path, number)));
    }
}

}  // namespace

std::vector<Network> read_networks(std::string_view option, const std::vector<std::string>& texts) {
    std::vector<Network> networks;
    for (const std::string& text : texts) {
        if (text.starts_with(file_prefix)) {
            read_file(networks, text.substr(file_prefix.size()), option);
        } else {
            networks.push_back(network_from(text, option));
        }
    }
    if (!texts.empty() && networks.empty())
        throw BadOptions(fmt::format("{}: there is no network in it", option));
    return networks;
}

}  // namespace confab::ops
