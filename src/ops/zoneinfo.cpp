#include "confab/ops/zoneinfo.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string_view>

namespace confab::ops {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t max_zones = 4000;
constexpr std::uintmax_t largest_zone = 65536;
constexpr int deepest = 3;  // America/Argentina/Buenos_Aires
constexpr std::size_t max_name = 64;

bool is_zone_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '+' || c == '/';
}

// Beside the zones there are their copies that count leap seconds, and names for the server's own.
bool is_zone_name(std::string_view name) {
    if (name.size() > max_name || !std::all_of(name.begin(), name.end(), is_zone_letter)) return false;
    return !name.starts_with("posix/") && !name.starts_with("right/") && name != "posixrules" &&
           name != "localtime" && name != "Factory";
}

std::string zone_bytes(const fs::path& file) {
    std::error_code error;
    if (!fs::is_regular_file(file, error) || fs::file_size(file, error) > largest_zone || error) return {};
    std::ifstream in(file, std::ios::binary);
    std::string bytes(std::istreambuf_iterator<char>(in), {});
    return bytes.starts_with("TZif") ? bytes : std::string();
}

}  // namespace

std::string zoneinfo_directory() {
    const char* named = std::getenv("TZDIR");
    return named != nullptr && *named != '\0' ? named : "/usr/share/zoneinfo";
}

std::vector<std::pair<std::string, std::string>> read_zoneinfo(const std::string& directory) {
    std::vector<std::pair<std::string, std::string>> zones;
    std::error_code error;
    fs::recursive_directory_iterator entry(directory, fs::directory_options::skip_permission_denied, error);
    for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
        const std::string name = entry->path().lexically_relative(directory).string();
        std::error_code unknown;
        if (entry->is_directory(unknown)) {
            if (entry.depth() >= deepest - 1 || name == "posix" || name == "right") {
                entry.disable_recursion_pending();
            }
            continue;
        }
        if (!is_zone_name(name)) continue;
        std::string bytes = zone_bytes(entry->path());
        if (!bytes.empty()) zones.emplace_back(name, std::move(bytes));
        if (zones.size() == max_zones) break;
    }
    return zones;
}

}  // namespace confab::ops
