#include "motd.hpp"

#include <fmt/format.h>

#include <fstream>
#include <string_view>

#include "confab/ops/options.hpp"

namespace confab::ops {

namespace {

constexpr std::size_t max_motd = 65536;  // bytes
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

}  // namespace

std::vector<std::string> read_motd(const std::string& path) {
    std::vector<std::string> lines;
    if (path.empty()) return lines;
    std::ifstream file(path);
    std::string line;
    std::size_t size = 0;
    while (std::getline(file, line)) {
        if (size == 0 && line.starts_with(byte_order_mark)) line.erase(0, byte_order_mark.size());
        size += line.size() + 1;
        if (size > max_motd) throw BadOptions(fmt::format("{} is longer than {} bytes", path, max_motd));
        lines.push_back(std::move(line));
    }
    if (!file.eof()) throw BadOptions(fmt::format("cannot read {}", path));
    return lines;
}

}  // namespace confab::ops
