#include "motd.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "brief.hpp"
#include "confab/ops/options.hpp"
#include "confab/ops/regular_file.hpp"

namespace confab::ops {

namespace {

constexpr std::size_t max_motd = 65536;  // bytes
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

}  // namespace

std::vector<std::string> read_motd(const std::string& path) {
    std::vector<std::string> lines;
    if (path.empty()) return lines;
    const FileContent file = read_regular_file(path, max_motd);
    if (!file.why_not.empty()) {
        throw BadOptions(fmt::format("cannot read {}: {}", brief(path, max_cited_path), file.why_not));
    }
    std::string_view rest = file.bytes;
    while (!rest.empty()) {
        const std::string_view line = rest.substr(0, rest.find('\n'));
        const bool is_marked = lines.empty() && line.starts_with(byte_order_mark);
        lines.emplace_back(line.substr(is_marked ? byte_order_mark.size() : 0));
        rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    }
    return lines;
}

}  // namespace confab::ops
