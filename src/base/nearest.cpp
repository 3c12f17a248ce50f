#include "confab/base/nearest.hpp"

#include <algorithm>
#include <array>
#include <compare>

namespace confab {

namespace {

constexpr std::size_t max_word = 16;

// Edit distance in which a swap of two neighbours counts once, as typists make it
// (optimal string alignment). Neither is longer than max_word.
std::size_t distance(std::string_view a, std::string_view b) {
    std::array<std::array<std::size_t, max_word + 1>, max_word + 1> cost{};
    for (std::size_t i = 0; i <= a.size(); ++i) cost[i][0] = i;
    for (std::size_t j = 0; j <= b.size(); ++j) cost[0][j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replace = cost[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            cost[i][j] = std::min({replace, cost[i - 1][j] + 1, cost[i][j - 1] + 1});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
            }
        }
    }
    return cost[a.size()][b.size()];
}

// In the order in which one compares.
struct Likeness {
    std::size_t changes = 0;
    std::size_t unlike = 0;  // characters of `typed` after the beginning that both have
    std::size_t length = 0;

    auto operator<=>(const Likeness&) const = default;
};

Likeness likeness_of(std::string_view typed, std::string_view word) {
    const auto parted = std::mismatch(typed.begin(), typed.end(), word.begin(), word.end());
    return {distance(typed, word), static_cast<std::size_t>(typed.end() - parted.first), word.size()};
}

}  // namespace

std::optional<std::size_t> nearest(std::string_view typed, std::span<const std::string_view> words) {
    if (typed.empty() || typed.size() > max_word) return std::nullopt;

    std::optional<std::size_t> found;
    Likeness best;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i].size() > max_word) continue;
        const std::size_t shorter = std::min(typed.size(), words[i].size());
        const std::size_t most = shorter <= 3 ? 1 : 2;  // more changes than this is another word
        const Likeness likeness = likeness_of(typed, words[i]);
        if (likeness.changes > most || (found && !(likeness < best))) continue;
        best = likeness;
        found = i;
    }
    return found;
}

}  // namespace confab
