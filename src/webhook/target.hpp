// Where a request goes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace confab::webhook {

struct Target {
    enum class Kind : std::uint8_t { none, front, room, hook };

    Kind kind = Kind::none;
    std::string name{};  // of a room, or a token; never empty for these
};

// `path`: as it came, with %XX (RFC 3986, 2.1). One that is written wrongly leads nowhere.
Target target_of(std::string_view path);

}  // namespace confab::webhook
