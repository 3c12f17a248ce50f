// What a program tells the next one of itself.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "confab/base/time.hpp"
#include "confab/dialect/table.hpp"

namespace confab::net {

inline std::vector<std::string> names_of(const dialect::Table& table) {
    std::vector<std::string> names;
    for (const dialect::Entry& each : table) names.emplace_back(each.name);
    return names;
}

struct ProgramRecord {
    std::string version{};
    std::vector<std::string> dialects{};
    WallTime started{};
    std::int64_t frozen_at = 0;  // by the clock of the machine, which goes on meanwhile; milliseconds
    std::uint64_t upgrades = 0;

    template <class Archive, class Self>
    static void fields(Archive& archive, Self& self) {
        archive(self.version, self.dialects, self.started, self.frozen_at, self.upgrades);
    }

    // Views name a dialect by its place: a new one may only come behind those that there were.
    bool fits(const dialect::Table& table) const {
        const auto same = [](const std::string& name, const dialect::Entry& entry) {
            return name == entry.name;
        };
        return dialects.size() <= table.size() &&
               std::equal(dialects.begin(), dialects.end(), table.begin(), same);
    }
};

}  // namespace confab::net
