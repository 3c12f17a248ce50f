// What the cleaner makes of a line.
#pragma once

#include <string>
#include <string_view>

#include "confab/wire/clean.hpp"

namespace confab::unit {

inline std::string clean(std::string_view raw) {
    static wire::Cleaner cleaner;
    return std::string(cleaner.clean(raw));
}

}  // namespace confab::unit
