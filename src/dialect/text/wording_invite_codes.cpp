// Codes that let others register.
#include <array>

#include "wording_tables.hpp"

namespace confab::dialect {

std::span<const Phrase> phrases_of_invite_codes() {
    static constexpr auto phrases = std::to_array<Phrase>({
        {Code::ask_invite_code, "ask_invite_code", "", "the invitation code that you were given"},
        {Code::invite_code_wrong, "invite_code_wrong", "",
         "that is no invitation code, or it has been used, nothing has changed"},
        {Code::invite_code_made, "invite_code_made", "invite_code until",
         "{0} lets one person register, until {1:date}: /register PASSWORD {0}"},
        {Code::invite_code_removed, "invite_code_removed", "",
         "that invitation code lets nobody in any more"},
        {Code::invite_code_unknown, "invite_code_unknown", "", "you have no such invitation code"},
        {Code::invite_code_listed, "invite_code_listed", "invite_code until maker",
         "{0}, until {1:date}{2:, made by *}"},
        {Code::invite_codes_none, "invite_codes_none", "",
         "there are no invitation codes, /invite-code makes one"},
        {Code::invite_codes_unused, "invite_codes_unused", "", "invitation codes are not used here"},
        {Code::invite_codes_for_operators, "invite_codes_for_operators", "",
         "only operators of the server make invitation codes here"},
        {Code::invite_codes_full, "invite_codes_full", "max",
         "there are too many invitation codes that nobody has used (limit {0})"},
    });
    return phrases;
}

}  // namespace confab::dialect
