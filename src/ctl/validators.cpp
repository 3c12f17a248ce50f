#include "validators.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "confab/base/number.hpp"
#include "confab/base/text.hpp"

namespace confab::ctl {

CLI::Validator one_of(std::vector<std::string> words) {
    const auto check = [words = std::move(words)](const std::string& typed) {
        if (std::find(words.begin(), words.end(), typed) != words.end()) return std::string();
        return fmt::format("'{}' is none of {}", shortened(typed, max_cited), fmt::join(words, ", "));
    };
    return {check, ""};
}

CLI::Validator whole_number(std::int64_t least, std::int64_t most) {
    const auto check = [least, most](const std::string& typed) {
        const auto number = parse_number<std::int64_t>(typed);
        if (number && *number >= least && *number <= most) return std::string();
        return fmt::format("'{}' is no whole number from {} to {}", shortened(typed, max_cited), least, most);
    };
    return {check, ""};
}

}  // namespace confab::ctl
