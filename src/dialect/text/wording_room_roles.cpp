// Operators, voices and invitations of rooms.
#include <array>

#include "wording_tables.hpp"

namespace confab::dialect {

std::span<const Phrase> phrases_of_room_roles() {
    static constexpr auto phrases = std::to_array<Phrase>({
        {Code::operator_made, "operator_made", "name room", "{0} is now an operator of #{1}"},
        {Code::operator_unmade, "operator_unmade", "name room", "{0} is no longer an operator of #{1}"},
        {Code::operator_already, "operator_already", "name room", "{0} is an operator of #{1} already"},
        {Code::operator_not, "operator_not", "name room", "{0} is not an operator of #{1}"},
        {Code::voice_given, "voice_given", "name room", "{0} is now a voice in #{1}"},
        {Code::voice_taken, "voice_taken", "name room", "{0} is no longer a voice in #{1}"},
        {Code::voice_already, "voice_already", "name room", "{0} is a voice in #{1} already"},
        {Code::voice_not, "voice_not", "name room", "{0} is not a voice in #{1}"},
        {Code::invited, "invited", "name room", "{0} is now invited to #{1}"},
        {Code::uninvited, "uninvited", "name room", "{0} is no longer invited to #{1}"},
        {Code::uninvited_member, "uninvited_member", "name room",
         "{0} is no longer invited to #{1}, but in it still: /kick puts them out"},
        {Code::invited_already, "invited_already", "name room", "{0} is invited to #{1} already"},
        {Code::invited_not, "invited_not", "name room", "{0} is not invited to #{1}"},
        {Code::name_unknown, "name_unknown", "name", "nobody is called {0}, /who lists the people here"},
        {Code::lobby_has_no_operators, "lobby_has_no_operators", "room",
         "#{0} has no owner, so it has no operators"},
        {Code::room_open_to_all, "room_open_to_all", "room",
         "#{0} is open to all, they only have to /join {0}"},
        {Code::room_invites_nobody, "room_invites_nobody", "room",
         "#{0} is open to all, so nobody is invited to it"},
        {Code::owner_needs_no_role, "owner_needs_no_role", "name room", "{0} owns #{1}, which is more"},
        {Code::member_already, "member_already", "name room", "{0} is in #{1} already"},
        {Code::guest_must_be_there, "guest_must_be_there", "name room",
         "{0} is a guest, and a guest must be in #{1} for that"},
        {Code::person_must_be_there, "person_must_be_there", "name room",
         "{0} must be in #{1} for that, which has no owner"},
        {Code::too_many_have_it, "too_many_have_it", "max", "there are {0} already, take it from one first"},
        {Code::you_are_operator, "you_are_operator", "room by", "you are now an operator of #{0}, says {1}"},
        {Code::you_are_no_operator, "you_are_no_operator", "room by",
         "you are no longer an operator of #{0}, says {1}"},
        {Code::you_have_voice, "you_have_voice", "room by", "you are now a voice in #{0}, says {1}"},
        {Code::you_have_no_voice, "you_have_no_voice", "room by",
         "you are no longer a voice in #{0}, says {1}"},
        {Code::you_are_invited, "you_are_invited", "by room target",
         "{0} invites you to #{1}, /join {2} goes there"},
        {Code::you_are_invited_privately, "you_are_invited_privately", "by room target",
         "{0} invites you to #{1}, /join {2} or /accept goes there"},
    });
    return phrases;
}

}  // namespace confab::dialect
