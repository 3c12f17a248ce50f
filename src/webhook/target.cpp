#include "target.hpp"

#include <charconv>
#include <optional>

namespace confab::webhook {

namespace {

std::optional<std::string> decoded(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            result += text[i];
            continue;
        }
        unsigned value = 0;
        const std::string_view digits = text.substr(i + 1, 2);
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
        if (error != std::errc() || end != digits.data() + 2) return std::nullopt;
        result += static_cast<char>(value);
        i += 2;
    }
    return result;
}

}  // namespace

Target target_of(std::string_view path) {
    if (path == "/") return {Target::Kind::front};
    for (const auto& [start, kind] : {std::pair{std::string_view("/rooms/"), Target::Kind::room},
                                      std::pair{std::string_view("/hooks/"), Target::Kind::hook}}) {
        if (!path.starts_with(start)) continue;
        std::optional<std::string> name = decoded(path.substr(start.size()));
        if (name && !name->empty()) return {kind, std::move(*name)};
    }
    return {};
}

}  // namespace confab::webhook
