#include "keep_time.hpp"

#include <fmt/format.h>

#include <optional>

#include "brief.hpp"
#include "confab/base/duration.hpp"
#include "confab/base/number.hpp"
#include "confab/ops/options.hpp"

namespace confab::ops {

namespace {

constexpr unsigned max_count = 100'000;

// A number and h, d, w or y. Nothing if it is another text.
std::optional<std::chrono::milliseconds> parse_time(std::string_view text) {
    if (text.empty()) return std::nullopt;
    const auto unit = unit_of(text.back());
    const auto count = parse_number<unsigned>(text.substr(0, text.size() - 1));
    if (!unit || *unit < std::chrono::hours(1) || !count || *count == 0 || *count > max_count) {
        return std::nullopt;
    }
    return *count * *unit;
}

}  // namespace

KeepTime parse_keep(std::string_view text) {
    if (text == "forever") return {};
    if (text == "0") return {false, {}};
    const auto time = parse_time(text);
    if (!time)
        throw BadOptions(
            fmt::format("'{}' must be a time such as 12h, 90d or 1y, or forever, or 0", brief(text)));
    return {true, *time};
}

}  // namespace confab::ops
