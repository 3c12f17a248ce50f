#include "match.hpp"

#include <nlohmann/json.hpp>
#include <regex>
#include <stdexcept>
#include <string_view>

namespace confab::chat {

namespace {

using Json = nlohmann::json;

constexpr std::string_view hexadecimal = "0123456789abcdef";

bool fits_pattern(const std::string& line, const std::string& pattern, std::vector<std::string>& groups) {
    std::smatch found;
    if (!std::regex_match(line, found, std::regex(pattern))) return false;
    if (found.size() > 1) groups.clear();
    for (std::size_t i = 1; i < found.size(); ++i) groups.push_back(found[i].str());
    return true;
}

// A text that begins with "~" is a pattern.
bool fits_value(const Json& seen, const Json& wanted) {
    const std::string* text = wanted.get_ptr<const std::string*>();
    if (text == nullptr || !text->starts_with("~")) return seen == wanted;
    return std::regex_match(seen.is_string() ? seen.get<std::string>() : seen.dump(),
                            std::regex(text->substr(1)));
}

bool has_time(const Json& object) {
    static const std::regex form(R"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}(Z|[+-]\d\d:\d\d))");
    const auto time = object.find("time");
    return time != object.end() && time->is_string() && std::regex_match(time->get<std::string>(), form);
}

// Every line has a time, which is never written down. With "..." there may be more fields.
bool fits_json(const std::string& line, const std::string& text) {
    Json seen = Json::parse(line, nullptr, false);
    Json wanted = Json::parse(text);
    if (!seen.is_object() || !has_time(seen)) return false;
    seen.erase("time");
    const bool more = wanted.erase("...") != 0;
    for (const auto& [key, value] : wanted.items()) {
        if (!seen.contains(key) || !fits_value(seen[key], value)) return false;
    }
    return more || seen.size() == wanted.size();
}

}  // namespace

bool fits(const std::string& line, const Expected& expected, std::vector<std::string>& groups) {
    switch (expected.as) {
        case Expected::As::pattern: return fits_pattern(line, expected.text, groups);
        case Expected::As::json: return fits_json(line, expected.text);
        case Expected::As::text: break;
    }
    return line == unescaped(expected.text);
}

void check(const Expected& expected) {
    if (expected.as == Expected::As::pattern) std::regex{expected.text};
    if (expected.as == Expected::As::json && !Json::accept(expected.text)) {
        throw std::invalid_argument("not JSON: " + expected.text);
    }
}

std::string unescaped(const std::string& text) {
    std::string bytes;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::size_t high = i + 3 < text.size() ? hexadecimal.find(text[i + 2]) : text.npos;
        const std::size_t low = i + 3 < text.size() ? hexadecimal.find(text[i + 3]) : text.npos;
        if (text.compare(i, 2, "\\x") != 0 || high == text.npos || low == text.npos) {
            bytes += text[i];
            continue;
        }
        bytes += static_cast<char>(high * 16 + low);
        i += 3;
    }
    return bytes;
}

std::string escaped(const std::string& text) {
    std::string shown;
    for (const char each : text) {
        const auto byte = static_cast<unsigned char>(each);
        if (byte >= 0x20 && byte != 0x7f) {
            shown += each;
            continue;
        }
        shown.append("\\x") += hexadecimal[byte / 16U];
        shown += hexadecimal[byte % 16U];
    }
    return shown;
}

}  // namespace confab::chat
