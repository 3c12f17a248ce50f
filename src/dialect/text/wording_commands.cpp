// Commands themselves, whatever they are about.
#include <array>

#include "wording_tables.hpp"

namespace confab::dialect {

std::span<const Phrase> phrases_of_commands() {
    static constexpr auto phrases = std::to_array<Phrase>({
        {Code::command_usage, "command_usage", "usage", "usage: {0}"},
    });
    return phrases;
}

}  // namespace confab::dialect
