// For how long and why: what follows the one whom a ban or a mute is for. One reading for all who give it.
#pragma once

#include <optional>
#include <string_view>

#include "confab/base/time.hpp"

namespace confab {

struct Term {
    std::optional<Milliseconds> time{};  // nothing: for ever
    std::string_view reason{};
    std::optional<std::string_view> bad_time{};  // what was meant as a time and is none, cut to be shown
};

// "2h spamming", "spamming", "2h". A first word that is meant as a time has to be one: what was mistyped
// would otherwise be for ever.
Term parse_term(std::string_view text);
// The same where the time was given by itself.
Term parse_term(std::string_view time, std::string_view reason);

}  // namespace confab
