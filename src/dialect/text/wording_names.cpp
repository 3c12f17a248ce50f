// Names of people and rooms.
#include <array>

#include "wording_tables.hpp"

namespace confab::dialect {

std::span<const Phrase> phrases_of_names() {
    static constexpr auto phrases = std::to_array<Phrase>({
        {Code::name_missing, "name_missing", "", "a name is missing"},
        {Code::name_too_long, "name_too_long", "max", "a name has {0} letters at most, choose a shorter one"},
        {Code::name_bad_start, "name_bad_start", "", "a name begins with a letter, choose another"},
        {Code::name_bad_character, "name_bad_character", "",
         "a name has only letters, digits, '_', '-' and '.', choose another"},
        {Code::name_mixed_scripts, "name_mixed_scripts", "",
         "a name has the letters and digits of one script, choose another"},
        {Code::name_reserved, "name_reserved", "", "that name is reserved, choose another"},
    });
    return phrases;
}

}  // namespace confab::dialect
